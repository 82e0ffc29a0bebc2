//! `cargo xtask structure`: checks that every import points down, and that no files import each
//! other in a circle.

mod findings;
mod floors;
mod imports;
mod rust;
#[cfg(test)]
mod tests;
mod ui;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::outcome::Outcome;
use findings::Findings;
use floors::Floors;

/// Each package's source folder, its file in [`FLOORS`], and the name of its library crate.
const PACKAGES: [(&str, &str, &str); 4] = [
    ("crates/globus-app/src", "globus-app.txt", "globus_app"),
    (
        "crates/globus-local/src",
        "globus-local.txt",
        "globus_local",
    ),
    ("src-tauri/src", "meridian.txt", "meridian"),
    ("xtask/src", "xtask.txt", "xtask"),
];

const FLOORS: &str = "xtask/floors";
const UI: &str = "ui/src";

/// Checks the workspace that contains the current folder, or the one given by `--root`.
pub(crate) fn structure(arguments: &[String]) -> Outcome {
    let root = match arguments {
        [] => root()?,
        [option, folder] if option == "--root" => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask structure [--root DIR]".to_owned()),
    };
    let mut is_sound = true;
    for (source, floors, library) in PACKAGES {
        let floors = Floors::read(&root.join(FLOORS).join(floors))?;
        let imports = rust::read(&root.join(source), library)?;
        let findings = Findings::of(source, &imports, Some(&floors));
        println!("{findings}");
        is_sound &= findings.are_none();
    }
    let (imports, faults) = ui::read(&root.join(UI))?;
    let mut findings = Findings::of(UI, &imports, None);
    findings.add(faults);
    println!("{findings}");
    if is_sound && findings.are_none() {
        Ok(())
    } else {
        Err(format!(
            "Imports must point down and form no circles. {FLOORS}/ says which file stands on which floor."
        ))
    }
}

/// The workspace that contains the current folder.
fn root() -> Result<PathBuf, String> {
    let here = env::current_dir().map_err(|error| error.to_string())?;
    let is_workspace = |folder: &&Path| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml"));
        manifest.is_ok_and(|text| text.lines().any(|line| line == "[workspace]"))
    };
    let root = here.ancestors().find(is_workspace);
    let root = root.ok_or_else(|| format!("{} is not in a workspace", here.display()))?;
    Ok(root.to_owned())
}
