//! The fields of a document that its struct doesn't name.
//!
//! `#[serde(flatten)]` with a map would also work, but is several times slower, because it copies
//! every field into a tree first.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::raw_json::RawJson;

/// The fields of a document that this library doesn't name, in their original order. The values are
/// kept as JSON text and decoded on demand. They are equal if the text is equal.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OtherFields {
    /// Names and values in turn, without separators. Lists contain many fields that nobody looks
    /// at, so all of them share one allocation.
    text: String,
    /// Where each name and its value end in `text`.
    ends: Vec<(usize, usize)>,
}

impl OtherFields {
    fn push(&mut self, name: &str, value: &RawJson) {
        if self.ends.is_empty() {
            // Enough for most tasks and flows.
            self.text.reserve(512);
            self.ends.reserve(32);
        }
        self.text.push_str(name);
        let end = self.text.len();
        self.text.push_str(value.get());
        self.ends.push((end, self.text.len()));
    }

    /// The JSON text of this field, or of the last one if the name occurs several times.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.iter();
        fields
            .rfind(|(known, _)| *known == name)
            .map(|(_, text)| text)
    }

    /// Decodes this field, if it exists.
    ///
    /// # Errors
    /// If it doesn't have the shape of `T`, or is nested more than 127 levels deep.
    pub fn decode<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, serde_json::Error>> {
        self.get(name).map(serde_json::from_str)
    }

    /// Names and the JSON text of their values.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.ends.iter().enumerate().map(|(index, &(name, value))| {
            let before = index.checked_sub(1);
            let start = before.map_or(0, |before| self.ends[before].1);
            (&self.text[start..name], &self.text[name..value])
        })
    }
}

impl fmt::Debug for OtherFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Implements `Deserialize` for documents with `#[serde(remote = "Self")]` and a skipped field
/// `other`, which gets the fields that they don't name.
macro_rules! keeps_other_fields {
    ($($document:ident),+) => {
        $(impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok($crate::services::document::read_keeping!(deserializer))
            }
        })+
    };
}
pub(in crate::services) use keeps_other_fields;

/// Reads such a document, in a function of its `impl`.
macro_rules! read_keeping {
    ($deserializer:ident) => {{
        let mut other = $crate::services::document::OtherFields::default();
        let keeping = $crate::services::document::Keeping::new($deserializer, &mut other);
        // Derived by serde for "Self": a function of the type, not of the trait.
        let mut document = Self::deserialize(keeping)?;
        document.other = other;
        document
    }};
}
pub(in crate::services) use read_keeping;

/// Deserializes a struct and keeps the fields that it ignores.
pub(in crate::services) struct Keeping<'a, D> {
    inner: D,
    other: &'a mut OtherFields,
}

impl<'a, D> Keeping<'a, D> {
    pub(in crate::services) fn new(inner: D, other: &'a mut OtherFields) -> Self {
        Self { inner, other }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Keeping<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = Keeping::new(visitor, self.other);
        self.inner.deserialize_struct(name, fields, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Keeping<'_, V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(formatter)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Fields {
            map,
            name: Cow::Borrowed(""),
            other: self.other,
        })
    }
}

/// The fields of a document, one after the other.
struct Fields<'a, 'de, A> {
    map: A,
    /// The name of the field whose value is next.
    name: Cow<'de, str>,
    other: &'a mut OtherFields,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let name = &mut self.name;
        self.map.next_key_seed(Name { seed, name })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let mut ignored = None;
        let value = self.map.next_value_seed(Field {
            inner: seed,
            ignored: &mut ignored,
        })?;
        if let Some(ignored) = ignored {
            let name = std::mem::take(&mut self.name);
            self.other.push(&name, &ignored);
        }
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.map.size_hint()
    }
}

