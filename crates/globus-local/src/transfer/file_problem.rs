//! What can go wrong with a file, by Transfer's error codes.

use std::io;

/// A fault of a file system, as the events of a task name it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{words}")]
pub(super) struct FileProblem {
    pub(super) code: &'static str,
    pub(super) words: &'static str,
}

impl FileProblem {
    pub(super) const PERMISSION_DENIED: Self = Self::of("PERMISSION_DENIED", "permission denied");
    pub(super) const IS_A_DIRECTORY: Self = Self::of("IS_A_DIRECTORY", "is a directory");
    pub(super) const NOT_A_DIRECTORY: Self = Self::of("NOT_A_DIRECTORY", "not a directory");
    pub(super) const NOT_FOUND: Self = Self::of("FILE_NOT_FOUND", "No such file or directory");
    pub(super) const EXISTS: Self = Self::of("FILE_ACCESS", "File exists");
    pub(super) const CHECKSUM: Self = Self::of("VERIFY_CHECKSUM", "checksums do not match");

    pub(super) const EXTERNAL_CHECKSUM: Self = Self::of(
        "EXTERNAL_CHECKSUM_MISMATCH",
        "the file does not have the given checksum",
    );
    pub(super) const NOT_CONNECTED: Self = Self::of("GC_NOT_CONNECTED", "gc not connected");

    const fn of(code: &'static str, words: &'static str) -> Self {
        Self { code, words }
    }

    /// Whether `skip_source_errors` skips it.
    pub(super) fn is_skippable(&self) -> bool {
        ["PERMISSION_DENIED", "FILE_NOT_FOUND", "AMBIGUOUS_PATH"].contains(&self.code)
    }
}

impl From<io::Error> for FileProblem {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::NOT_FOUND,
            Kind::PermissionDenied => Self::PERMISSION_DENIED,
            Kind::IsADirectory => Self::IS_A_DIRECTORY,
            Kind::NotADirectory => Self::NOT_A_DIRECTORY,
            Kind::AlreadyExists | Kind::DirectoryNotEmpty => Self::EXISTS,
            Kind::StorageFull => Self::of("NO_SPACE_LEFT", "no space left on device"),
            Kind::QuotaExceeded => Self::of("QUOTA_EXCEEDED", "quota exceeded"),
            Kind::InvalidFilename | Kind::InvalidInput => {
                Self::of("INVALID_PATH_NAME", "invalid path name")
            }
            _ => Self::of("ENDPOINT_ERROR", "the endpoint failed"),
        }
    }
}
