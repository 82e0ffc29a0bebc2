//! Checks that a definition can be followed.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::flows::{
    error::Invalid,
    language::{Path, is_condition},
};

const TYPES: &str = "Action, Choice, ExpressionEval, Fail, Pass, Wait";

/// Everything that is wrong with `definition`. Locations start at the body's field.
pub(in crate::flows) fn check(definition: &Value) -> Vec<Invalid> {
    let at = |loc: &[&str], msg: &str| vec![Invalid::new(loc, msg)];
    let Some(states) = definition["States"].as_object() else {
        return at(&["definition", "States"], "field required");
    };
    if states.is_empty() {
        return at(&["definition", "States"], "a flow needs at least one state");
    }
    let mut invalid = Vec::new();
    match definition["StartAt"].as_str() {
        None => invalid.extend(at(&["definition", "StartAt"], "field required")),
        Some(start) if !states.contains_key(start) => {
            let msg = format!("'{start}' is not one of the states");
            invalid.extend(at(&["definition", "StartAt"], &msg));
        }
        Some(_) => {}
    }
    for (name, state) in states {
        let mut of_state = StateCheck {
            states,
            invalid: Vec::new(),
        };
        of_state.check(state);
        invalid.extend(of_state.invalid.into_iter().map(|(mut loc, msg)| {
            let mut whole = vec!["definition".into(), "States".into(), name.as_str().into()];
            whole.append(&mut loc);
            Invalid { loc: whole, msg }
        }));
    }
    invalid
}

struct StateCheck<'a> {
    states: &'a Map<String, Value>,
    invalid: Vec<(Vec<Value>, String)>,
}

