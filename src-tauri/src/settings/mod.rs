//! Settings in one small file.

pub mod browser_command;
mod choices;
mod columns;
pub mod environments;
pub mod file;
pub mod layout;
mod pause;
pub mod view;

use std::{collections::BTreeMap, time::Duration};

use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::desktop::{appearance::Appearance, tray::TrayChoices};
use layout::ColumnLayout;
use view::{CloseButton, LoginWay, NotificationChoices, Pause, Updates};

/// What a browser's command line and a page's address need at most.
const MAX_TEXT: usize = 2_048;

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
