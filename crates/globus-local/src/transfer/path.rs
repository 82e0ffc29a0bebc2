//! Paths on a collection, as clients write them.

use std::fmt;

/// The longest path and the longest name in it, in bytes, as on the file systems of collections.
const MAX_PATH: usize = 4_096;
const MAX_NAME: usize = 255;

/// A path below a collection's folder, without `.`, `..` and empty names. Symbolic links are
/// resolved by the folder, which alone knows where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FilePath(Vec<String>);

/// Why a text is not a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PathProblem {
    #[error("a path can have at most {MAX_PATH} bytes, and a name in it {MAX_NAME}")]
    TooLong,
    #[error("a path cannot contain a null character")]
    Null,
    #[error("Path not allowed")]
    Outside,
}

impl FilePath {
    /// Parses a path. `~` and relative paths are below `home`.
    pub(super) fn parse(text: &str, home: &Self) -> Result<Self, PathProblem> {
        if text.len() > MAX_PATH {
            return Err(PathProblem::TooLong);
        }
        if text.contains('\0') {
            return Err(PathProblem::Null);
        }
        let below_home = text.strip_prefix("/~").or_else(|| text.strip_prefix('~'));
        let (mut names, rest) = match below_home {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => (home.0.clone(), rest),
            _ if text.starts_with('/') => (Vec::new(), text),
            _ => (home.0.clone(), text),
        };
        for name in rest.split('/') {
            match name {
                "" | "." => {}
                ".." => {
                    names.pop().ok_or(PathProblem::Outside)?;
                }
                name if name.len() > MAX_NAME => return Err(PathProblem::TooLong),
                name => names.push(name.to_owned()),
            }
        }
        Ok(Self(names))
    }

    pub(super) fn root() -> Self {
        Self::default()
    }

    pub(super) fn join(&self, name: &str) -> Self {
        let mut names = self.0.clone();
        names.push(name.to_owned());
        Self(names)
    }

    pub(super) fn parent(&self) -> Option<Self> {
        let (_, names) = self.0.split_last()?;
        Some(Self(names.to_vec()))
    }

    /// The last name; `None` for the root.
    pub(super) fn name(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    pub(super) fn is_below(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The path as a directory: with a slash at the end.
    pub(super) fn as_directory(&self) -> String {
        if self.0.is_empty() {
            return "/".to_owned();
        }
        format!("{self}/")
    }

    /// The path relative to the folder.
    pub(super) fn relative(&self) -> String {
        if self.0.is_empty() {
            return ".".to_owned();
        }
        self.0.join("/")
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, PathProblem> {
        let home = FilePath(vec!["home".to_owned(), "ada".to_owned()]);
        FilePath::parse(text, &home).map(|path| path.to_string())
    }

    #[test]
    fn paths_are_read_as_people_write_them() {
        for (text, path) in [
            ("/", "/"),
            ("//a//b/", "/a/b"),
            ("/a/./b", "/a/b"),
            ("/a/../b", "/b"),
            ("/~/", "/home/ada"),
            ("/~", "/home/ada"),
            ("~/x", "/home/ada/x"),
            ("x", "/home/ada/x"),
            ("", "/home/ada"),
            ("/~x", "/~x"),
            ("~x", "/home/ada/~x"),
            ("~/../bob", "/home/bob"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(path), "{text}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        assert_eq!(parse("/.."), Err(PathProblem::Outside));
        assert_eq!(parse("/a/../../b"), Err(PathProblem::Outside));
        assert_eq!(parse("~/../../.."), Err(PathProblem::Outside));
        assert_eq!(parse("/a\0b"), Err(PathProblem::Null));
        assert_eq!(
            parse(&format!("/{}", "n".repeat(256))),
            Err(PathProblem::TooLong)
        );
        assert_eq!(parse(&"/n".repeat(2_049)), Err(PathProblem::TooLong));
        assert!(parse(&format!("/{}", "n".repeat(255))).is_ok());
    }
}
