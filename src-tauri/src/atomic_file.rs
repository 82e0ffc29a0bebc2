//! Small JSON files that are written completely or not at all.

use std::{
    io::{Error, ErrorKind, Write},
    path::{Path, PathBuf},
};

use serde_json::Value;

/// More links in a row than this lead in a circle; Linux has the same limit.
const MOST_LINKS: usize = 40;

/// Some editors write it before the text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The outcome of reading a file.
#[derive(Debug)]
pub enum Read {
    /// There is no file.
    Absent,
    /// A JSON object.
    Object(Value),
    /// No JSON object. The file was renamed and is now at this path.
    SetAside(PathBuf),
    /// The file exists but cannot be opened. It may hold something, so it must not be replaced.
    Closed(Error),
}

/// Reads a file that holds one JSON object. Any other file is set aside, so that no later write
/// destroys what it holds.
pub fn read(path: &Path) -> Read {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Read::Absent,
        Err(error) => {
            tracing::warn!(%error, file = %name(path), "a file cannot be opened");
            return Read::Closed(error);
        }
    };
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    match serde_json::from_slice(text) {
        Ok(object @ Value::Object(_)) => Read::Object(object),
        _ => set_aside(path).map_or_else(Read::Closed, Read::SetAside),
    }
}

/// Renames a file that cannot be read: `settings.json` becomes `settings.json.unreadable`.
///
/// # Errors
/// It cannot be renamed: it must not be replaced then.
pub fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let linked = linked(path)?;
    let aside = linked.with_extension("json.unreadable");
    std::fs::rename(&linked, &aside)?;
    tracing::warn!(file = %name(path), "a file cannot be read and was set aside");
    Ok(aside)
}

/// Writes a new file and puts it in the old one's place, so that a full disk loses nothing. Behind
/// a symbolic link, the file that it leads to is replaced and the link stays.
///
/// # Errors
/// The file or its folder cannot be written; the old file is untouched then.
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

/// The file that `path` leads to through symbolic links, whether or not it exists.
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
        "its symbolic links lead in a circle",
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
    fn what_is_no_json_object_is_set_aside() {
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
    fn a_link_stays_and_its_target_is_written() {
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
    fn behind_a_link_the_target_is_set_aside() {
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
    fn links_in_a_circle_are_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        std::os::unix::fs::symlink(&path, &path).expect("a link");
        write(&path, &json!({})).expect_err("no end");
        assert!(matches!(read(&path), Read::Closed(_)));
    }
}
