//! A task in a list.

use std::ops::Deref;

use serde::{Serialize, Serializer};
use serde_json::{Value, value::RawValue};

/// A task's document, to be filtered, sorted and shown.
pub(in crate::transfer) enum Listed<'a> {
    /// Of a task that stands still: as it is kept, and written before.
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
