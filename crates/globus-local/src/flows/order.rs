//! The `orderby` of lists of flows.

use std::cmp::Ordering;

use serde_json::Value;

const FIELDS: [&str; 8] = [
    "id",
    "scope_string",
    "flow_owner",
    "flow_owners",
    "flow_administrators",
    "title",
    "created_at",
    "updated_at",
];

/// One `FIELD ASC` or `FIELD DESC`.
#[derive(Debug)]
pub(super) struct Criterion {
    field: String,
    is_descending: bool,
}

impl Criterion {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let invalid = || format!("orderby: {text:?} is not FIELD ASC or FIELD DESC");
        let (field, direction) = text.trim().split_once(' ').ok_or_else(invalid)?;
        let is_descending = match direction {
            "ASC" => false,
            "DESC" => true,
            _ => return Err(invalid()),
        };
        if !FIELDS.contains(&field) {
            return Err(invalid());
        }
        Ok(Self {
            field: field.to_owned(),
            is_descending,
        })
    }

    fn compare(&self, a: &Value, b: &Value) -> Ordering {
        let ordering = text(a, &self.field).cmp(&text(b, &self.field));
        if self.is_descending {
            ordering.reverse()
        } else {
            ordering
        }
    }
}

/// By the first criterion that tells two flows apart, else as they were.
pub(super) fn sort(flows: &mut [&Value], criteria: &[Criterion]) {
    flows.sort_by(|a, b| {
        let orderings = criteria.iter().map(|criterion| criterion.compare(a, b));
        orderings.fold(Ordering::Equal, Ordering::then)
    });
}

/// A field as filters and orders see it: without case.
pub(super) fn text(flow: &Value, field: &str) -> String {
    let field = match field {
        "scope_string" => "globus_auth_scope",
        // Python's documentation has it in the plural.
        "flow_owners" => "flow_owner",
        field => field,
    };
    match &flow[field] {
        Value::String(text) => text.to_lowercase(),
        Value::Null => String::new(),
        other => other.to_string().to_lowercase(),
    }
}
