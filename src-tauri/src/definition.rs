//! Reads flow definitions (Amazon States Language, as Globus Flows uses it) as far as Meridian
//! shows them.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// A definition's states by name.
#[derive(Deserialize)]
pub struct Definition<S> {
    #[serde(rename = "StartAt", default)]
    start_at: Value,
    #[serde(rename = "States")]
    states: IndexMap<String, S>,
}

/// When a state continues with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On<'a> {
    /// Always.
    Next,
    /// If a rule of a Choice state matches.
    Choice,
    /// If no rule of a Choice state matches.
    Default,
    /// If one of these errors is caught.
    Error(Vec<&'a str>),
}

impl<S> Definition<S> {
    /// The number of states.
    pub fn len(&self) -> usize {
        self.states.len()
    }
}

impl Definition<Value> {
    /// The states in the order in which a run can reach them. Each comes after all states that lead
    /// to it, except where a loop goes back. States that fail the run come after others, and
    /// unreachable ones last. Services don't keep the order in which the states were written.
    pub fn in_order(&self) -> Vec<(&str, &Value)> {
        let first = self
            .start_at
            .as_str()
            .and_then(|start| self.states.get_full(start));
        let first = first.or_else(|| {
            self.states
                .get_index(0)
                .map(|(name, state)| (0, name, state))
        });
        let mut seen = HashSet::new();
        let mut ended = Vec::new();
        // Each state, with the states it leads to that haven't been visited yet.
        let mut path = Vec::new();
        if let Some((index, ..)) = first {
            seen.insert(index);
            path.push((index, self.leads_to(index)));
        }
        while let Some((index, ahead)) = path.last_mut() {
            match ahead.pop() {
                Some(next) if seen.insert(next) => path.push((next, self.leads_to(next))),
                Some(_) => {}
                None => {
                    ended.push(*index);
                    path.pop();
                }
            }
        }
        let reached = ended.into_iter().rev();
        let rest = (0..self.states.len()).filter(|index| !seen.contains(index));
        let all = reached.chain(rest);
        all.filter_map(|index| self.states.get_index(index))
            .map(|(name, state)| (name.as_str(), state))
            .collect()
    }

    /// The states that follow a state, the most likely one first.
    fn leads_to(&self, index: usize) -> Vec<usize> {
        let state = self.states.get_index(index).map(|(_, state)| state);
        let ways = state.map(ways).unwrap_or_default().into_iter();
        let mut indexes: Vec<_> = ways
            .filter_map(|(_, to)| self.states.get_index_of(to))
            .collect();
        indexes.sort_by_key(|index| self.states[*index]["Type"] == "Fail");
        indexes
    }
}

/// The transitions of a state, in the order in which Flows checks them.
pub fn ways(state: &Value) -> Vec<(On<'_>, &str)> {
    let list = |field: &str| state[field].as_array().into_iter().flatten();
    let next = state["Next"].as_str().map(|to| (On::Next, to));
    let choices = list("Choices").filter_map(|rule| Some((On::Choice, rule["Next"].as_str()?)));
    let default = state["Default"].as_str().map(|to| (On::Default, to));
    let caught = list("Catch").filter_map(|clause| {
        let errors = clause["ErrorEquals"].as_array().into_iter().flatten();
        let errors = errors.filter_map(Value::as_str).collect();
        Some((On::Error(errors), clause["Next"].as_str()?))
    });
    let mut ways: Vec<(On<'_>, &str)> = Vec::new();
    for way in next.into_iter().chain(choices).chain(default).chain(caught) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str) -> String {
        let definition: Definition<Value> = serde_json::from_str(text).expect("a definition");
        let names: Vec<_> = definition
            .in_order()
            .iter()
            .map(|(name, _)| *name)
            .collect();
        names.join(" ")
    }

    #[test]
    fn states_stand_as_a_run_comes_to_them() {
        // Alphabetical, as a service returns them.
        assert_eq!(
            order(
                r#"{"StartAt": "Ask", "States": {
                    "Apologize": {"Type": "Action", "End": true},
                    "Ask": {"Type": "Action", "Next": "Choose"},
                    "Choose": {"Type": "Choice", "Choices": [{"Next": "Fail"}], "Default": "Copy"},
                    "Copy": {"Type": "Action", "End": true,
                        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Apologize"}]},
                    "Fail": {"Type": "Fail"}}}"#
            ),
            "Ask Choose Copy Apologize Fail"
        );
    }

    #[test]
    fn branches_stand_before_what_joins_them_and_loops_come_to_an_end() {
        assert_eq!(
            order(
                r#"{"StartAt": "Z", "States": {
                    "A": {"Next": "Join"}, "B": {"Next": "Wait"}, "Join": {"End": true},
                    "Wait": {"Next": "Z"}, "Z": {"Choices": [{"Next": "A"}, {"Next": "B"}], "Default": "Join"}}}"#
            ),
            "Z A B Wait Join"
        );
        assert_eq!(
            order(r#"{"StartAt": "A", "States": {"A": {"Next": "A"}}}"#),
            "A"
        );
    }

    #[test]
    fn what_nothing_leads_to_stands_at_the_end() {
        assert_eq!(
            order(r#"{"StartAt": "B", "States": {"A": {}, "B": {"Next": "Gone"}, "C": 3}}"#),
            "B A C"
        );
        assert_eq!(order(r#"{"States": {"B": {"Next": "A"}, "A": {}}}"#), "B A");
        assert_eq!(order(r#"{"StartAt": 3, "States": {}}"#), "");
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let states: Vec<_> = (0..50_000)
            .map(|at| format!(r#""s{at}": {{"Next": "s{}"}}"#, at + 1))
            .collect();
        let text = format!(r#"{{"StartAt": "s0", "States": {{{}}}}}"#, states.join(","));
        assert!(order(&text).starts_with("s0 s1 s2 "));
    }

    #[test]
    fn each_way_says_why() {
        let state = serde_json::json!({
            "Next": "A", "Default": "B", "Choices": [{"Next": "A"}, {"Next": "A"}, {}],
            "Catch": [{"ErrorEquals": ["X", "Y"], "Next": "C"}],
        });
        assert_eq!(
            ways(&state),
            [
                (On::Next, "A"),
                (On::Choice, "A"),
                (On::Default, "B"),
                (On::Error(vec!["X", "Y"]), "C"),
            ]
        );
        assert_eq!(ways(&serde_json::json!("odd")), []);
    }
}
