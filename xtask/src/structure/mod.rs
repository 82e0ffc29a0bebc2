//! `cargo xtask structure`: whether every import points down, and no files import each other in a
//! circle.

mod floors;
mod imports;
mod rust;

use std::path::{Path, PathBuf};

use crate::Outcome;

pub(crate) fn structure(arguments: &[String]) -> Outcome {
    let root = match arguments {
        [] => root()?,
        [option, folder] if option == "--root" => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask structure [--root FOLDER]".to_owned()),
    };
    for house in floors::HOUSES {
        let imports = rust::read(&root.join(house.source), house.library)?;
        println!("{} {} files {} arrows", house.source, imports.files().count(), imports.arrows().count());
        for circle in imports.circles() {
            println!(" circle {} {:?}", circle.len(), circle);
            for a in imports.among(&circle) { println!("    {} -> {}: {:?}", a.from, a.to, a.names); }
        }
        if std::env::var_os("ALL").is_some() { for a in imports.arrows() { println!("ALL {} -> {}: {:?}", a.from, a.to, a.names); }}
    }
    Ok(())
}

/// The workspace in which this was called.
fn root() -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let is_workspace = |folder: &&Path| {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml"));
        manifest.is_ok_and(|text| text.lines().any(|line| line == "[workspace]"))
    };
    let root = here.ancestors().find(is_workspace);
    Ok(root.ok_or("no workspace here")?.to_owned())
}
