//! The `filter` grammar: `key:value,value/key:value`.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::Value;

#[derive(Debug)]
pub(super) struct Filter {
    clauses: Vec<Clause>,
}

#[derive(Debug)]
enum Clause {
    OneOf(&'static str, Vec<String>),
    Between(&'static str, Option<Timestamp>, Option<Timestamp>),
    Label(Vec<LabelTest>),
}

#[derive(Debug)]
struct LabelTest {
    wanted: bool,
    pattern: String,
}

impl Filter {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let clauses = text
            .split('/')
            .filter(|clause| !clause.is_empty())
            .map(clause);
        Ok(Self {
            clauses: clauses.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn matches(&self, task: &Value) -> bool {
        self.clauses.iter().all(|clause| match clause {
            Clause::OneOf(field, values) => task[field]
                .as_str()
                .is_some_and(|value| values.iter().any(|v| v == value)),
            Clause::Between(field, from, until) => {
                let time = task[field]
                    .as_str()
                    .and_then(|text| text.parse::<Timestamp>().ok());
                time.is_some_and(|time| {
                    from.is_none_or(|from| from <= time) && until.is_none_or(|until| time < until)
                })
            }
            Clause::Label(tests) => {
                let label = task["label"].as_str().unwrap_or_default().to_lowercase();
                tests
                    .iter()
                    .all(|test| like(&label, &test.pattern) == test.wanted)
            }
        })
    }
}

fn clause(text: &str) -> Result<Clause, String> {
    let (key, values) = text
        .split_once(':')
        .ok_or_else(|| format!("filter: {text:?} is not key:value"))?;
    let list = || values.split(',').map(str::to_owned).collect();
    match key {
        "status" => Ok(Clause::OneOf("status", list())),
        "type" => Ok(Clause::OneOf("type", list())),
        "task_id" => Ok(Clause::OneOf("task_id", list())),
        "request_time" => between("request_time", values),
        "completion_time" => between("completion_time", values),
        "label" => Ok(Clause::Label(values.split(',').map(label_test).collect())),
        other => Err(format!("filter: there is no field {other:?}")),
    }
}

fn between(field: &'static str, values: &str) -> Result<Clause, String> {
    let (from, until) = values.split_once(',').unwrap_or((values, ""));
    Ok(Clause::Between(field, time(from)?, time(until)?))
}

/// With or without an offset, with `T` or a space, or a date alone; UTC.
fn time(text: &str) -> Result<Option<Timestamp>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let civil = || {
        TimeZone::UTC
            .to_timestamp(text.parse::<DateTime>().ok()?)
            .ok()
    };
    let time = text.parse().ok().or_else(civil);
    time.map(Some)
        .ok_or_else(|| format!("filter: {text:?} is not a time"))
}

/// Prefixes: `=` exact (the default), `~` pattern with `*`, `!` not.
fn label_test(text: &str) -> LabelTest {
    let (wanted, text) = match text.strip_prefix('!') {
        Some(rest) => (false, rest),
        None => (true, text),
    };
    let pattern = match text.strip_prefix('~') {
        Some(pattern) => pattern.to_lowercase(),
        None => escape(&text.strip_prefix('=').unwrap_or(text).to_lowercase()),
    };
    LabelTest { wanted, pattern }
}

/// A star that is meant as a star.
fn escape(text: &str) -> String {
    text.replace('*', "\u{0}")
}

fn like(text: &str, pattern: &str) -> bool {
    let pattern = pattern.replace('\u{0}', "*");
    let Some((first, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        let Some(at) = text.find(part) else {
            return false;
        };
        text = &text[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn matches(filter: &str) -> bool {
        let task = json!({
            "status": "ACTIVE", "type": "TRANSFER", "label": "Cryo-EM night 88",
            "request_time": "2026-11-20T10:00:00+00:00", "completion_time": null,
        });
        Filter::parse(filter).expect("valid").matches(&task)
    }

    #[test]
    fn every_clause_narrows() {
        for filter in [
            "",
            "status:ACTIVE,INACTIVE",
            "type:TRANSFER/status:ACTIVE",
            "label:~*night*",
            "label:~cryo*",
            "label:~*88",
            "label:=cryo-em night 88",
            "label:!tape",
            "label:!~*tape*",
            "request_time:2026-11-20,",
            "request_time:,2026-11-21 00:00:00",
            "request_time:2026-11-20T10:00:00+00:00,2026-11-20T10:00:01Z",
        ] {
            assert!(matches(filter), "{filter}");
        }
        for filter in [
            "status:FAILED",
            "type:DELETE",
            "label:~night*",
            "label:night",
            "label:!~*night*",
            "request_time:2026-11-21,",
            "request_time:,2026-11-20T10:00:00Z",
            "completion_time:2026-01-01,",
        ] {
            assert!(!matches(filter), "{filter}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in ["status", "colour:red", "request_time:yesterday"] {
            assert!(Filter::parse(bad).is_err(), "{bad}");
        }
    }
}
