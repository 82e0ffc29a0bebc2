//! Small JSON files that are written completely or not at all.

use std::{
    io::{Error, ErrorKind, Write},
    path::{Path, PathBuf},
};

use serde_json::Value;

/// The most symbolic links to follow. Linux has the same limit, and a longer chain is likely a cycle.
const MOST_LINKS: usize = 40;

/// Some editors put this before the text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The outcome of reading a file.
#[derive(Debug)]
pub enum Read {
    /// The file doesn't exist.
    Absent,
    /// The file's content, a JSON object.
    Object(Value),
    /// The content wasn't a JSON object. The file has been renamed to this path.
    SetAside(PathBuf),
    /// The file exists but can't be opened. Don't replace it, because it may hold data.
    Closed(Error),
}

/// Reads a file that holds one JSON object. Any other content is set aside, so that no later write
/// destroys it.
pub fn read(path: &Path) -> Read {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Read::Absent,
        Err(error) => {
            tracing::warn!(%error, file = %name(path), "a file can't be opened");
            return Read::Closed(error);
        }
    };
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    match serde_json::from_slice(text) {
        Ok(object @ Value::Object(_)) => Read::Object(object),
        _ => set_aside(path).map_or_else(Read::Closed, Read::SetAside),
    }
}

/// Renames a file with invalid content: `settings.json` becomes `settings.json.unreadable`.
///
/// # Errors
/// If the file can't be renamed. Don't replace it then.
pub fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let linked = linked(path)?;
    let aside = linked.with_extension("json.unreadable");
    std::fs::rename(&linked, &aside)?;
    tracing::warn!(file = %name(path), "a file has invalid content and was set aside");
    Ok(aside)
}

/// Writes a new file and renames it over the old one, so that a full disk loses nothing. Symbolic
/// links are followed and kept.
///
/// # Errors
/// If the file or its folder can't be written. The old file is then unchanged.
pub fn write(path: &Path, object: &Value) -> std::io::Result<()> {
    let path = linked(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(object)?)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Follows symbolic links from `path` to the file they lead to, which may not exist.
fn linked(path: &Path) -> std::io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = std::fs::read_link(&path) else {
            return Ok(path);
        };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(Error::new(
        ErrorKind::InvalidInput,
        "the symbolic links form a cycle",
    ))
}

/// The file name without its folders, which may contain your user name.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;
    use tempfile::TempDir;

    use super::*;

    fn file(text: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        fs::write(&path, text).expect("writable");
        (folder, path)
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        let (_folder, path) = file("\u{feff}{\"relay\": \"\"}");
        let read = read(&path);
        assert!(
            matches!(&read, Read::Object(object) if *object == json!({"relay": ""})),
            "{read:?}"
        );
    }

    #[test]
    fn a_file_without_a_json_object_is_set_aside() {
        for text in ["", "{", "[]", "\u{feff}", "3"] {
            let (_folder, path) = file(text);
            let read = read(&path);
            let Read::SetAside(aside) = read else {
                panic!("{text}: {read:?}");
            };
            assert!(!path.exists(), "{text}");
            assert_eq!(fs::read_to_string(aside).expect("kept"), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn writing_follows_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, path) = file("{}");
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        symlink("second", &first).expect("a link");
        symlink("settings.json", &second).expect("a link");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        for target in ["there already", "gone"] {
            write(&first, &json!({"target": target})).expect("writable");
            assert!(first.is_symlink() && second.is_symlink(), "{target}");
            assert!(!path.is_symlink() && mode(&path) == 0o600, "{target}");
            assert!(fs::read_to_string(&path).expect("there").contains(target));
            fs::remove_file(&path).expect("there");
        }
    }

    #[cfg(unix)]
    #[test]
    fn setting_aside_follows_a_link() {
        use std::os::unix::fs::symlink;

        let (folder, path) = file("{");
        let link = folder.path().join("link.json");
        symlink(&path, &link).expect("a link");
        assert!(matches!(read(&link), Read::SetAside(_)));
        assert!(link.is_symlink() && !path.exists());
        assert!(folder.path().join("settings.json.unreadable").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_cycle_of_links_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        std::os::unix::fs::symlink(&path, &path).expect("a link");
        write(&path, &json!({})).expect_err("no end");
        assert!(matches!(read(&path), Read::Closed(_)));
    }
}
