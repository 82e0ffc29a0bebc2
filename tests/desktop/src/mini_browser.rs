//! Finds `WebKitGTK`'s own browser, which comes with the library.

use std::{fs, path::PathBuf};

use crate::Result;

/// The path of MiniBrowser. Start it with `--automation` as a [`Window`](crate::Window).
///
/// # Errors
/// If it isn't installed.
pub fn mini_browser() -> Result<PathBuf> {
    let folders = fs::read_dir("/usr/lib")?.flatten();
    folders
        .map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|path| path.exists())
        .ok_or_else(|| "no MiniBrowser under /usr/lib; cargo xtask setup installs it".into())
}
