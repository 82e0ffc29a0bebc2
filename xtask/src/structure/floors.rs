//! Which room of a package stands above which, as `xtask/floors/` has it.
//!
//! A line is a floor, top down; its words are its rooms. A room is a folder or file below the
//! package's `src`, without `.rs`; where rooms are nested, a file belongs to the innermost. Rooms of
//! one floor may import each other, unless the line begins with `apart:`. `#` begins a comment.

use std::{fs, path::Path};

/// The file of a room that others on its floor may import, although the floor's rooms are apart.
const IDS: &str = "id.rs";

#[derive(Debug, Default)]
pub(super) struct Floors(Vec<Floor>);

#[derive(Debug)]
struct Floor {
    rooms: Vec<String>,
    is_apart: bool,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// 0 is the top.
    depth: usize,
    room: &'a str,
    is_apart: bool,
}

/// What is wrong with an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It leads from a lower floor to a higher one.
    Upward,
    /// It leads to another room of a floor whose rooms are apart.
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

    /// Where a file stands, if the table knows it.
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

    /// What is wrong with an import, if anything.
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

    /// Rooms that hold none of the files.
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
