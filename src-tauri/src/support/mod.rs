//! A file for whoever helps: seen whole before it is saved.

pub mod bundle;
pub mod log_tail;
mod redact;

use std::{
    fs::File,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use jiff::ZonedDateTime;

use bundle::Facts;
use log_tail::LogTail;

use crate::{problem::view::Problem, settings::view::SupportBundle};

/// So many files of one minute is nobody's wish.
const MAX_FILES: u32 = 100;

/// Makes the file, and keeps what was previewed until it is saved.
#[derive(Debug)]
pub struct Support {
    log: LogTail,
    /// Where files are put: the first of these that can be written to.
    folders: Vec<PathBuf>,
    previewed: Mutex<Option<SupportBundle>>,
}

impl Support {
    /// Puts files into the first of `folders` that takes them.
    pub fn new(log: LogTail, folders: Vec<PathBuf>) -> Self {
        Self {
            log,
            folders,
            previewed: Mutex::new(None),
        }
    }

    /// What the file would hold now.
    pub fn preview(&self, facts: &Facts) -> SupportBundle {
        let bundle = bundle::of(facts, &self.log.lines());
        *self.previewed() = Some(bundle.clone());
        bundle
    }

    /// Saves what was previewed last, exactly; answers where.
    pub fn save(&self) -> Result<String, Problem> {
        let bundle = self.previewed().clone().ok_or_else(|| {
            Problem::invalid_input("There is nothing to save.", "Look at the file first.")
        })?;
        let mut refused = std::io::Error::from(ErrorKind::NotFound);
        for folder in &self.folders {
            match write(folder, &bundle.text) {
                Ok(path) => return Ok(path.display().to_string()),
                Err(error) => refused = error,
            }
        }
        Err(Problem::local(
            "The support file could not be saved.",
            format!("{refused}. Copy its text from the preview instead."),
        ))
    }

    fn previewed(&self) -> std::sync::MutexGuard<'_, Option<SupportBundle>> {
        // Replaced whole, so a poisoned one is still true.
        self.previewed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A new file; none that is there is replaced.
fn write(folder: &Path, text: &str) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let time = ZonedDateTime::now().strftime("%Y-%m-%d-%H%M").to_string();
    for number in 1..=MAX_FILES {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = folder.join(format!("meridian-support-{time}{more}.txt"));
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_previewed_is_saved_exactly_where_it_can_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("a file");
        std::fs::write(&taken, "").expect("writable");
        let downloads = folder.path().join("Downloads");
        let support = Support::new(LogTail::default(), vec![taken, downloads.clone()]);
        support.save().expect_err("nothing was previewed");
        let bundle = support.preview(&Facts::default());
        let (first, second) = (support.save(), support.save());
        let (first, second) = (first.expect("saved"), second.expect("saved"));
        assert_ne!(first, second);
        assert!(first.starts_with(&downloads.display().to_string()));
        assert_eq!(std::fs::read_to_string(first).expect("there"), bundle.text);
    }

    #[test]
    fn f25_what_cannot_be_saved_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("a file");
        std::fs::write(&taken, "").expect("writable");
        let support = Support::new(LogTail::default(), vec![taken]);
        support.preview(&Facts::default());
        let problem = support.save().expect_err("no folder");
        assert!(problem.meaning.contains("Copy its text"), "{problem:?}");
    }
}
