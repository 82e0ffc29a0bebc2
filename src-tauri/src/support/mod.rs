//! The support file, which you can preview in full before saving it.

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

/// The most files to save per minute.
const MAX_FILES: u32 = 100;

/// Builds the support file, and keeps the preview so that exactly that is saved.
#[derive(Debug)]
pub struct Support {
    log: LogTail,
    /// Where to save files. The first folder that can be written to is used.
    folders: Vec<PathBuf>,
    previewed: Mutex<Option<SupportBundle>>,
}

impl Support {
    /// Saves files into the first of `folders` that can be written to.
    pub fn new(log: LogTail, folders: Vec<PathBuf>) -> Self {
        Self {
            log,
            folders,
            previewed: Mutex::new(None),
        }
    }

    /// Builds the file from `facts` and the log.
    pub fn preview(&self, facts: &Facts) -> SupportBundle {
        let bundle = bundle::of(facts, &self.log.lines());
        *self.previewed() = Some(bundle.clone());
        bundle
    }

    /// Saves the last preview unchanged, and returns the file's path.
    ///
    /// # Errors
    /// If nothing was previewed, or no folder can be written to.
    pub fn save(&self) -> Result<String, Problem> {
        let bundle = self.previewed().clone().ok_or_else(|| {
            Problem::invalid_input("There is nothing to save.", "Preview the file first.")
        })?;
        let mut refused = std::io::Error::from(ErrorKind::NotFound);
        for folder in &self.folders {
            match write(folder, &bundle.text) {
                Ok(path) => return Ok(path.display().to_string()),
                Err(error) => refused = error,
            }
        }
        Err(Problem::local(
            "The support file couldn't be saved.",
            format!("{refused}. Copy the text from the preview instead."),
        ))
    }

    fn previewed(&self) -> std::sync::MutexGuard<'_, Option<SupportBundle>> {
        // The value is always replaced as a whole, so it is valid even if the lock is poisoned.
        self.previewed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a new file. Never replaces an existing one.
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
    fn the_preview_is_saved_unchanged_in_the_first_writable_folder() {
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
    fn f25_a_failed_save_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("a file");
        std::fs::write(&taken, "").expect("writable");
        let support = Support::new(LogTail::default(), vec![taken]);
        support.preview(&Facts::default());
        let problem = support.save().expect_err("no folder");
        assert!(problem.meaning.contains("Copy the text"), "{problem:?}");
    }
}
