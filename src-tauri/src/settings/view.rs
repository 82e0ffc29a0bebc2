//! The data behind the Settings page.

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

/// The settings changed, wherever that happened. The window reads them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct SettingsChanged;

/// What the settings screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The current choices.
    pub choices: Choices,
    /// The default choices.
    pub defaults: Choices,
    /// The client ID in use, wherever it was set.
    pub client_id: Option<String>,
    /// Whether `MERIDIAN_CLIENT_ID` overrides the client ID.
    pub client_id_from_environment: bool,
    /// Whether `GLOBUS_SDK_ENVIRONMENT` or addresses in environment variables override the
    /// environment.
    pub environment_from_environment: bool,
    /// The environments that you can choose.
    pub environments: Vec<String>,
    /// The addresses in use.
    pub hosts: Vec<Detail>,
    /// The redirect URLs that a client needs, by way to sign in.
    pub redirects: Vec<Detail>,
    /// Where sign-ins are kept.
    pub keychain: Keychain,
    /// Whether the tray icon is visible.
    pub tray: TrayState,
    /// When paused notifications resume, in milliseconds since 1970.
    pub notifications_paused_until: Option<u64>,
    /// Why Meridian doesn't start at login although it should.
    pub start_at_login_problem: Option<Problem>,
}

/// Your choices, as the window shows and sends them and as the file stores them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// A native client's UUID, or empty for none.
    pub client_id: String,
    /// "production", "preview", …
    pub environment: String,
    /// The browser command, with `{url}` for the link. Empty for the system's default browser.
    pub browser_command: String,
    /// How the response to a sign-in comes back.
    pub login_way: LoginWay,
    /// The https page that passes the response to this app, for [`LoginWay::Link`].
    pub relay: String,
    /// What closing the window does.
    pub close_button: CloseButton,
    /// Whether Meridian starts without a window, in the tray only.
    pub start_hidden: bool,
    /// Whether Meridian starts when you log in to this computer.
    pub start_at_login: bool,
    /// Which notifications are shown.
    pub notifications: NotificationChoices,
    /// How the window looks.
    pub appearance: Appearance,
    /// How often to check Globus for changes.
    pub updates: Updates,
    /// The tray settings.
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

/// How the response to a sign-in comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LoginWay {
    /// To a local port, which is open only during the sign-in.
    #[default]
    Loopback,
    /// Through an https page, as a link that opens this app.
    Link,
    /// As a code to paste.
    Code,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CloseButton {
    /// Keeps Meridian running in the tray, if there is one.
    #[default]
    KeepInTray,
    /// Quits Meridian.
    Quit,
}

/// How often to check Globus for changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Updates {
    /// Often for what is on the screen, and every minute for what is under way.
    #[default]
    Normal,
    /// A third as often.
    SaveData,
    /// Only while a window is open.
    OnlyWhenOpen,
}

/// Which notifications are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "four switches of the screen")]
pub struct NotificationChoices {
    /// Something needs you.
    pub needs_you: bool,
    /// Something failed or is stuck.
    pub failed: bool,
    /// Something finished that took more than five minutes or skipped files.
    pub done: bool,
    /// Whether notifications show names and paths.
    pub names: bool,
    /// When to show no notifications.
    pub quiet_hours: QuietHours,
}

/// The hours without notifications, in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Whether quiet hours are on.
    pub on: bool,
    /// The start, in minutes since midnight.
    #[serde(deserialize_with = "minute_of_day")]
    #[specta(type = u16)]
    pub from: u16,
    /// The end, in minutes since midnight. If it is before `from`, it is on the next day.
    #[serde(deserialize_with = "minute_of_day")]
    #[specta(type = u16)]
    pub to: u16,
    /// Whether to notify you anyway when something needs you.
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

/// How long to pause notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Pause {
    /// For an hour.
    Hour,
    /// Until tomorrow at 8.
    UntilTomorrow,
    /// Resumes them.
    Resume,
}

/// The support file as it would be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SupportBundle {
    /// The whole text.
    pub text: String,
    /// How many names and IDs were redacted.
    pub redacted: u32,
}
