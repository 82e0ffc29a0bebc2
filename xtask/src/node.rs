//! Node.js and the packages of the UI.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Result, program};

/// What Vite asks for.
const OLDEST: (u32, u32) = (20, 19);

/// npm, in the folder of the UI.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = program::at_root("npm");
    command
        .current_dir(program::root().join("ui"))
        .args(arguments);
    command
}

/// Fails with what to do when Node.js or npm is missing or too old.
pub(crate) fn check() -> Result<()> {
    let (major, minor) = OLDEST;
    let wanted = format!("Node.js {major}.{minor} or newer is needed (https://nodejs.org)");
    let said = program::output(program::at_root("node").arg("--version"))
        .ok_or_else(|| format!("node was not found: {wanted}"))?;
    if version(&said).is_none_or(|version| version < OLDEST) {
        return Err(format!("this is Node.js {}: {wanted}", said.trim()).into());
    }
    program::output(npm(&["--version"]).arg("--silent"))
        .ok_or("npm was not found; it comes with Node.js (https://nodejs.org)")?;
    Ok(())
}

/// Installs exactly what the lock file names, unless that was done since it changed.
pub(crate) fn install() -> Result<()> {
    let ui = program::root().join("ui");
    // npm writes this file at the end of an installation.
    let done = ui.join("node_modules/.package-lock.json");
    if is_newer(&done, &ui.join("package-lock.json")) {
        println!("The UI's packages are there.");
        return Ok(());
    }
    println!("Installing the UI's packages: npm ci");
    program::succeed(&mut npm(&["ci"]))
}

fn is_newer(this: &Path, that: &Path) -> bool {
    let changed = |path| fs::metadata(path).and_then(|file| file.modified()).ok();
    changed(this).is_some_and(|time| Some(time) >= changed(that))
}

/// `v20.20.2` to 20 and 20.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert!(version("v18.19.0").is_some_and(|old| old < OLDEST));
        assert!(version("v100.1.0").is_some_and(|new| new > OLDEST));
        assert_eq!(version("node"), None);
    }
}
