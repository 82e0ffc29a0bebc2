//! Text to be shown. What others wrote is made fit for it first, so that it cannot pose as
//! something else, nor flood: the types here hold nothing that was not, and view models show
//! nothing else. Display only: what is sent back is kept as it was received, in a `String`.

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
            /// The text, made fit to be shown. Our own words come through as they are.
            pub fn of(text: impl AsRef<str>) -> Self {
                Self($clean(text.as_ref()))
            }

            /// The same as a string.
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

        /// The window reads a string.
        impl Type for $name {
            fn definition(types: &mut Types) -> DataType {
                String::definition(types)
            }
        }
    )*};
}

shown! {
    /// One line of at most 300 characters: a name, a phrase, a sentence. White space in a row is one
    /// space.
    Text, by clean::line;

    /// Several lines, of at most 64 Ki characters.
    Page, by clean::page;

    /// Something where each character counts: a path, a scope, a checksum. One line of at most 4,096
    /// characters with its spaces; what cannot be seen is marked by `�`.
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
        /// What is fit stays as it is, so that phrases can be made of fit texts.
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
