//! The `orderby` of lists.

use std::cmp::Ordering;

use serde_json::Value;

use super::text::text;

/// One `FIELD ASC` or `FIELD DESC`.
#[derive(Debug)]
pub(in crate::flows) struct Criterion {
    /// The field of the documents.
    field: &'static str,
    is_descending: bool,
}

impl Criterion {
    /// Reads criteria separated by commas. `fields` pairs names in `orderby` with fields of the
    /// documents.
    pub(in crate::flows) fn read(
        text: &str,
        fields: &[(&str, &'static str)],
    ) -> Result<Vec<Self>, String> {
        text.split(',')
            .map(|criterion| Self::parse(criterion, fields))
            .collect()
    }

    fn parse(text: &str, fields: &[(&str, &'static str)]) -> Result<Self, String> {
        let invalid = || format!("orderby: {text:?} is not FIELD ASC or FIELD DESC");
        let (field, direction) = text.trim().split_once(' ').ok_or_else(invalid)?;
        let is_descending = match direction {
            "ASC" => false,
            "DESC" => true,
            _ => return Err(invalid()),
        };
        let known = fields.iter().find(|(name, _)| *name == field);
        let (_, field) = known.ok_or_else(invalid)?;
        Ok(Self {
            field,
            is_descending,
        })
    }

    fn compare(&self, a: &Value, b: &Value) -> Ordering {
        let ordering = text(a, self.field).cmp(&text(b, self.field));
        if self.is_descending {
            ordering.reverse()
        } else {
            ordering
        }
    }
}

/// Sorts by the first criterion in which two documents differ. Equal ones keep their order.
pub(in crate::flows) fn sort<T>(
    items: &mut [T],
    criteria: &[Criterion],
    document: impl Fn(&T) -> &Value,
) {
    items.sort_by(|a, b| {
        let (a, b) = (document(a), document(b));
        let orderings = criteria.iter().map(|criterion| criterion.compare(a, b));
        orderings.fold(Ordering::Equal, Ordering::then)
    });
}
