//! The file of settings.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::Settings;
use crate::{
    atomic_file::{self, Read},
    problem::view::Problem,
};

/// Where settings are kept. Its clones are of one file, which one change at a time is made to.
#[derive(Clone, Debug)]
pub struct SettingsFile {
    path: PathBuf,
    changing: Arc<Mutex<()>>,
}

impl SettingsFile {
    /// `settings.json` in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("settings.json"),
            changing: Arc::default(),
        }
    }

    /// The stored settings. A file that cannot be read is set aside, and the defaults hold.
    pub fn load(&self) -> Settings {
        self.stored().unwrap_or_default()
    }

    /// Makes a change to the newest settings, and answers them as they hold now.
    ///
    /// # Errors
    /// What `change` refuses; and if the file cannot be written, such as on a full disk, or is
    /// there and cannot be opened. The old file holds then.
    pub fn change(
        &self,
        change: impl FnOnce(Settings) -> Result<Settings, Problem>,
    ) -> Result<Settings, Problem> {
        // Two changes that both began with the old settings would undo each other.
        let _one_at_a_time = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = change(self.stored().map_err(|error| not_saved(&error))?)?;
        atomic_file::write(&self.path, &changed).map_err(|error| not_saved(&error))?;
        Ok(changed)
    }

    fn stored(&self) -> std::io::Result<Settings> {
        match atomic_file::read(&self.path) {
            Read::Value(settings) => Ok(settings),
            Read::Absent | Read::SetAside(_) => Ok(Settings::default()),
            Read::Closed(error) => Err(error),
        }
    }
}

fn not_saved(error: &std::io::Error) -> Problem {
    Problem::local(
        "The settings could not be saved.",
        format!("{error}. The old ones hold."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::view::Pause;

    fn set_client(id: &str) -> impl FnOnce(Settings) -> Result<Settings, Problem> {
        let client_id = Some(id.to_owned());
        |settings| {
            Ok(Settings {
                client_id,
                ..settings
            })
        }
    }

    #[test]
    fn what_was_changed_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(&folder.path().join("new"));
        let changed = file.change(set_client("c")).expect("writable");
        assert_eq!(changed.client_id.as_deref(), Some("c"));
        assert_eq!(file.load(), changed);
    }

    #[test]
    fn changes_at_once_do_not_undo_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(folder.path());
        std::thread::scope(|threads| {
            for number in 0..16 {
                let file = file.clone();
                threads.spawn(move || {
                    file.change(|mut settings| {
                        settings.newer.insert(format!("n{number}"), true.into());
                        Ok(settings)
                    })
                    .expect("writable")
                });
            }
        });
        assert_eq!(file.load().newer.len(), 16);
    }

    #[test]
    fn a_change_that_is_refused_leaves_the_old_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(folder.path());
        let before = file.change(set_client("c")).expect("writable");
        file.change(|_| Err(Problem::invalid_input("No.", "Not so.")))
            .expect_err("refused");
        assert_eq!(file.load(), before);
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        // Root opens every file, but none a folder.
        std::fs::create_dir(folder.path().join("settings.json")).expect("writable");
        let file = SettingsFile::in_folder(folder.path());
        assert_eq!(file.load(), Settings::default());
        let refused = file.change(set_client("c")).expect_err("closed");
        assert!(refused.what.contains("could not be saved"), "{refused:?}");
    }

    #[test]
    fn f40_what_a_newer_version_set_survives_a_save() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        std::fs::write(&path, r#"{"relay": "", "theme": {"dark": true}}"#).expect("writable");
        let file = SettingsFile::in_folder(folder.path());
        let changed = file
            .change(|settings| Ok(settings.paused(Pause::Resume)))
            .expect("writable");
        let kept = std::fs::read_to_string(path).expect("there");
        assert!(kept.contains("theme"), "{kept}");
        assert_eq!(file.load(), changed);
    }

    #[test]
    fn an_unreadable_file_is_kept_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(folder.path());
        std::fs::write(folder.path().join("settings.json"), "{").expect("writable");
        assert_eq!(file.load(), Settings::default());
        assert!(folder.path().join("settings.json.unreadable").exists());
    }
}
