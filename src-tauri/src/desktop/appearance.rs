//! The settings for how the window looks.

use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use specta::Type;

/// The allowed text sizes, in percent of normal.
const TEXT_SIZES: RangeInclusive<u8> = 90..=130;

/// How the window looks, as chosen in Settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// The row height of lists.
    pub density: Density,
    /// Text size in percent of normal, 90 to 130.
    #[serde(deserialize_with = "text_size")]
    #[specta(type = u8)]
    pub text_size: u8,
    /// Whether to use high contrast even if the system setting is off.
    pub more_contrast: bool,
    /// Whether to reduce motion even if the system setting is off.
    pub reduce_motion: bool,
    /// The time zone for displayed times.
    pub clock: Clock,
}

fn text_size<'de, D: Deserializer<'de>>(input: D) -> Result<u8, D::Error> {
    let size = u8::deserialize(input)?;
    if TEXT_SIZES.contains(&size) {
        return Ok(size);
    }
    Err(Error::custom(
        "the text size must be between 90 and 130 percent",
    ))
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
