//! Text for display. These types clean text from outside, so that it can't imitate something else
//! or flood the window. View types use only these types. For display only: keep text that is sent
//! back to a service unchanged in a `String`.

pub mod bounded;
mod clean;
mod escapes;
#[cfg(test)]
pub mod hostile;
pub mod json;
mod visible;

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize};
use specta::{Type, Types, datatype::DataType};

macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident, by $clean:path;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Cleans `text` for display. Meridian's own texts stay as they are.
            pub fn of(text: impl AsRef<str>) -> Self {
                Self($clean(text.as_ref()))
            }

            /// The text as a string slice.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::of(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self::of(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::of(text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }

        /// The window receives a string.
        impl Type for $name {
            fn definition(types: &mut Types) -> DataType {
                String::definition(types)
            }
        }
    )*};
}

shown! {
    /// One line of at most 300 characters, such as a name or sentence. Runs of white space become
    /// one space.
    Text, by clean::line;

    /// Several lines with at most 64 Ki characters in all.
    Page, by clean::page;

    /// Text where every character counts, such as a path, scope or checksum. One line of at most
    /// 4,096 characters that keeps its spaces and shows invisible characters as `�`.
    Literal, by clean::literal;
}

impl From<Text> for Page {
    fn from(line: Text) -> Self {
        Self(line.0)
    }
}

impl From<Literal> for Page {
    fn from(literal: Literal) -> Self {
        Self(literal.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn whatever_is_read_is_made_fit_too() {
        let read = |value| serde_json::from_value::<Text>(value).expect("a string");
        assert_eq!(read(json!("a\u{202e}b\nc")), "ab c");
        assert_eq!(
            serde_json::to_value(Text::of("a\u{0}b")).expect("JSON"),
            "ab"
        );
    }

    #[test]
    fn our_own_words_come_through_as_they_are() {
        for words in [
            "Can’t check",
            "“a” – b…",
            "Sign in again ↗",
            "12 › 3",
            "−5 °C, 2³",
        ] {
            assert_eq!(Text::of(words), words);
            assert_eq!(Page::of(words), words);
            assert_eq!(Literal::of(words), words);
        }
    }

    proptest! {
        /// Cleaning twice gives the same result, so cleaned texts can be combined.
        #[test]
        fn once_is_as_good_as_twice(
            text in "([ab é\n\t/]|[\u{300}-\u{303}]|[\u{200b}-\u{200f}]|\u{94d}|\u{915}|[می]|\
                     [\u{fe0e}\u{fe0f}]|[👩🚀❤]|[\u{1f3fd}]|\u{1b}\\[|\u{202e}|\u{3164}|\\PC){0,40}",
        ) {
            prop_assert_eq!(&Text::of(Text::of(&text)), &Text::of(&text));
            prop_assert_eq!(&Page::of(Page::of(&text)), &Page::of(&text));
            prop_assert_eq!(&Literal::of(Literal::of(&text)), &Literal::of(&text));
        }
    }
}
