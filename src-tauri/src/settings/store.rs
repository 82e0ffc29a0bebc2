//! The settings store. It reads the file once and saves each change.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Map, Value};
use tokio::sync::watch;

use super::{Settings, view::Pause};
use crate::{
    atomic_file::{self, Read},
    lenient,
    problem::view::Problem,
};

/// The settings of this computer. Clones share them.
#[derive(Clone, Debug)]
pub struct SettingsStore(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    /// The file's content, or `None` while it can't be opened. Locked during a whole change, so
    /// that concurrent changes don't overwrite each other.
    file: Mutex<Option<Value>>,
    current: watch::Sender<Arc<Settings>>,
}

impl SettingsStore {
    /// Reads `settings.json` in `folder`. Uses the defaults if the file is missing or can't be
    /// read.
    pub fn open(folder: &Path) -> Self {
        let path = folder.join("settings.json");
        let file = read(&path).ok();
        let settings = file.as_ref().map(Settings::of_file).unwrap_or_default();
        Self(Arc::new(Shared {
            path,
            file: Mutex::new(file),
            current: watch::Sender::new(Arc::new(settings)),
        }))
    }

    /// The current settings.
    pub fn current(&self) -> Arc<Settings> {
        Arc::clone(&self.0.current.borrow())
    }

    /// A receiver of all further changes.
    pub fn follow(&self) -> watch::Receiver<Arc<Settings>> {
        self.0.current.subscribe()
    }

    /// Changes and saves the settings, and notifies all receivers.
    ///
    /// # Errors
    /// The problem that `change` returns, or one that says why the file can't be written or opened.
    /// The settings are then unchanged.
    pub fn change(
        &self,
        change: impl FnOnce(Settings) -> Result<Settings, Problem>,
    ) -> Result<Arc<Settings>, Problem> {
        let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut document = match &*file {
            Some(document) => document.clone(),
            None => self.open_at_last()?,
        };
        let before = self.current();
        let now = change(Settings::clone(&before))?;
        if now == *before {
            return Ok(before);
        }
        lenient::update(&mut document, &before.as_file(), &now.as_file());
        atomic_file::write(&self.0.path, &document).map_err(|error| not_saved(&error))?;
        *file = Some(document);
        let now = Arc::new(now);
        self.0.current.send_replace(Arc::clone(&now));
        Ok(now)
    }

    /// Pauses or resumes notifications.
    ///
    /// # Errors
    /// As for [`change`](Self::change).
    pub fn pause(&self, pause: Pause) -> Result<Arc<Settings>, Problem> {
        self.change(|settings| Ok(settings.paused(pause)))
    }

    /// Tries again to open a file that couldn't be opened at start, and uses its content.
    fn open_at_last(&self) -> Result<Value, Problem> {
        let document = read(&self.0.path).map_err(|error| not_saved(&error))?;
        let settings = Arc::new(Settings::of_file(&document));
        self.0.current.send_replace(settings);
        Ok(document)
    }
}

fn read(path: &Path) -> std::io::Result<Value> {
    match atomic_file::read(path) {
        Read::Object(document) => Ok(document),
        Read::Absent | Read::SetAside(_) => Ok(Value::Object(Map::new())),
        Read::Closed(error) => Err(error),
    }
}

