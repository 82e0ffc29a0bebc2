//! Small files, written whole or not at all.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

/// What a file holds.
#[derive(Debug)]
pub enum Read<T> {
    /// There is none.
    Absent,
    /// Readable.
    Value(T),
    /// Not as we write it; it stands aside now, under this path.
    SetAside(PathBuf),
    /// It is there, and cannot be opened: it may hold something, so it is not to be replaced.
    Closed(std::io::Error),
}

/// Reads a file of JSON. One that is none is set aside, so that nobody's data are overwritten.
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

/// Writes a new file and puts it in the old one's place, so that a full disk loses nothing.
pub fn write<T: Serialize>(path: &Path, value: &T) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(value)?)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Without the folders above, which may name a person.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
