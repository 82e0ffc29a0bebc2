//! The fields of a document to send: only those that were set.

use serde_json::{Map, Value};

use super::principal::Principal;

/// A document that is being built.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    pub(super) fn set_principals(
        &mut self,
        name: &str,
        principals: impl IntoIterator<Item = Principal>,
    ) {
        let urns: Vec<_> = principals
            .into_iter()
            .map(|principal| principal.to_string())
            .collect();
        self.set(name, urns);
    }

    pub(super) fn set_texts<T: Into<String>>(
        &mut self,
        name: &str,
        texts: impl IntoIterator<Item = T>,
    ) {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        self.set(name, texts);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn document(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
