//! What the forms of the error have in common.

use serde_json::{Map, Value};

use super::requirements_error::Gare;
use crate::scopes::ScopeParseError;

/// What a form reads from a document. None if the document has another form.
pub(super) type Reading = Option<Result<Gare, ScopeParseError>>;

/// The fields that are not `known`.
pub(super) fn without(document: &Map<String, Value>, known: &[&str]) -> Map<String, Value> {
    let others = document
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()));
    others
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
