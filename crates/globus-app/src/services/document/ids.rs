//! Ids. They are all [`Uuid`]s. If an id in a list isn't one, it costs at most its own document.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, SeqAccess, Visitor},
};
use uuid::Uuid;

use super::lenient::Text;

/// Stands for an id that isn't a UUID until its document has been read to the end.
const NOT_A_UUID: Uuid = Uuid::from_bytes(*b"this is no UUID!");

/// A document that is useless without its own ids.
pub(in crate::services) trait Identified: Sized {
    /// Reads it to the end. None if one of its own ids isn't a UUID.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>;
}

/// Implements `Deserialize` and [`Identified`] for documents with `#[serde(remote = "Self")]`, a
/// skipped field `other`, and ids of their own that [`own_id`] reads.
macro_rules! identified {
    ($($document:ident by $($id:ident),+);+ $(;)?) => {
        $(impl $crate::services::document::Identified for $document {
            fn read<'de, D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                let document = $crate::services::document::read_keeping!(deserializer);
                let ids = [$(&document.$id),+];
                let usable = ids.into_iter().all($crate::services::document::is_uuid);
                Ok(usable.then_some(document))
            }
        }

        impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let document = $crate::services::document::Identified::read(deserializer)?;
                document.ok_or_else(|| serde::de::Error::custom("its id isn't a UUID"))
            }
        })+
    };
}
pub(in crate::services) use identified;

/// One of a document's own ids.
pub(in crate::services) fn own_id<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Uuid, D::Error> {
    let text = Text::deserialize(deserializer)?;
    Ok(Uuid::try_parse(&text.0).unwrap_or(NOT_A_UUID))
}

pub(in crate::services) fn is_uuid(own_id: &Uuid) -> bool {
    *own_id != NOT_A_UUID
}

/// The id of something else. If it isn't a UUID, it counts as missing.
pub(in crate::services) fn other_id<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Uuid>, D::Error> {
    let text = Option::<Text<'de>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| Uuid::try_parse(&text.0).ok()))
}

/// A list of documents, without those whose own ids aren't UUIDs.
#[derive(Debug)]
pub(in crate::services) struct Listed<T> {
    pub(in crate::services) documents: Vec<T>,
    /// How many documents the service sent.
    pub(in crate::services) received: usize,
}

/// If none of the ids is a UUID, the whole answer has another shape.
impl<'de, T: Identified> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = deserializer.deserialize_seq(Documents(PhantomData))?;
        if list.documents.is_empty() && list.received > 0 {
            return Err(D::Error::custom("none of the ids is a UUID"));
        }
        Ok(list)
    }
}

/// The documents of a [`Listed`].
pub(in crate::services) fn documents<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Identified,
{
    Ok(Listed::deserialize(deserializer)?.documents)
}

struct Documents<T>(PhantomData<T>);

impl<'de, T: Identified> Visitor<'de> for Documents<T> {
    type Value = Listed<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Listed<T>, A::Error> {
        let mut list = Listed {
            documents: Vec::new(),
            received: 0,
        };
        while let Some(document) = seq.next_element_seed(Document(PhantomData))? {
            list.received += 1;
            list.documents.extend(document);
        }
        let left_out = list.received - list.documents.len();
        if left_out > 0 {
            tracing::warn!(
                left_out,
                "documents whose id isn't a UUID were left out of a list"
            );
        }
        Ok(list)
    }
}

struct Document<T>(PhantomData<T>);

impl<'de, T: Identified> DeserializeSeed<'de> for Document<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer)
    }
}
