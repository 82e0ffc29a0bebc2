//! Reads `xtask/floors/`, which says what in a package stands above what.
//!
//! Each line is a floor, from the top down, and lists the rooms on it. A room is a folder or a file
//! in the package's `src`, without `.rs`. If a room is inside another one, its files belong to the
//! inner one. Rooms on the same floor may import each other, unless the line begins with `apart:`.
//! `#` begins a comment.

use std::{fs, path::Path};

/// The one file in a room that the other rooms of an `apart:` floor may import.
const IDS: &str = "id.rs";

#[derive(Debug, Default)]
pub(super) struct Floors(Vec<Floor>);

#[derive(Debug)]
struct Floor {
    rooms: Vec<String>,
    is_apart: bool,
}

/// The place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The floor, counted from 0 at the top.
    depth: usize,
    room: &'a str,
    is_apart: bool,
}

/// What is wrong with an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It imports from a higher floor.
    Upward,
    /// It imports from another room on an `apart:` floor.
    Sideways,
}

impl Floors {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self::parse(&text))
    }

    pub(super) fn parse(text: &str) -> Self {
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default());
        let floors = lines.map(|line| {
            let apart = line.trim_start().strip_prefix("apart:");
            let rooms = apart.unwrap_or(line).split_whitespace();
            Floor {
                rooms: rooms.map(str::to_owned).collect(),
                is_apart: apart.is_some(),
            }
        });
        Self(floors.filter(|floor| !floor.rooms.is_empty()).collect())
    }

    /// The place of a file, if it has one.
    pub(super) fn place(&self, file: &str) -> Option<Place<'_>> {
        let places = self.0.iter().enumerate().flat_map(|(depth, floor)| {
            floor.rooms.iter().map(move |room| Place {
                depth,
                room,
                is_apart: floor.is_apart,
            })
        });
        places
            .filter(|place| holds(place.room, file))
            .max_by_key(|place| place.room.len())
    }

    /// What is wrong with an import, if anything is.
    pub(super) fn fault(&self, from: &str, to: &str) -> Option<Fault> {
        let (above, below) = (self.place(from)?, self.place(to)?);
        if above.depth > below.depth {
            return Some(Fault::Upward);
        }
        let is_same_floor = above.depth == below.depth;
        let is_id = to.strip_prefix(below.room) == Some(&format!("/{IDS}"));
        let is_sideways = is_same_floor && above.is_apart && above.room != below.room && !is_id;
        is_sideways.then_some(Fault::Sideways)
    }

    /// The rooms that none of the files is in.
    pub(super) fn empty_rooms<'a>(&'a self, files: &[&str]) -> Vec<&'a str> {
        let rooms = self.0.iter().flat_map(|floor| &floor.rooms);
        let is_empty = |room: &&str| !files.iter().any(|file| holds(room, file));
        rooms.map(String::as_str).filter(is_empty).collect()
    }
}

fn holds(room: &str, file: &str) -> bool {
    let rest = file.strip_prefix(room);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}
