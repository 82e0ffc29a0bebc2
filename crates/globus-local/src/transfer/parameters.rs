//! The query of a call.

use serde_json::Value;
use url::form_urlencoded;

use super::error::TransferError;

/// Names and values in order, without empty values: the Globus CLI sends empty parameters.
#[derive(Clone, Debug, Default)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(super) fn parse(text: &str) -> Self {
        let pairs = form_urlencoded::parse(text.as_bytes()).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let pairs = self.iter().filter(move |(given, _)| *given == name);
        pairs.map(|(_, value)| value)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<usize>, TransferError> {
        let number = |value: &str| {
            let problem = |_| TransferError::bad_request(format!("{name} must be a number"));
            value.parse().map_err(problem)
        };
        self.get(name).map(number).transpose()
    }

    /// The requested page, from `limit` and `offset`.
    pub(super) fn page(&self, default: usize, most: usize) -> Result<Page, TransferError> {
        let limit = self.number("limit")?.unwrap_or(default);
        if !(1..=most).contains(&limit) {
            let problem = format!("limit must be 1 to {most}");
            return Err(TransferError::bad_request(problem));
        }
        let offset = self.number("offset")?.unwrap_or(0);
        Ok(Page { limit, offset })
    }

    /// A boolean, as Python, JavaScript and the Globus SDK write it.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, TransferError> {
        match self.get(name) {
            None => Ok(None),
            Some("1" | "True" | "true") => Ok(Some(true)),
            Some("0" | "False" | "false") => Ok(Some(false)),
            Some(_) => Err(TransferError::bad_request(format!("{name} must be 0 or 1"))),
        }
    }

    /// The document with only the requested `fields`, or all of them if none are requested.
    pub(super) fn only_fields(&self, mut document: Value) -> Value {
        if let (Some(wanted), Some(fields)) = (self.get("fields"), document.as_object_mut()) {
            let wanted: Vec<&str> = wanted.split(',').map(str::trim).collect();
            fields.retain(|name, _| name == "DATA_TYPE" || wanted.contains(&name.as_str()));
        }
        document
    }
}

/// A page of a list that is paged by offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl Page {
    pub(super) fn of<T>(self, items: impl Iterator<Item = T>) -> Vec<T> {
        items.skip(self.offset).take(self.limit).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_empty_was_not_given() {
        let given = Parameters::parse("a=&b=1&c&b=2&a=3");
        assert_eq!(given.all("a").collect::<Vec<_>>(), ["3"]);
        assert_eq!(given.all("b").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(given.get("c"), None);
    }

    #[test]
    fn fields_narrow_a_document() {
        let document = json!({"DATA_TYPE": "task", "task_id": "a", "label": "b", "files": 1});
        let narrow = |query: &str| Parameters::parse(query).only_fields(document.clone());
        assert_eq!(
            narrow("fields=label,files"),
            json!({"DATA_TYPE": "task", "label": "b", "files": 1})
        );
        assert_eq!(narrow(""), document);
    }
}
