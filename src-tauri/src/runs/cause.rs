//! Finds out why a run or step failed, from what Flows and action providers report. The formats
//! aren't documented, so this looks in the fields where a cause has been seen.

use globus_app::{Run, RunStatus};
use serde_json::Value;

use crate::text::Text;

/// The descriptions that Flows gives every failed run.
const SAYS_NOTHING: [&str; 2] = ["The Flow Instance failed", "The Flow run failed"];

/// The deepest nesting to search, more than has been seen.
const DEEPEST: usize = 8;

/// Values that don't explain anything.
const EMPTY: [&str; 4] = ["FAILED", "INACTIVE", "ACTIVE", "OK"];

/// Fields that contain a sentence, the most informative first.
const SENTENCES: [&str; 10] = [
    "description",
    "message",
    "detail",
    "error_description",
    "cause",
    "Cause",
    "exception",
    "reason",
    "nice_status_short_description",
    "details",
];

/// Fields that contain nested reports, the most informative first.
const BELOW: [&str; 10] = [
    "fatal_error",
    "cause",
    "Cause",
    "details",
    "error",
    "errors",
    "detail",
    "exception",
    "result",
    "results",
];

/// Fields that contain a code, used if there is no sentence.
const CODES: [&str; 4] = ["code", "error", "Error", "error_code"];

/// Where and why a run failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// The step in which it failed.
    pub step: Option<Text>,
    /// The full cause.
    pub why: Option<String>,
    /// The exception name that Flows gives, such as `ActionFailedException`.
    pub exception: Option<Text>,
}

impl Failure {
    /// The failure of `run`. None if it didn't fail or was canceled.
    pub fn of(run: &Run) -> Option<Self> {
        if run.status != RunStatus::Failed || run.is_canceled() {
            return None;
        }
        let Some(told) = &run.details else {
            return Some(Self::default());
        };
        let more = told.other.get("details").unwrap_or(&Value::Null);
        let text = |field: &str| more[field].as_str().map(Text::of);
        let description = told.description.as_deref().map(str::trim);
        let description =
            description.filter(|text| !text.is_empty() && !SAYS_NOTHING.contains(text));
        Some(Self {
            step: text("state_name"),
            why: cause(more).or_else(|| description.map(str::to_owned)),
            exception: text("exception").or_else(|| text("error")),
        })
    }

    /// The cause in one line.
    pub fn line(&self) -> Option<Text> {
        let first = self.why.as_deref()?.lines().next()?;
        Some(Text::of(first.trim_end_matches(['.', ':'])))
    }
}

/// The cause in `said`, if there is one.
pub fn cause(said: &Value) -> Option<String> {
    let found = sentence(said, 0).or_else(|| code(said, 0))?;
    let words = match found.as_str() {
        "ActionFailedException" => "the action failed",
        "ActionTimeout" => "the action took longer than the flow allows",
        "ActionUnableToRun" => "the action couldn't be started",
        _ => return Some(found),
    };
    Some(words.to_owned())
}

fn sentence(said: &Value, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    match said {
        Value::String(text) => within(text, depth),
        Value::Array(items) => items.iter().find_map(|item| sentence(item, depth + 1)),
        Value::Object(fields) => {
            // Deeper values are closer to the actual cause.
            let below = BELOW.iter().filter_map(|name| fields.get(*name));
            let mut below =
                below.filter(|value| value.is_object() || value.is_array() || is_json(value));
            below
                .find_map(|value| sentence(value, depth + 1))
                .or_else(|| {
                    let texts = SENTENCES.iter();
                    let mut texts = texts.filter_map(|name| fields.get(*name)?.as_str());
                    texts.find_map(|text| within(text, depth))
                })
        }
        _ => None,
    }
}

/// The cause in a text. If the text is JSON or ends with JSON, looks inside it.
fn within(text: &str, depth: usize) -> Option<String> {
    let text = text.trim();
    let begins = text.find('{').filter(|_| text.ends_with('}'));
    let json = begins.and_then(|at| serde_json::from_str::<Value>(&text[at..]).ok());
    if let Some(found) = json.and_then(|json| sentence(&json, depth + 1)) {
        return Some(found);
    }
    // The last line of a traceback has the actual error.
    let text = match text.strip_prefix("Traceback (most recent call last)") {
        Some(_) => text.lines().last().unwrap_or(text).trim(),
        None => text,
    };
    (!text.is_empty() && !EMPTY.contains(&text)).then(|| text.to_owned())
}

