//! Small JSON files that are written completely or not at all.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

/// The outcome of reading a file.
#[derive(Debug)]
pub enum Read<T> {
    /// The file doesn't exist.
    Absent,
    /// The file's content.
    Value(T),
    /// The file wasn't valid and has been moved to this path.
    SetAside(PathBuf),
    /// The file can't be opened. Don't overwrite it, because it may hold data.
    Closed(std::io::Error),
}

/// Reads a JSON file. An invalid file is moved aside so that its data isn't overwritten.
pub fn read<T: DeserializeOwned>(path: &Path) -> Read<T> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Read::Absent,
        Err(error) => {
            tracing::warn!(%error, file = %name(path), "a file cannot be opened");
            return Read::Closed(error);
        }
    };
    match serde_json::from_slice(&bytes) {
        Ok(value) => Read::Value(value),
        Err(error) => {
            let aside = path.with_extension("json.unreadable");
            tracing::warn!(%error, file = %name(path), "a file cannot be read and is set aside");
            drop(std::fs::rename(path, &aside));
            Read::SetAside(aside)
        }
    }
}

/// Writes a new file and renames it over the old one, so that a full disk loses nothing.
///
/// # Errors
/// If the folder or the file can't be written. The old file is then unchanged.
pub fn write<T: Serialize>(path: &Path, value: &T) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(value)?)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The file name without its folders, which may contain your user name.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
