//! The SDK's answers, from its own modules.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
};

use globus_app::OtherFields;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::python;

/// One answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The module in `globus_sdk.testing.data`, such as `flows.get_run`.
    pub operation: String,
    pub case: String,
    /// Whether the case has several answers.
    series: bool,
    pub method: String,
    pub path: String,
    /// The parameters that a request must have to get this answer.
    #[serde(deserialize_with = "pairs")]
    pub query: Vec<(String, String)>,
    pub status: u16,
    pub body: Value,
    /// What the SDK reads from an error.
    pub error: Option<Expected>,
}

/// What the SDK reads from an error.
#[derive(Debug, Deserialize)]
pub struct Expected {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    gare: Option<Value>,
}

/// All answers, grouped by case.
pub fn all() -> Vec<Vec<Answer>> {
    let mut child = python::start("sdk_answers.py", |_| {});
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut all: Vec<Vec<Answer>> = Vec::new();
    for line in lines {
        let answer: Answer = serde_json::from_str(&line.expect("text")).expect("an answer");
        match all.last_mut() {
            Some(series) if answer.belongs_to(&series[0]) => series.push(answer),
            _ => all.push(vec![answer]),
        }
    }
    let status = child.wait().expect("it was started");
    assert!(status.success(), "sdk_answers.py: {status}");
    all
}

impl Answer {
    fn belongs_to(&self, first: &Self) -> bool {
        self.operation == first.operation && self.case == first.case
    }

    /// Whether it is a page of a longer list.
    pub fn is_a_page(&self) -> bool {
        self.series && self.case == "paginated"
    }

    /// The last id in its path.
    pub fn id(&self) -> Uuid {
        let mut ids = self.path.split('/').filter_map(|part| part.parse().ok());
        ids.next_back().expect("a path with an id")
    }

    /// A field of each item, if the answer is a list.
    pub fn each(&self, name: &str) -> Value {
        let items = self.body.as_array().into_iter().flatten();
        items.map(|item| item[name].clone()).collect()
    }

    /// A field of each item of a page, whatever the page calls its items.
    pub fn ids(&self, name: &str) -> Vec<Value> {
        let lists = self.body.as_object().into_iter().flatten();
        let items = lists.filter_map(|(_, value)| value.as_array()).flatten();
        items.map(|item| item[name].clone()).collect()
    }
}

impl Expected {
    /// The SDK doesn't read the codes of OAuth errors (RFC 6749 §5.2), but we do.
    pub fn code(&self, body: &Value) -> Option<String> {
        let oauth = body["error"].as_str().map(str::to_owned);
        self.code.clone().or(oauth)
    }

    /// The SDK leaves out where in a document the fault is. We name the place.
    pub fn message(&self, body: &Value) -> Option<String> {
        let mut message = self.message.clone()?;
        for fault in body["error"]["detail"].as_array().into_iter().flatten() {
            let what = fault["msg"].as_str().expect("text");
            let place = fault["loc"].as_array().into_iter().flatten();
            let place = place.map(|part| part.to_string().replace('"', ""));
            let place = place.collect::<Vec<_>>().join(".");
            message = message.replacen(what, &format!("{place}: {what}"), 1);
        }
        Some(message)
    }

    /// The SDK doesn't treat Flows's `debug_id` as a request id, but we do.
    pub fn request_id(&self, body: &Value) -> Option<String> {
        let debug_id = body["debug_id"].as_str().map(str::to_owned);
        self.request_id.clone().or(debug_id)
    }

    /// The required policies.
    pub fn policies(&self) -> Option<Vec<String>> {
        let gare = self.gare.as_ref()?;
        let policies = &gare["authorization_parameters"]["session_required_policies"];
        Some(serde_json::from_value(policies.clone()).expect("a list of texts"))
    }
}

/// A field that our struct doesn't name.
pub fn kept(other: &OtherFields, name: &str) -> Value {
    let field = other.decode(name);
    field.transpose().expect("JSON").unwrap_or_default()
}

/// Whether they are equal, or the same time in two formats.
pub fn same(a: &Value, b: &Value) -> bool {
    let time = |value: &Value| value.as_str()?.parse::<Timestamp>().ok();
    a == b || time(a).is_some_and(|a| time(b) == Some(a))
}

fn pairs<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(String, String)>, D::Error> {
    BTreeMap::deserialize(deserializer).map(|pairs| pairs.into_iter().collect())
}
