//! Checksums of files.

use std::{fmt::Write as _, io::Read};

use md5::Md5;
use sha2::{Digest, Sha256, Sha512};

use crate::transfer::{file_problem::FileProblem, files::Folder, path::FilePath};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer) enum Algorithm {
    Md5,
    Sha256,
    Sha512,
}

impl Algorithm {
    const ALL: [Self; 3] = [Self::Md5, Self::Sha256, Self::Sha512];

    pub(in crate::transfer) fn named(name: &str) -> Option<Self> {
        let name = name.replace('-', "").to_uppercase();
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    pub(in crate::transfer) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// The checksum of a file, in lower case hexadecimal.
    pub(super) fn of(self, folder: &Folder, path: &FilePath) -> Result<String, FileProblem> {
        let file = folder.read(path)?;
        match self {
            Self::Md5 => hex::<Md5>(file),
            Self::Sha256 => hex::<Sha256>(file),
            Self::Sha512 => hex::<Sha512>(file),
        }
    }
}

fn hex<D: Digest>(mut file: impl Read) -> Result<String, FileProblem> {
    let mut digest = D::new();
    let mut buffer = vec![0; 64 * 1_024];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        digest.update(&buffer[..length]);
    }
    let mut text = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