fn code(said: &Value, depth: usize) -> Option<String> {
    let Value::Object(fields) = said else {
        return None;
    };
    if depth > DEEPEST {
        return None;
    }
    let mut below = BELOW.iter().filter_map(|name| fields.get(*name));
    below.find_map(|value| code(value, depth + 1)).or_else(|| {
        let mut codes = CODES.iter().filter_map(|name| fields.get(*name)?.as_str());
        codes.find(|code| !code.is_empty()).map(str::to_owned)
    })
}

fn is_json(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.trim_start().starts_with('{'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_cause_is_found_where_it_is_said() {
        let action = |details: Value| {
            json!({
                "action_id": "x", "status": "FAILED", "display_status": "FAILED", "details": details,
            })
        };
        for (said, expected) in [
            (json!("quota"), Some("quota")),
            (json!(" "), None),
            (json!(null), None),
            // From a Fail state, and from Flows itself.
            (
                json!({"Error": "Refused", "Cause": "A condition was not met"}),
                Some("A condition was not met"),
            ),
            // From an action that failed, with the task that Transfer reports.
            (
                action(json!({
                    "task_id": "t", "status": "FAILED", "nice_status_short_description": "file not found",
                    "fatal_error": {"code": "FILE_NOT_FOUND", "description": "/a: no such file"},
                })),
                Some("/a: no such file"),
            ),
            (
                action(
                    json!({"nice_status": "PERMISSION_DENIED", "nice_status_short_description": "permission denied"}),
                ),
                Some("permission denied"),
            ),
            (
                json!({"Error": "ActionFailedException", "Cause": action(json!({"message": "no space left"}))}),
                Some("no space left"),
            ),
            // From an action that could not be started.
            (
                json!({"cause": r#"HTTP 422: {"code": "Unprocessable", "detail": [{"loc": ["a"], "msg": "x", "message": "a is missing"}]}"#}),
                Some("a is missing"),
            ),
            // From Compute, with a Python exception.
            (
                action(
                    json!({"exception": "Traceback (most recent call last):\n  File \"f\"\nValueError: no data\n"}),
                ),
                Some("ValueError: no data"),
            ),
            // With a code only.
            (
                json!({"exception": "", "cause": action(json!({"code": "EndpointDown"}))}),
                Some("EndpointDown"),
            ),
            (
                json!({"exception": "States.Runtime", "cause": "$.x is not there"}),
                Some("$.x is not there"),
            ),
            (
                json!({"exception": "ActionTimeout", "cause": {"status": "ACTIVE", "details": null}}),
                Some("the action took longer than the flow allows"),
            ),
            (action(json!(null)), None),
            (action(json!("nothing more")), Some("nothing more")),
        ] {
            assert_eq!(cause(&said).as_deref(), expected, "{said}");
        }
    }

    #[test]
    fn a_failed_run_says_where_and_why() {
        let failure = |details: Value| {
            let run = json!({
                "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
                "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
                "status": "FAILED", "details": details,
            });
            Failure::of(&serde_json::from_value(run).expect("a run"))
        };
        let told = |details| {
            let failure = failure(details).expect("it failed");
            let step = failure.step.clone().unwrap_or_default();
            (
                step.to_string(),
                failure.line().unwrap_or_default().to_string(),
            )
        };
        let failed = |name: &str| {
            json!({
                "code": "FlowFailed", "description": "The Flow Instance failed",
                "details": {"state_name": "Copy", name: "ActionFailedException", "cause": {
                    "status": "FAILED", "details": {"message": "no space left.\nAt /a."},
                }},
            })
        };
        for name in ["exception", "error"] {
            assert_eq!(told(failed(name)), ("Copy".into(), "no space left".into()));
            let exception = failure(failed(name)).and_then(|it| it.exception);
            assert_eq!(exception, Some("ActionFailedException".into()));
        }
        let described = json!({"code": "FlowFailed", "description": "quota\nlong"});
        assert_eq!(told(described), (String::new(), "quota".into()));
        let generic = json!({"code": "FlowFailed", "description": "The Flow Instance failed"});
        assert_eq!(told(generic), (String::new(), String::new()));
        assert_eq!(failure(json!({"code": "FlowCanceled"})), None);
        assert_eq!(failure(Value::Null), Some(Failure::default()));
    }

    #[test]
    fn what_has_no_end_comes_to_one() {
        let mut deep = json!("deep");
        for _ in 0..100 {
            deep = json!({"details": deep});
        }
        assert_eq!(cause(&deep), None);
    }
}
