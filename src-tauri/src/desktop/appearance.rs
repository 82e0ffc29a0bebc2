//! The settings for how the window looks.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the window looks, as chosen in Settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// The row height of lists.
    pub density: Density,
    /// Text size in percent of normal, 90 to 130.
    pub text_size: u8,
    /// Whether to use high contrast even if the system setting is off.
    pub more_contrast: bool,
    /// Whether to reduce motion even if the system setting is off.
    pub reduce_motion: bool,
    /// The time zone for displayed times.
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
    /// Same as the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The row height of lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// 36 px.
    #[default]
    Comfortable,
    /// 28 px.
    Compact,
}

/// The time zone for displayed times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Clock {
    /// The computer's time zone.
    #[default]
    Local,
    /// UTC, as in logs.
    Utc,
}
