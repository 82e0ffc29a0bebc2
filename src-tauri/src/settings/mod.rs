//! Your settings, kept in one small file.

pub mod browser_command;
mod choices;
mod columns;
mod document;
pub mod environments;
pub mod follow;
pub mod layout;
mod pause;
pub mod store;
pub mod view;

use std::{collections::BTreeMap, time::Duration};

use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};

use layout::ColumnLayout;
use view::{Choices, Pause};

/// The longest browser command or page address, in bytes.
const MAX_TEXT: usize = 2_048;

/// The environment variable that overrides the client ID in the file.
const CLIENT_ID_VARIABLE: &str = "MERIDIAN_CLIENT_ID";

/// How long a sign-in waits for you before it times out, in seconds.
const LOGIN_TIMEOUT_SECONDS: u64 = 600;

/// Everything in the settings file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The choices on the Settings page. In the file they are top-level keys.
    #[serde(skip)]
    pub choices: Choices,
    /// How long a sign-in may take, in seconds.
    pub login_timeout_seconds: u64,
    /// The column layouts that differ from the default, by list.
    pub columns: BTreeMap<String, ColumnLayout>,
    /// When paused notifications resume, in milliseconds since 1970.
    pub notifications_paused_until: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            choices: Choices::default(),
            login_timeout_seconds: LOGIN_TIMEOUT_SECONDS,
            columns: BTreeMap::new(),
            notifications_paused_until: None,
        }
    }
}

impl Settings {
    /// The client ID in use: from the environment, else from the file.
    pub fn effective_client_id(&self) -> Option<String> {
        let chosen = Some(&self.choices.client_id).filter(|id| !id.is_empty());
        client_id_from_environment().or_else(|| chosen.cloned())
    }

    /// These settings with notifications paused or resumed.
    fn paused(self, pause: Pause) -> Self {
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

/// The value of `MERIDIAN_CLIENT_ID`, if it is set.
pub fn client_id_from_environment() -> Option<String> {
    std::env::var(CLIENT_ID_VARIABLE)
        .ok()
        .filter(|id| !id.is_empty())
}
