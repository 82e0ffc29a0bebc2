//! A task in a list.

use std::ops::Deref;

use serde::{Serialize, Serializer};
use serde_json::{Value, value::RawValue};

/// The document of a task, for filtering, sorting and showing.
pub(in crate::transfer) enum Listed<'a> {
    /// For a task that does not change: the stored document, and its JSON text.
    Kept {
        document: &'a Value,
        text: &'a RawValue,
    },
    /// Made for this list.
    New(Value),
}

impl Listed<'_> {
    pub(in crate::transfer) fn into_document(self) -> Value {
        match self {
            Self::Kept { document, .. } => document.clone(),
            Self::New(document) => document,
        }
    }
}

impl Deref for Listed<'_> {
    type Target = Value;

    fn deref(&self) -> &Value {
        match self {
            Self::Kept { document, .. } => document,
            Self::New(document) => document,
        }
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Kept { text, .. } => text.serialize(serializer),
            Self::New(document) => document.serialize(serializer),
        }
    }
}
