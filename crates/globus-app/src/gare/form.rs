//! What the forms of the error share.

use serde_json::{Map, Value};

use super::requirements_error::Gare;
use crate::scopes::ScopeParseError;

/// What a form makes of a document: none if it is of another form.
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