impl StateCheck<'_> {
    fn add(&mut self, loc: &[&str], msg: impl Into<String>) {
        let loc = loc.iter().map(|name| Value::from(*name)).collect();
        self.invalid.push((loc, msg.into()));
    }

    fn check(&mut self, state: &Value) {
        for field in ["InputPath", "ResultPath"] {
            self.path(state, field);
        }
        match state["Type"].as_str() {
            Some("Pass") => self.leads_on(state, "Pass"),
            Some("ExpressionEval") => {
                self.leads_on(state, "ExpressionEval");
                for field in ["Parameters", "ResultPath"] {
                    if state.get(field).is_none() {
                        self.add(&[field], "field required");
                    }
                }
            }
            Some("Action") => self.action(state),
            Some("Wait") => self.wait(state),
            Some("Choice") => self.choice(state),
            Some("Fail") => {}
            Some(other) => self.add(&["Type"], format!("'{other}' is not one of {TYPES}")),
            None => self.add(&["Type"], "field required"),
        }
    }

    /// The messages are the service's own.
    fn leads_on(&mut self, state: &Value, kind: &str) {
        let is_terminal = state["End"] == true;
        if is_terminal == state["Next"].is_string() {
            self.add(&[], format!(
                "A state of type '{kind}' must be defined as either terminal (\"End\": true) or \
                 transitional (\"Next\": \"NextStateId\")"
            ));
        } else if !is_terminal {
            self.target(&["Next"], &state["Next"]);
        }
    }

    fn target(&mut self, loc: &[&str], target: &Value) {
        match target.as_str() {
            Some(name) if self.states.contains_key(name) => {}
            Some(name) => self.add(loc, format!("'{name}' is not one of the states")),
            None => self.add(loc, "field required"),
        }
    }

    fn path(&mut self, state: &Value, field: &str) {
        let path = state
            .get(field)
            .map(|path| path.as_str().unwrap_or_default());
        if let Some(Err(error)) = path.map(Path::parse) {
            self.add(&[field], error.to_string());
        }
    }

    fn action(&mut self, state: &Value) {
        self.leads_on(state, "Action");
        let url = state["ActionUrl"].as_str().unwrap_or_default();
        if !url.starts_with("https://") {
            self.add(&["ActionUrl"], "an https URL is required");
        }
        if state.get("Parameters").is_some() == state.get("InputPath").is_some() {
            self.add(
                &[],
                "an Action needs either \"Parameters\" or \"InputPath\"",
            );
        }
        for clause in state["Catch"].as_array().into_iter().flatten() {
            let names = clause["ErrorEquals"].as_array();
            if names.is_none_or(|names| names.is_empty() || !names.iter().all(Value::is_string)) {
                self.add(
                    &["Catch", "ErrorEquals"],
                    "a list of exceptions is required",
                );
            }
            self.target(&["Catch", "Next"], &clause["Next"]);
        }
    }

    fn wait(&mut self, state: &Value) {
        self.leads_on(state, "Wait");
        let ways = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        let given: Vec<_> = ways
            .into_iter()
            .filter(|way| state.get(way).is_some())
            .collect();
        let [way] = given[..] else {
            return self.add(&[], format!("a Wait needs one of {}", ways.join(", ")));
        };
        let value = &state[way];
        let is_valid = match way {
            "Seconds" => value.as_f64().is_some_and(|seconds| seconds >= 0.0),
            "Timestamp" => value
                .as_str()
                .is_some_and(|time| time.parse::<Timestamp>().is_ok()),
            _ => value.as_str().is_some_and(|path| Path::parse(path).is_ok()),
        };
        if !is_valid {
            self.add(&[way], format!("{value} is not valid here"));
        }
    }

    fn choice(&mut self, state: &Value) {
        if state.get("Default").is_some() {
            self.target(&["Default"], &state["Default"]);
        }
        let rules = state["Choices"]
            .as_array()
            .filter(|rules| !rules.is_empty());
        let Some(rules) = rules else {
            return self.add(&["Choices"], "at least one rule is required");
        };
        for rule in rules {
            if !is_condition(rule) {
                self.add(&["Choices"], format!("{rule} is not a rule"));
            }
            self.target(&["Choices", "Next"], &rule["Next"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn faults(state: &Value) -> Vec<String> {
        let definition = json!({
            "StartAt": "A", "States": {"A": state, "B": {"Type": "Fail"}},
        });
        let places = check(&definition).into_iter().map(|Invalid { loc, .. }| {
            let loc: Vec<_> = loc[3..].iter().filter_map(Value::as_str).collect();
            loc.join(".")
        });
        places.collect()
    }

    #[test]
    fn every_type_of_state_has_its_rules() {
        let none: [&str; 0] = [];
        let rule = json!({"Variable": "$.a", "IsNull": true, "Next": "B"});
        let url = "https://actions.globus.org/hello_world";
        for (state, places) in [
            (json!({"Type": "Pass", "End": true}), &none[..]),
            (
                json!({"Type": "Pass", "Next": "B", "ResultPath": "$.x"}),
                &none,
            ),
            (json!({"Type": "Pass"}), &[""]),
            (json!({"Type": "Pass", "End": true, "Next": "B"}), &[""]),
            (json!({"Type": "Pass", "Next": "C"}), &["Next"]),
            (
                json!({"Type": "Pass", "End": true, "ResultPath": "x"}),
                &["ResultPath"],
            ),
            (json!({"Type": "Dance", "End": true}), &["Type"]),
            (json!({"End": true}), &["Type"]),
            (json!({"Type": "Wait", "Seconds": 5, "Next": "B"}), &none),
            (
                json!({"Type": "Wait", "TimestampPath": "$.t", "Next": "B"}),
                &none,
            ),
            (json!({"Type": "Wait", "Next": "B"}), &[""]),
            (
                json!({"Type": "Wait", "Seconds": 5, "Timestamp": "2026-01-01T00:00:00Z", "Next": "B"}),
                &[""],
            ),
            (
                json!({"Type": "Wait", "Seconds": -5, "Next": "B"}),
                &["Seconds"],
            ),
            (
                json!({"Type": "Wait", "Timestamp": "soon", "Next": "B"}),
                &["Timestamp"],
            ),
            (
                json!({"Type": "Choice", "Choices": [rule], "Default": "B"}),
                &none,
            ),
            (json!({"Type": "Choice", "Choices": []}), &["Choices"]),
            (
                json!({"Type": "Choice", "Choices": [{"Next": "B"}]}),
                &["Choices"],
            ),
            (
                json!({"Type": "Choice", "Choices": [rule], "Default": "C"}),
                &["Default"],
            ),
            (
                json!({"Type": "ExpressionEval", "Parameters": {}, "ResultPath": "$.x", "Next": "B"}),
                &none,
            ),
            (
                json!({"Type": "ExpressionEval", "Next": "B"}),
                &["Parameters", "ResultPath"],
            ),
            (
                json!({"Type": "Action", "ActionUrl": url, "Parameters": {}, "End": true}),
                &none,
            ),
            (
                json!({"Type": "Action", "ActionUrl": url, "End": true}),
                &[""],
            ),
            (
                json!({"Type": "Action", "Parameters": {}, "End": true}),
                &["ActionUrl"],
            ),
            (
                json!({"Type": "Action", "ActionUrl": url, "Parameters": {}, "End": true,
                "Catch": [{"ErrorEquals": [], "Next": "C"}]}),
                &["Catch.ErrorEquals", "Catch.Next"],
            ),
        ] {
            assert_eq!(faults(&state), places, "{state}");
        }
    }

    #[test]
    fn a_definition_starts_at_one_of_its_states() {
        for (definition, place) in [
            (json!({}), "States"),
            (json!({"StartAt": "A", "States": {}}), "States"),
            (json!({"States": {"A": {"Type": "Fail"}}}), "StartAt"),
            (
                json!({"StartAt": "B", "States": {"A": {"Type": "Fail"}}}),
                "StartAt",
            ),
        ] {
            let loc: Vec<_> = check(&definition)
                .into_iter()
                .map(|fault| fault.loc)
                .collect();
            assert_eq!(
                loc,
                [vec![Value::from("definition"), place.into()]],
                "{definition}"
            );
        }
    }
}
