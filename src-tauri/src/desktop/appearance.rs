//! How the window looks.

use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use specta::Type;

/// Per cent.
const TEXT_SIZES: RangeInclusive<u8> = 90..=130;

/// How the window looks. Each is set by the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// How close rows stand.
    pub density: Density,
    /// Per cent of the usual size, 90 to 130.
    #[serde(deserialize_with = "text_size")]
    #[specta(type = u8)]
    pub text_size: u8,
    /// Whether it has more contrast, whatever the system says.
    pub more_contrast: bool,
    /// Whether nothing moves, whatever the system says.
    pub reduce_motion: bool,
    /// Whose clock times are told by.
    pub clock: Clock,
}

fn text_size<'de, D: Deserializer<'de>>(input: D) -> Result<u8, D::Error> {
    let size = u8::deserialize(input)?;
    if TEXT_SIZES.contains(&size) {
        return Ok(size);
    }
    Err(Error::custom(
        "a text is between 90 and 130 per cent of its size",
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
