//! What the person set: one owner, one type, one small file.

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

/// What a browser's command line and a page's address need at most.
const MAX_TEXT: usize = 2_048;

/// A client id in the environment wins over the file.
const CLIENT_ID_VARIABLE: &str = "MERIDIAN_CLIENT_ID";

/// A sign-in that nobody finishes ends after this many seconds.
const LOGIN_TIMEOUT_SECONDS: u64 = 600;

/// All that the file of settings holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What the person chose on the settings screen. In the file they stand beside the rest.
    #[serde(skip)]
    pub choices: Choices,
    /// How long a sign-in may take.
    pub login_timeout_seconds: u64,
    /// Columns that are not as usual, by list.
    pub columns: BTreeMap<String, ColumnLayout>,
    /// Milliseconds since 1970, until when no notifications are shown.
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
    /// The client id in force: the environment's, else the file's.
    pub fn effective_client_id(&self) -> Option<String> {
        let chosen = Some(&self.choices.client_id).filter(|id| !id.is_empty());
        client_id_from_environment().or_else(|| chosen.cloned())
    }

    /// The settings with notifications paused from now on, or shown again.
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

/// `MERIDIAN_CLIENT_ID`, if it is set.
pub fn client_id_from_environment() -> Option<String> {
    std::env::var(CLIENT_ID_VARIABLE)
        .ok()
        .filter(|id| !id.is_empty())
}
