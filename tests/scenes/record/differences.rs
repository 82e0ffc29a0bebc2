//! Lists the differences between two recordings, for the output of a failed test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::Value;

use super::recording::{Answer, Call, Recording, Taped};

/// The most characters shown. Longer texts are cut.
const LONGEST: usize = 160;

/// Two different texts at the same place.
#[derive(Debug)]
pub(super) struct Difference {
    place: String,
    pub(super) one: String,
    pub(super) other: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
        let Self { place, one, other } = self;
        write!(f, "{place}: recorded “{}”, now “{}”", cut(one), cut(other))
    }
}

/// All differences, in the order of the first recording.
pub(super) fn differences(one: &Recording, other: &Recording) -> Vec<Difference> {
    let mut found = Vec::new();
    let names = |recording: &Recording| -> Vec<String> {
        recording
            .scenes
            .iter()
            .map(|taped| taped.scene.clone())
            .collect()
    };
    let (before, now) = (names(one), names(other));
    if before != now {
        found.push(difference("scenes", before.join(", "), now.join(", ")));
    }
    let others: BTreeMap<_, _> = other
        .scenes
        .iter()
        .map(|taped| (&taped.scene, taped))
        .collect();
    for taped in &one.scenes {
        if let Some(other) = others.get(&taped.scene) {
            of_scene(taped, other, &mut found);
        }
    }
    found
}

fn difference(place: &str, one: impl Into<String>, other: impl Into<String>) -> Difference {
    Difference {
        place: place.to_owned(),
        one: one.into(),
        other: other.into(),
    }
}

fn of_scene(one: &Taped, other: &Taped, found: &mut Vec<Difference>) {
    let place = |part: &str| format!("{}: {part}", one.scene);
    if one.ahead != other.ahead {
        found.push(difference(
            &place("ahead"),
            one.ahead.to_string(),
            other.ahead.to_string(),
        ));
    }
    if one.calls.len() == other.calls.len() {
        for (one, other) in one.calls.iter().zip(&other.calls) {
            of_call(&place(""), one, other, found);
        }
    } else {
        let asked = |calls: &[Call]| -> BTreeSet<String> {
            calls.iter().map(|call| call.question.clone()).collect()
        };
        let (before, now) = (asked(&one.calls), asked(&other.calls));
        let only = |some: &BTreeSet<String>, others: &BTreeSet<String>| {
            let only: Vec<_> = some.difference(others).cloned().collect();
            format!("{} calls; only here: {}", some.len(), only.join(", "))
        };
        found.push(difference(
            &place("what is asked"),
            only(&before, &now),
            only(&now, &before),
        ));
    }
    of_value(&place("heard"), &heard(one), &heard(other), found);
}

fn heard(taped: &Taped) -> Value {
    let heard = taped.heard.iter();
    heard
        .map(|(event, payload)| serde_json::json!({ "event": event, "payload": payload }))
        .collect()
}

fn of_call(scene: &str, one: &Call, other: &Call, found: &mut Vec<Difference>) {
    if one.question != other.question {
        found.push(difference(
            &format!("{scene}question"),
            &one.question,
            &other.question,
        ));
    }
    let place = format!("{scene}{}", one.question);
    match (&one.answer, &other.answer) {
        (Answer::Ok(one), Answer::Ok(other)) | (Answer::Refused(one), Answer::Refused(other)) => {
            of_value(&place, one, other, found);
        }
        (one, other) => found.push(difference(&place, format!("{one:?}"), format!("{other:?}"))),
    }
}

fn of_value(place: &str, one: &Value, other: &Value, found: &mut Vec<Difference>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                let place = format!("{place} {name}");
                match (one.get(name), other.get(name)) {
                    (Some(one), Some(other)) => of_value(&place, one, other, found),
                    (one, other) => found.push(difference(&place, field(one), field(other))),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            if one.len() != other.len() {
                let count = |items: &[Value]| format!("{} of them", items.len());
                found.push(difference(place, count(one), count(other)));
            }
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                of_value(&format!("{place} {index}"), one, other, found);
            }
        }
        _ if one == other => {}
        _ => found.push(difference(place, text(one), text(other))),
    }
}

fn field(value: Option<&Value>) -> String {
    value.map_or_else(|| "no such field".to_owned(), text)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
