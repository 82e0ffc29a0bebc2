//! JSON bodies: reads their fields one by one, and collects everything that is wrong.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::{
    error::{FlowsError, Invalid},
    principals::Role,
};

/// The fields of a request that are still unread. `null` means the same as absent.
#[derive(Debug)]
pub(super) struct Body {
    fields: Map<String, Value>,
    invalid: Vec<Invalid>,
}

impl Body {
    /// An empty body is an empty object.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, FlowsError> {
        let fields = match bytes {
            [] => Map::new(),
            bytes => serde_json::from_slice::<Map<_, _>>(bytes).map_err(|_| {
                FlowsError::Unprocessable("The body must be a JSON object".to_owned())
            })?,
        };
        Ok(Self::from(fields))
    }

    pub(super) fn into_invalid(self) -> Vec<Invalid> {
        self.invalid
    }

    pub(super) fn add(&mut self, invalid: impl IntoIterator<Item = Invalid>) {
        self.invalid.extend(invalid);
    }

    fn complain(&mut self, name: &str, msg: impl Into<String>) {
        self.invalid.push(Invalid::new(&[name], msg));
    }

    pub(super) fn required<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.invalid.iter().all(|invalid| invalid.loc[0] != name) {
            self.complain(name, "field required");
        }
        value
    }

    pub(super) fn value(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    pub(super) fn object(&mut self, name: &str) -> Option<Value> {
        let value = self.value(name)?;
        if !value.is_object() {
            self.complain(name, "value is not a valid object");
        }
        Some(value).filter(Value::is_object)
    }

    /// Takes a text whose length, in characters, is within `size`.
    pub(super) fn text(&mut self, name: &str, size: RangeInclusive<usize>) -> Option<String> {
        let Value::String(text) = self.value(name)? else {
            self.complain(name, "value is not a valid string");
            return None;
        };
        let count = text.chars().count();
        if !size.contains(&count) {
            let (least, most) = (size.start(), size.end());
            self.complain(
                name,
                format!("ensure this value has {least} to {most} characters"),
            );
        }
        Some(text)
    }

    pub(super) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let texts = match self.value(name)? {
            Value::Array(items) => items.into_iter().map(text).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        if texts.is_none() {
            self.complain(name, "value is not a valid list of strings");
        }
        texts
    }

    pub(super) fn principals(&mut self, role: &Role) -> Option<Vec<String>> {
        let list = self.texts(role.field)?;
        self.invalid.extend(role.check(&list));
        Some(list)
    }

    pub(super) fn uuid(&mut self, name: &str) -> Option<String> {
        let id = self.text(name, 0..=usize::MAX)?;
        if uuid::Uuid::try_parse(&id).is_err() {
            self.complain(name, "value is not a valid uuid");
        }
        Some(id)
    }

    /// Returns everything that was wrong.
    pub(super) fn finish(self) -> Result<(), FlowsError> {
        if self.invalid.is_empty() {
            Ok(())
        } else {
            Err(FlowsError::Invalid(self.invalid))
        }
    }
}

/// A part of a body that has fields of its own.
impl From<Map<String, Value>> for Body {
    fn from(fields: Map<String, Value>) -> Self {
        Self {
            fields,
            invalid: Vec::new(),
        }
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_is_told_once_with_its_place() {
        let body = json!({"a": 7, "b": "", "c": ["x", 1], "d": null, "e": "no id", "f": []});
        let mut body = Body::read(body.to_string().as_bytes()).expect("an object");
        let a = body.text("a", 1..=3);
        assert_eq!(body.required("a", a), None);
        assert_eq!(body.text("b", 1..=3).as_deref(), Some(""));
        assert_eq!(body.texts("c"), None);
        let d = body.object("d");
        assert_eq!(body.required("d", d), None);
        body.uuid("e");
        body.object("f");
        let Err(FlowsError::Invalid(invalid)) = body.finish() else {
            panic!("nothing was wrong");
        };
        let places: Vec<_> = invalid.iter().map(|fault| fault.loc[0].as_str()).collect();
        assert_eq!(places, ["a", "b", "c", "d", "e", "f"].map(Some));
    }

    #[test]
    fn what_is_no_object_is_refused_and_nothing_is_an_empty_one() {
        for bad in ["[]", "7", "{", "\"text\""] {
            assert!(Body::read(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(Body::read(b"").expect("empty").finish().is_ok());
    }
}
