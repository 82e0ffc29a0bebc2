//! Reads Globus's documents, leniently where they differ from each other.

mod other_fields;
mod raw_json;

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

pub use other_fields::OtherFields;
pub(super) use other_fields::{Keeping, keeps_other_fields};
pub use raw_json::RawJson;

/// For empty values, Globus sends `null` in some documents and not in others.
pub(super) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// If a time can't be read, it counts as unknown, so that the list can still be read. Date and time
/// may be separated by a `T` or a space.
pub(super) fn lenient_time<'de, D>(deserializer: D) -> Result<Option<jiff::Timestamp>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Option::<Text<'de>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.0.parse().ok()))
}

/// A text that is only looked at. A plain `Cow` would always be copied.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// One of Globus's keywords. Unknown ones are kept, because Globus may add new ones.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A keyword that this library doesn't know.
            Unknown(String),
        }

        impl $name {
            /// The keyword as Globus writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($text => Self::$variant,)+
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = $crate::services::document::Text::deserialize(deserializer)?;
                Ok(Self::from(word.0.as_ref()))
            }
        }
    };
}
pub(super) use word;

#[cfg(test)]
mod tests {
    use super::*;

    word!(
        /// For the test.
        Colour {
            /// Red.
            Red = "RED",
        }
    );

    #[test]
    fn an_unknown_word_survives_the_way_there_and_back() {
        for word in ["\"RED\"", "\"BLUE\""] {
            let colour: Colour = serde_json::from_str(word).expect("text");
            assert_eq!(serde_json::to_string(&colour).expect("text"), word);
        }
        assert_eq!(Colour::from("RED"), Colour::Red);
        serde_json::from_str::<Colour>("3").expect_err("not a word");
    }

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
