//! The sample collections.

pub(super) mod access;
mod catalog;
mod collection;

use std::collections::HashMap;

use catalog::COLLECTIONS;
pub(super) use collection::{Collection, Contents, Entity, Owner, Protection, Rights};
use serde_json::{Map, Value};

use super::error::TransferError;

/// The collections, and what users have changed about them.
#[derive(Debug, Default)]
pub(super) struct Collections {
    changes: HashMap<&'static str, Map<String, Value>>,
}

impl Collections {
    /// All collections, including deleted ones.
    pub(super) fn all() -> impl Iterator<Item = &'static Collection> {
        COLLECTIONS.iter()
    }

    /// The collection with this id, unless it is deleted.
    pub(super) fn get(id: &str) -> Result<&'static Collection, TransferError> {
        let found = known(id).ok_or_else(|| {
            TransferError::not_found("EndpointNotFound", format!("No such endpoint '{id}'"))
        })?;
        if found.is_deleted {
            let problem = format!("Endpoint '{id}' has been deleted");
            return Err(TransferError::not_found("EndpointDeleted", problem));
        }
        Ok(found)
    }

    /// The fields of a collection's document that its owner has changed.
    pub(super) fn changes(
        &self,
        collection: &Collection,
    ) -> impl Iterator<Item = (&String, &Value)> {
        self.changes.get(collection.id).into_iter().flatten()
    }

    pub(super) fn change(&mut self, collection: &Collection, fields: Map<String, Value>) {
        self.changes
            .entry(collection.id)
            .or_default()
            .extend(fields);
    }
}

/// The name of the collection with this id.
pub(super) fn collection_name(id: &str) -> Option<&'static str> {
    known(id).map(|collection| collection.name)
}

/// Whether Globus Auth has a `data_access` scope for the collection with this id.
pub(crate) fn needs_data_access(id: &str) -> bool {
    known(id).is_some_and(Collection::needs_data_access)
}

fn known(id: &str) -> Option<&'static Collection> {
    Collections::all().find(|collection| collection.id == id)
}
