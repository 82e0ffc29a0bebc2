//! How the window looks.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the window looks. Each is set by the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// How close rows stand.
    pub density: Density,
    /// Per cent of the usual size, 90 to 130.
    pub text_size: u8,
    /// Whether it has more contrast, whatever the system says.
    pub more_contrast: bool,
    /// Whether nothing moves, whatever the system says.
    pub reduce_motion: bool,
    /// Whose clock times are told by.
    pub clock: Clock,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            density: Density::default(),
            text_size: 100,
            more_contrast: false,
            reduce_motion: false,
            clock: Clock::default(),
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How close rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// 36 px.
    #[default]
    Comfortable,
    /// 28 px.
    Compact,
}

/// Whose clock times are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Clock {
    /// This computer's time zone.
    #[default]
    Local,
    /// Coordinated Universal Time, as in logs.
    Utc,
}
