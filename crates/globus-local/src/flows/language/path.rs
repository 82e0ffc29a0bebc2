//! Paths into the data of a run, such as `$.source.items[0]['a b']`.

use std::fmt;

use serde_json::{Map, Value};

use super::error::LanguageError;

/// A reference path of the States language. It names exactly one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::flows) struct Path {
    text: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Index(usize),
}

impl Path {
    pub(in crate::flows) fn parse(text: &str) -> Result<Self, LanguageError> {
        let invalid = || LanguageError::InvalidPath(text.to_owned());
        let mut rest = text.strip_prefix('$').ok_or_else(invalid)?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, behind) = step(rest).ok_or_else(invalid)?;
            steps.push(step);
            rest = behind;
        }
        let text = text.to_owned();
        Ok(Self { text, steps })
    }

    /// The value at this place.
    pub(in crate::flows) fn find<'a>(&self, data: &'a Value) -> Result<&'a Value, LanguageError> {
        let found = self.steps.iter().try_fold(data, |value, step| match step {
            Step::Field(name) => value.get(name),
            Step::Index(index) => value.get(index),
        });
        found.ok_or_else(|| LanguageError::NothingAt(self.text.clone()))
    }

    /// Puts `value` there, and makes missing objects on the way.
    pub(in crate::flows) fn place(
        &self,
        data: &mut Value,
        value: Value,
    ) -> Result<(), LanguageError> {
        let no_place = || LanguageError::NoPlaceAt(self.text.clone());
        let mut target = data;
        for step in &self.steps {
            target = match step {
                Step::Field(name) => {
                    if target.is_null() {
                        *target = Value::Object(Map::new());
                    }
                    let object = target.as_object_mut().ok_or_else(no_place)?;
                    object.entry(name.clone()).or_insert(Value::Null)
                }
                Step::Index(index) => target.get_mut(index).ok_or_else(no_place)?,
            };
        }
        *target = value;
        Ok(())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The first step after the `$`, and what follows it.
fn step(text: &str) -> Option<(Step, &str)> {
    if let Some(name) = text.strip_prefix('.') {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        return (!name.is_empty()).then(|| (Step::Field(name.to_owned()), rest));
    }
    let inside = text.strip_prefix('[')?;
    for quote in ['\'', '"'] {
        if let Some(name) = inside.strip_prefix(quote) {
            let (name, rest) = name.split_once(quote)?;
            return Some((Step::Field(name.to_owned()), rest.strip_prefix(']')?));
        }
    }
    let (index, rest) = inside.split_once(']')?;
    Some((Step::Index(index.parse().ok()?), rest))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_notation_leads_to_its_place() {
        let data = json!({"a": {"b c": [{"d": 7}]}, "e": null});
        for (path, value) in [
            ("$", data.clone()),
            ("$.a['b c'][0].d", json!(7)),
            ("$[\"a\"]['b c'][0]", json!({"d": 7})),
            ("$.e", Value::Null),
        ] {
            let path = Path::parse(path).expect(path);
            assert_eq!(path.find(&data), Ok(&value), "{path}");
        }
        for nothing in ["$.x", "$.a['b c'][1]", "$.e.f", "$.a[0]"] {
            let path = Path::parse(nothing).expect(nothing);
            let error = LanguageError::NothingAt(nothing.to_owned());
            assert_eq!(path.find(&data), Err(error));
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in [
            "", "a", ".a", "$a", "$.", "$..a", "$[", "$[x]", "$['a", "$['a'", "$[-1]",
        ] {
            let error = LanguageError::InvalidPath(bad.to_owned());
            assert_eq!(Path::parse(bad), Err(error));
        }
    }

    #[test]
    fn results_make_the_objects_on_their_way_and_overwrite_no_others() {
        let mut data = json!({"a": 1, "list": [1, 2]});
        let mut place =
            |path: &str, value: Value| Path::parse(path).expect(path).place(&mut data, value);
        place("$.b.c", json!(2)).expect("made");
        place("$.list[1]", json!("two")).expect("there");
        assert_eq!(
            place("$.a.b", json!(3)),
            Err(LanguageError::NoPlaceAt("$.a.b".to_owned()))
        );
        assert_eq!(
            place("$.list[2]", json!(3)),
            Err(LanguageError::NoPlaceAt("$.list[2]".to_owned()))
        );
        assert_eq!(data, json!({"a": 1, "list": [1, "two"], "b": {"c": 2}}));
        Path::parse("$")
            .expect("the root")
            .place(&mut data, json!([]))
            .expect("the root");
        assert_eq!(data, json!([]));
    }
}
