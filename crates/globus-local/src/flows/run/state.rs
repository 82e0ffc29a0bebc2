//! What each type of state does when a run enters it.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::walk::{Place, Surroundings, Walk};
use crate::flows::language::{LanguageError, Path, evaluate, matches};

/// Flows' name for an error in a definition that shows only when it is followed.
const RUNTIME_ERROR: &str = "States.Runtime";

impl Walk {
    pub(super) fn enter(&mut self, name: &str, around: &Surroundings<'_>) {
        let state = &around.definition["States"][name];
        let kind = state["Type"].as_str().unwrap_or_default();
        let input = match input(state, &self.data) {
            Ok(input) => input,
            Err(error) => return self.fail(name, RUNTIME_ERROR, error.to_string()),
        };
        self.write((name, kind), "started", ("input", input.clone()));
        let outcome = match kind {
            "Pass" | "ExpressionEval" => self.pass(name, state, input, around),
            "Choice" => self.choose(name, state),
            "Wait" => self.wait(name, state),
            "Action" => {
                self.act(name, state, &input, around);
                Ok(())
            }
            "Fail" => {
                let text = |field: &str| text(&state[field], &self.data);
                let (error, cause) = (text("Error"), text("Cause"));
                self.fail(name, error.as_str().unwrap_or("Fail"), cause);
                Ok(())
            }
            other => {
                let cause = format!("'{other}' is not a type of state");
                self.fail(name, RUNTIME_ERROR, cause);
                Ok(())
            }
        };
        if let Err(error) = outcome {
            self.fail(name, RUNTIME_ERROR, error.to_string());
        }
    }

    fn pass(
        &mut self,
        name: &str,
        state: &Value,
        output: Value,
        around: &Surroundings<'_>,
    ) -> Result<(), LanguageError> {
        self.put(state, output.clone())?;
        self.complete(name, output, around);
        Ok(())
    }

    fn choose(&mut self, name: &str, state: &Value) -> Result<(), LanguageError> {
        let mut next = state["Default"].as_str();
        for rule in state["Choices"].as_array().into_iter().flatten() {
            if matches(rule, &self.data)? {
                next = rule["Next"].as_str();
                break;
            }
        }
        let Some(next) = next else {
            let cause = "no rule matches, and there is no default";
            self.fail(name, "States.NoChoiceMatched", cause);
            return Ok(());
        };
        self.now += super::walk::STEP;
        let output = serde_json::json!({ "next": next });
        self.write((name, "Choice"), "completed", ("output", output));
        self.go(name, Some(next));
        Ok(())
    }

    fn wait(&mut self, name: &str, state: &Value) -> Result<(), LanguageError> {
        let value = |field: &str| match state.get(format!("{field}Path")) {
            Some(path) => Path::parse(path.as_str().unwrap_or_default())?
                .find(&self.data)
                .map(Some),
            None => Ok(state.get(field)),
        };
        let seconds = value("Seconds")?.and_then(Value::as_f64);
        let lasts = seconds.and_then(|seconds| SignedDuration::try_from_secs_f64(seconds).ok());
        let time = value("Timestamp")?.and_then(Value::as_str);
        let time = time.and_then(|time| time.parse::<Timestamp>().ok());
        let until = time.or_else(|| self.now.saturating_add(lasts?).ok());
        match until {
            Some(until) => {
                let state = name.to_owned();
                self.place = Place::Waiting { state, until };
            }
            None => self.fail(name, RUNTIME_ERROR, "this is not a time to wait for"),
        }
        Ok(())
    }

    /// Puts a result where the state says, by default in place of everything.
    pub(super) fn put(&mut self, state: &Value, result: Value) -> Result<(), LanguageError> {
        let path = state["ResultPath"].as_str().unwrap_or("$");
        Path::parse(path)?.place(&mut self.data, result)
    }
}

/// The input of a state: its parameters, a part of the data, or all of it.
fn input(state: &Value, data: &Value) -> Result<Value, LanguageError> {
    if let Some(parameters) = state.get("Parameters") {
        return evaluate(parameters, data);
    }
    let path = state["InputPath"].as_str().unwrap_or("$");
    Path::parse(path)?.find(data).cloned()
}

/// A text, or a path to one.
fn text(value: &Value, data: &Value) -> Value {
    let path = value.as_str().filter(|text| text.starts_with('$'));
    let found = path.and_then(|path| Path::parse(path).ok()?.find(data).ok().cloned());
    found.unwrap_or_else(|| value.clone())
}