/// Reads a name and notes it.
struct Name<'a, 'de, K> {
    seed: K,
    name: &'a mut Cow<'de, str>,
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Name<'_, 'de, K> {
    type Value = K::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Name<'_, 'de, K> {
    type Value = K::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<K::Value, E> {
        *self.name = Cow::Borrowed(name);
        self.seed.deserialize(BorrowedStrDeserializer::new(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<K::Value, E> {
        *self.name = Cow::Owned(name.to_owned());
        self.seed.deserialize(StrDeserializer::new(name))
    }
}

/// Reads a value, and keeps it if the struct ignores it.
struct Field<'a, S> {
    inner: S,
    ignored: &'a mut Option<RawJson>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Field<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Field {
            inner: deserializer,
            ignored: self.ignored,
        })
    }
}

/// Forwards each method to the inner deserializer.
macro_rules! hand_on {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.inner.$method($($argument,)* visitor)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Field<'_, D> {
    type Error = D::Error;

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        *self.ignored = Some(RawJson::deserialize(self.inner)?);
        visitor.visit_unit()
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }

    hand_on! {
        deserialize_any()
        deserialize_bool()
        deserialize_i8()
        deserialize_i16()
        deserialize_i32()
        deserialize_i64()
        deserialize_i128()
        deserialize_u8()
        deserialize_u16()
        deserialize_u32()
        deserialize_u64()
        deserialize_u128()
        deserialize_f32()
        deserialize_f64()
        deserialize_char()
        deserialize_str()
        deserialize_string()
        deserialize_bytes()
        deserialize_byte_buf()
        deserialize_option()
        deserialize_unit()
        deserialize_seq()
        deserialize_map()
        deserialize_identifier()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(remote = "Self")]
    struct Document {
        id: u8,
        #[serde(default)]
        inner: Option<Box<Document>>,
        word: Option<char>,
        raw: Option<RawJson>,
        #[serde(skip)]
        other: OtherFields,
    }
    keeps_other_fields!(Document);

    const TEXT: &str = r#"{
        "colour": "blue", "id": 3, "n\u0061me": [1, {"a": null}], "word": "x",
        "inner": {"id": 4, "deep": true}, "raw": {"z": 1}, "other": "a field of that name"
    }"#;

    fn others(document: &Document) -> Value {
        let fields = document.other.iter();
        let decode = |text| serde_json::from_str(text).expect("JSON");
        Value::Object(
            fields
                .map(|(name, text)| (name.to_owned(), decode(text)))
                .collect(),
        )
    }

    #[test]
    fn what_is_not_named_is_kept_at_every_level_from_text_and_from_a_tree() {
        let tree: Value = serde_json::from_str(TEXT).expect("JSON");
        let from_text: Document = serde_json::from_str(TEXT).expect("a document");
        let from_tree: Document = serde_json::from_value(tree).expect("a document");
        for document in [from_text, from_tree] {
            assert_eq!((document.id, document.word), (3, Some('x')));
            let expected = json!({
                "colour": "blue", "name": [1, {"a": null}], "other": "a field of that name",
            });
            assert_eq!(others(&document), expected);
            let raw = document.raw.as_ref().expect("a raw one");
            assert_eq!(raw.decode::<Value>().expect("JSON"), json!({"z": 1}));
            let inner = document.inner.expect("an inner one");
            assert_eq!((inner.id, others(&inner)), (4, json!({"deep": true})));
        }
    }

    #[test]
    fn the_last_of_a_repeated_field_counts() {
        let document: Document = serde_json::from_str(r#"{"id":1,"a":1,"a":2}"#).expect("one");
        assert_eq!(document.other.get("a"), Some("2"));
        assert_eq!(document.other.get("b"), None);
        let decoded = document.other.decode::<u8>("a").map(Result::ok);
        assert_eq!(decoded, Some(Some(2)));
        assert!(
            document
                .other
                .decode::<bool>("a")
                .is_some_and(|said| said.is_err())
        );
        assert_eq!(format!("{:?}", document.other), r#"{"a": "1", "a": "2"}"#);
    }

    #[test]
    fn an_error_says_where_it_is() {
        let error = serde_json::from_str::<Document>("{\"a\":1,\n\"id\":true}").expect_err("no id");
        assert_eq!((error.line(), error.column()), (2, 9));
        let error = serde_json::from_str::<Document>("{\"a\":1}").expect_err("no id");
        assert!(
            error.to_string().starts_with("missing field `id`"),
            "{error}"
        );
    }
}
