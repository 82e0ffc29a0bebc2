//! Values that Globus writes in several ways, and values that may be unreadable.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use super::raw_json::RawJson;

/// For empty values, Globus sends `null` in some documents and not in others.
pub(in crate::services) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// If a time can't be read, it counts as unknown, so that the list can still be read. Date and time
/// may be separated by a `T` or a space.
pub(in crate::services) fn lenient_time<'de, D>(
    deserializer: D,
) -> Result<Option<jiff::Timestamp>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Option::<Text<'de>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.0.parse().ok()))
}

/// A part of a document. If it can't be read, it counts as missing.
pub(in crate::services) fn if_readable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let part = Option::<RawJson>::deserialize(deserializer)?;
    Ok(part.and_then(|part| part.decode().ok()))
}

/// Parts of a document, without those that can't be read.
pub(in crate::services) fn readable<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let parts: Vec<RawJson> = null_as_default(deserializer)?;
    Ok(parts.iter().filter_map(|part| part.decode().ok()).collect())
}

/// A text that is only looked at. A plain `Cow` would always be copied.
#[derive(Deserialize)]
#[serde(transparent)]
pub(in crate::services) struct Text<'a>(#[serde(borrow)] pub(in crate::services) Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_a_t_and_with_a_space() {
        #[derive(Deserialize)]
        struct Document {
            #[serde(default, deserialize_with = "lenient_time")]
            at: Option<jiff::Timestamp>,
        }
        let read = |json: &str| {
            let document: Document = serde_json::from_str(json).expect("valid");
            document.at.map(jiff::Timestamp::as_second)
        };
        assert_eq!(read(r#"{"at":"1970-01-01T00:00:09+00:00"}"#), Some(9));
        assert_eq!(read(r#"{"at":"1970-01-01 00:00:09.5+00:00"}"#), Some(9));
        assert_eq!(read(r#"{"at":"soon"}"#), None);
        assert_eq!(read(r#"{"at":null}"#), None);
        assert_eq!(read("{}"), None);
    }
}
