//! Keywords.

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
pub(in crate::services) use word;

#[cfg(test)]
mod tests {
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
}
