//! The faults of one source folder, and how they are printed.

use std::fmt::{self, Display, Formatter};

use super::{
    floors::{Fault, Floors},
    imports::{Arrow, Imports},
};

/// The only circles allowed: a builder and what it builds, with no other file in the circle.
const BUILDER_AND_HANDLE: [&[&str]; 2] = [
    &["builder.rs", "handle.rs"],
    &["app/builder.rs", "app/client_app.rs", "app/user_app.rs"],
];

/// The faults found in one source folder.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    folder: &'a str,
    imports: &'a Imports,
    circles: Vec<Vec<&'a str>>,
    upward: Vec<Arrow<'a>>,
    sideways: Vec<Arrow<'a>>,
    /// All other faults, in words.
    others: Vec<String>,
}

impl<'a> Findings<'a> {
    /// Compares imports with floors. Without floors, only circles are faults.
    pub(super) fn of(folder: &'a str, imports: &'a Imports, floors: Option<&Floors>) -> Self {
        let mut circles = imports.circles();
        circles.retain(|files| !BUILDER_AND_HANDLE.contains(&files.as_slice()));
        let with = |fault| -> Vec<_> {
            let arrows = imports.arrows();
            let is_it = |arrow: &Arrow<'_>| {
                floors.and_then(|floors| floors.fault(arrow.from, arrow.to)) == Some(fault)
            };
            arrows.filter(is_it).collect()
        };
        Self {
            folder,
            imports,
            circles,
            upward: with(Fault::Upward),
            sideways: with(Fault::Sideways),
            others: floors.map_or_else(Vec::new, |floors| out_of_place(floors, imports)),
        }
    }

    pub(super) fn add(&mut self, faults: Vec<String>) {
        self.others.extend(faults);
    }

    pub(super) fn are_none(&self) -> bool {
        self.circles.is_empty()
            && self.upward.is_empty()
            && self.sideways.is_empty()
            && self.others.is_empty()
    }
}

/// Files that have no floor, and rooms that no longer exist.
fn out_of_place(floors: &Floors, imports: &Imports) -> Vec<String> {
    let files: Vec<_> = imports.files().collect();
    let homeless = files.iter().filter(|file| floors.place(file).is_none());
    let homeless = homeless.map(|file| format!("no floor: {file}"));
    let empty = floors.empty_rooms(&files).into_iter();
    let empty = empty.map(|room| format!("on a floor, but doesn't exist: {room}"));
    homeless.chain(empty).collect()
}

impl Display for Findings<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for files in &self.circles {
            writeln!(
                out,
                "  circle of {} files: {}",
                files.len(),
                files.join(", ")
            )?;
            for arrow in self.imports.among(files) {
                writeln!(out, "    {arrow}")?;
            }
        }
        for (what, arrows) in [("upward", &self.upward), ("sideways", &self.sideways)] {
            for arrow in arrows {
                writeln!(out, "  {what}: {arrow}")?;
            }
        }
        for other in &self.others {
            writeln!(out, "  {other}")?;
        }
        let (files, imports) = (self.imports.files().count(), self.imports.arrows().count());
        let circles = self.circles.len();
        write!(
            out,
            "{}: {files} files, {imports} imports, {circles} ",
            self.folder
        )?;
        out.write_str(if circles == 1 { "circle" } else { "circles" })?;
        if let Some(largest) = self.circles.first() {
            write!(out, " (largest {} files)", largest.len())?;
        }
        let (upward, sideways) = (self.upward.len(), self.sideways.len());
        write!(out, ", {upward} upward, {sideways} sideways")
    }
}

impl Display for Arrow<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        write!(out, "{} -> {}: {}", self.from, self.to, names.join(", "))
    }
}