fn not_saved(error: &std::io::Error) -> Problem {
    Problem::local(
        "The settings couldn't be saved.",
        format!("{error}. The previous settings are still in effect."),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;
    use tempfile::TempDir;

    use super::*;
    use crate::settings::{
        layout::ColumnLayout,
        view::{Choices, LoginWay},
    };

    const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

    fn folder(file: &str) -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("settings.json"), file).expect("writable");
        folder
    }

    fn file(folder: &TempDir) -> Value {
        let text = fs::read_to_string(folder.path().join("settings.json")).expect("there");
        serde_json::from_str(&text).expect("JSON")
    }

    fn set_client(id: &str) -> impl FnOnce(Settings) -> Result<Settings, Problem> {
        move |mut settings| {
            settings.choices.client_id = id.into();
            Ok(settings)
        }
    }

    #[test]
    fn what_was_changed_holds_at_once_and_after_a_restart() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("new");
        let store = SettingsStore::open(&folder);
        let clone = store.clone();
        let changed = store.change(set_client(CLIENT_ID)).expect("writable");
        assert_eq!(changed.choices.client_id, CLIENT_ID);
        assert_eq!(clone.current(), changed);
        assert_eq!(SettingsStore::open(&folder).current(), changed);
    }

    #[test]
    fn the_file_is_read_once() {
        let folder = folder(r#"{"relay": "https://a.example/"}"#);
        let store = SettingsStore::open(folder.path());
        fs::write(folder.path().join("settings.json"), "{").expect("writable");
        assert_eq!(store.current().choices.relay, "https://a.example/");
        assert!(!folder.path().join("settings.json.unreadable").exists());
    }

    #[test]
    fn each_change_is_told_once_to_whoever_follows() {
        let folder = folder("{}");
        let store = SettingsStore::open(folder.path());
        let mut changes = store.follow();
        let is_told = |changes: &mut watch::Receiver<_>| {
            let is_told = changes.has_changed().expect("it lives");
            changes.mark_unchanged();
            is_told
        };
        store.pause(Pause::Hour).expect("writable");
        let paused = changes.borrow().notifications_paused_until;
        assert!(is_told(&mut changes) && paused.is_some());
        store.change(Ok).expect("nothing to write");
        assert!(!is_told(&mut changes), "nothing changed");
        store
            .change(|_| Err(Problem::invalid_input("No.", "Not so.")))
            .expect_err("refused");
        assert!(!is_told(&mut changes), "it was refused");
    }

    #[test]
    fn changes_at_once_do_not_undo_each_other() {
        let folder = folder("{}");
        let store = SettingsStore::open(folder.path());
        std::thread::scope(|threads| {
            for letter in 'a'..='p' {
                let store = store.clone();
                threads.spawn(move || {
                    let layout = ColumnLayout {
                        hidden: vec!["role".into()],
                        ..ColumnLayout::default()
                    };
                    store
                        .change(|settings| settings.with_columns(&letter.to_string(), layout))
                        .expect("writable")
                });
            }
        });
        assert_eq!(store.current().columns.len(), 16);
        assert_eq!(
            SettingsStore::open(folder.path()).current(),
            store.current()
        );
    }

    #[test]
    fn f25_what_could_not_be_saved_does_not_hold() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("new");
        let store = SettingsStore::open(&folder);
        // A file is in the way of the folder.
        fs::write(folder, "").expect("writable");
        let refused = store.change(set_client(CLIENT_ID)).expect_err("no folder");
        assert!(refused.what.contains("couldn't be saved"), "{refused:?}");
        assert_eq!(*store.current(), Settings::default());
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        // Root can open any file, but not a folder as a file.
        fs::create_dir(&path).expect("writable");
        let store = SettingsStore::open(folder.path());
        assert_eq!(*store.current(), Settings::default());
        let refused = store.change(set_client(CLIENT_ID)).expect_err("closed");
        assert!(refused.what.contains("couldn't be saved"), "{refused:?}");
        assert_eq!(*store.current(), Settings::default());

        fs::remove_dir(&path).expect("empty");
        fs::write(&path, r#"{"login_way": "code"}"#).expect("writable");
        let changed = store.change(set_client(CLIENT_ID)).expect("open now");
        assert_eq!(
            changed.choices.login_way,
            LoginWay::Code,
            "what it says holds"
        );
        assert_eq!(
            file(&folder),
            json!({"login_way": "code", "client_id": CLIENT_ID})
        );
    }

    #[test]
    fn f40_what_this_version_does_not_know_survives_a_change_of_something_else() {
        let newer = json!({
            "client_id": CLIENT_ID, "login_way": "device", "tray": null, "theme": {"dark": true},
            "notifications": {"failed": false, "done": "loudly", "sound": "bell"},
            "columns": {"runs": {"hidden": ["role", 5], "widths": {"label": 300, "took": "wide"}}},
        });
        let folder = folder(&format!("\u{feff}{newer}"));
        let store = SettingsStore::open(folder.path());
        let read = store.current();
        let mut known = Choices {
            client_id: CLIENT_ID.into(),
            ..Choices::default()
        };
        known.notifications.failed = false;
        assert_eq!(read.choices, known);
        assert_eq!(read.columns["runs"].hidden, ["role"]);
        assert_eq!(read.columns["runs"].widths.len(), 1);

        store
            .change(|mut settings| {
                settings.choices.notifications.names = false;
                Ok(settings)
            })
            .expect("writable");
        let mut wanted = newer.clone();
        wanted["notifications"]["names"] = false.into();
        assert_eq!(file(&folder), wanted);
        store
            .change(|mut settings| {
                settings.choices.login_way = LoginWay::Link;
                settings.choices.tray.counts = true;
                Ok(settings)
            })
            .expect("writable");
        wanted["login_way"] = "link".into();
        wanted["tray"] = json!({"icon": true, "counts": true});
        assert_eq!(file(&folder), wanted);
    }

    #[test]
    fn f40_an_unreadable_file_is_kept_aside() {
        let folder = folder("{");
        let store = SettingsStore::open(folder.path());
        assert_eq!(*store.current(), Settings::default());
        assert!(folder.path().join("settings.json.unreadable").exists());
        store.change(set_client(CLIENT_ID)).expect("writable");
        assert_eq!(file(&folder), json!({"client_id": CLIENT_ID}));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_is_written_where_it_is() {
        let dotfiles = folder(r#"{"relay": "https://a.example/"}"#);
        let folder = tempfile::tempdir().expect("a folder");
        let link = folder.path().join("settings.json");
        std::os::unix::fs::symlink(dotfiles.path().join("settings.json"), &link).expect("a link");
        let store = SettingsStore::open(folder.path());
        store.change(set_client(CLIENT_ID)).expect("writable");
        assert!(link.is_symlink());
        let wanted = json!({"relay": "https://a.example/", "client_id": CLIENT_ID});
        assert_eq!(file(&dotfiles), wanted);
    }
}
