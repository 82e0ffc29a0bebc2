//! The settings screen.

use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    desktop::{
        appearance::Appearance,
        tray::{TrayChoices, TrayState},
    },
    keychain::Keychain,
    problem::view::{Detail, Problem},
};

const MINUTES_PER_DAY: u16 = 24 * 60;

/// The settings changed, wherever that was: the window asks for them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct SettingsChanged;

/// What the settings screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// What the person set.
    pub choices: Choices,
    /// What holds where nothing was set.
    pub defaults: Choices,
    /// The client that signs in, wherever it comes from.
    pub client_id: Option<String>,
    /// `MERIDIAN_CLIENT_ID` is set and wins.
    pub client_id_from_environment: bool,
    /// `GLOBUS_SDK_ENVIRONMENT` or addresses in the environment are set and win.
    pub environment_from_environment: bool,
    /// Those that can be chosen.
    pub environments: Vec<String>,
    /// The addresses in use.
    pub hosts: Vec<Detail>,
    /// The redirects that a client needs, by the way to sign in.
    pub redirects: Vec<Detail>,
    /// Where sign-ins are kept.
    pub keychain: Keychain,
    /// Whether there is a tray to keep running in.
    pub tray: TrayState,
    /// Milliseconds since 1970, until when notifications are paused.
    pub notifications_paused_until: Option<u64>,
    /// Why the app is not started at login though it should be.
    pub start_at_login_problem: Option<Problem>,
}

/// What the person chose, as the window shows it, sends it whole and the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// A native client's UUID, or empty for none.
    pub client_id: String,
    /// "production", "preview", …
    pub environment: String,
    /// `{url}` stands for the link; empty for the system's default.
    pub browser_command: String,
    /// How the answer to a sign-in comes back.
    pub login_way: LoginWay,
    /// The https page that hands a sign-in's answer on to this app; for [`LoginWay::Link`].
    pub relay: String,
    /// What closing the window does.
    pub close_button: CloseButton,
    /// Whether a start shows no window, only the tray.
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
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            client_id: String::new(),
            environment: "production".to_owned(),
            browser_command: String::new(),
            login_way: LoginWay::default(),
            relay: String::new(),
            close_button: CloseButton::default(),
            start_hidden: false,
            start_at_login: false,
            notifications: NotificationChoices::default(),
            appearance: Appearance::default(),
            updates: Updates::default(),
            tray: TrayChoices::default(),
        }
    }
}

/// How the answer to a sign-in comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LoginWay {
    /// To a port of this computer, for as long as the sign-in runs.
    #[default]
    Loopback,
    /// Through an https page, as a link to this app.
    Link,
    /// As a code to paste.
    Code,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CloseButton {
    /// The app keeps running in the tray, where there is one.
    #[default]
    KeepInTray,
    /// The app ends.
    Quit,
}

/// How often Globus is asked what is new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Updates {
    /// By attention: what is on the screen often, what is under way each minute.
    #[default]
    Normal,
    /// A third as often.
    SaveData,
    /// Only while there is a window.
    OnlyWhenOpen,
}

/// Which notifications are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "four switches of the screen")]
pub struct NotificationChoices {
    /// Something waits for the person.
    pub needs_you: bool,
    /// Something failed, or gets nowhere.
    pub failed: bool,
    /// Something is done that took more than five minutes, or left something out.
    pub done: bool,
    /// Names and paths are shown.
    pub names: bool,
    /// When none are shown.
    pub quiet_hours: QuietHours,
}

/// When no notifications are shown, by this computer's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Whether there are any.
    pub on: bool,
    /// Minutes since midnight.
    #[serde(deserialize_with = "minute_of_day")]
    #[specta(type = u16)]
    pub from: u16,
    /// Minutes since midnight; before `from`: of the next day.
    #[serde(deserialize_with = "minute_of_day")]
    #[specta(type = u16)]
    pub to: u16,
    /// Whether what waits for the person is shown all the same.
    pub but_needs_you: bool,
}

fn minute_of_day<'de, D: Deserializer<'de>>(input: D) -> Result<u16, D::Error> {
    let minute = u16::deserialize(input)?;
    if minute < MINUTES_PER_DAY {
        return Ok(minute);
    }
    Err(serde::de::Error::custom("a day has 24 hours"))
}

impl Default for QuietHours {
    fn default() -> Self {
        Self {
            on: false,
            from: 22 * 60,
            to: 7 * 60,
            but_needs_you: true,
        }
    }
}

impl Default for NotificationChoices {
    fn default() -> Self {
        Self {
            needs_you: true,
            failed: true,
            done: true,
            names: true,
            quiet_hours: QuietHours::default(),
        }
    }
}

/// For how long notifications are paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Pause {
    /// An hour.
    Hour,
    /// Until tomorrow at 8.
    UntilTomorrow,
    /// No longer.
    Resume,
}

/// What whoever helps would get; nothing is saved yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SupportBundle {
    /// All of it, as text.
    pub text: String,
    /// How many names and ids were replaced.
    pub redacted: u32,
}
