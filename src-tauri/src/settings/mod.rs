//! Settings in one small file.

mod choices;
mod columns;
mod pause;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    atomic_file::{self, Read},
    view::{
        Appearance, CloseButton, ColumnLayout, LoginWay, NotificationChoices, Pause, TrayChoices,
        Updates,
    },
};

/// A client id in the environment wins over the file.
const CLIENT_ID_VARIABLE: &str = "MERIDIAN_CLIENT_ID";

/// A sign-in that nobody finishes ends after this many seconds.
const LOGIN_TIMEOUT_SECONDS: u64 = 600;

/// What the person set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The native client that signs in.
    pub client_id: Option<String>,
    /// Which Globus.
    pub environment: String,
    /// A browser command; `{url}` stands for the link. Empty: the system's default browser.
    pub browser_command: String,
    /// How long a sign-in may take.
    pub login_timeout_seconds: u64,
    /// How the answer to a sign-in comes back.
    pub login_way: LoginWay,
    /// The page that hands the answer on, for [`LoginWay::Link`].
    pub relay: String,
    /// What closing the window does.
    pub close_button: CloseButton,
    /// Whether a start shows the tray alone.
    pub start_hidden: bool,
    /// Whether the app starts when the person logs in to this computer.
    pub start_at_login: bool,
    /// Which notifications are shown.
    pub notifications: NotificationChoices,
    /// How the window looks.
    pub appearance: Appearance,
    /// How often Globus is asked.
    pub updates: Updates,
    /// How the tray shows it.
    pub tray: TrayChoices,
    /// Columns that are not as usual, by list.
    pub columns: BTreeMap<String, ColumnLayout>,
    /// Milliseconds since 1970, until when none are shown.
    pub notifications_paused_until: Option<u64>,
    /// What a newer version set, which this one keeps as it is.
    #[serde(flatten)]
    pub newer: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            client_id: None,
            environment: "production".to_owned(),
            browser_command: String::new(),
            login_timeout_seconds: LOGIN_TIMEOUT_SECONDS,
            login_way: LoginWay::default(),
            relay: String::new(),
            close_button: CloseButton::default(),
            start_hidden: false,
            start_at_login: false,
            notifications: NotificationChoices::default(),
            appearance: Appearance::default(),
            updates: Updates::default(),
            tray: TrayChoices::default(),
            columns: BTreeMap::new(),
            notifications_paused_until: None,
            newer: Map::new(),
        }
    }
}

impl Settings {
    /// The client id in force: the environment's, else the file's.
    pub fn effective_client_id(&self) -> Option<String> {
        client_id_from_environment().or_else(|| self.client_id.clone())
    }

    /// The settings with notifications paused from now on, or shown again.
    pub fn paused(self, pause: Pause) -> Self {
        Self {
            notifications_paused_until: pause::until(pause, &ZonedDateTime::now()),
            ..self
        }
    }

    /// How long a sign-in may take.
    pub fn login_timeout(&self) -> Duration {
        Duration::from_secs(self.login_timeout_seconds.max(1))
    }
}

/// `MERIDIAN_CLIENT_ID`, if it is set.
pub fn client_id_from_environment() -> Option<String> {
    std::env::var(CLIENT_ID_VARIABLE)
        .ok()
        .filter(|id| !id.is_empty())
}

/// Where settings are kept.
#[derive(Clone, Debug)]
pub struct SettingsFile {
    path: PathBuf,
}

impl SettingsFile {
    /// `settings.json` in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("settings.json"),
        }
    }

    /// The stored settings. A file that cannot be read is set aside, and the defaults hold.
    pub fn load(&self) -> Settings {
        match atomic_file::read(&self.path) {
            Read::Value(settings) => settings,
            Read::Absent | Read::SetAside(_) | Read::Closed(_) => Settings::default(),
        }
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// If it cannot be written, such as on a full disk; the old file holds then.
    pub fn save(&self, settings: &Settings) -> std::io::Result<()> {
        atomic_file::write(&self.path, settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(&folder.path().join("new"));
        let settings = Settings {
            client_id: Some("c".into()),
            ..Settings::default()
        };
        file.save(&settings).expect("writable");
        assert_eq!(file.load(), settings);
    }

    #[test]
    fn f40_what_a_newer_version_set_survives_a_save() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        std::fs::write(&path, r#"{"relay": "", "theme": {"dark": true}}"#).expect("writable");
        let file = SettingsFile::in_folder(folder.path());
        let settings = file.load().paused(Pause::Resume);
        file.save(&settings).expect("writable");
        let kept = std::fs::read_to_string(path).expect("there");
        assert!(kept.contains("theme"), "{kept}");
        assert_eq!(file.load(), settings);
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
