//! The `filter` grammar: `key:value,value/key:value`.

use jiff::Timestamp;
use serde_json::Value;

use crate::transfer::{text_filter::TextFilter, time::parse_time};

const STATUSES: [&str; 4] = ["ACTIVE", "INACTIVE", "SUCCEEDED", "FAILED"];
const TYPES: [&str; 2] = ["TRANSFER", "DELETE"];

#[derive(Debug, Default)]
pub(super) struct Filter {
    clauses: Vec<Clause>,
}

#[derive(Debug)]
enum Clause {
    OneOf(&'static str, Vec<String>),
    Between(&'static str, Option<Timestamp>, Option<Timestamp>),
    Label(TextFilter),
}

impl Filter {
    pub(super) fn add(&mut self, text: &str) -> Result<(), String> {
        for clause in text.split('/').filter(|clause| !clause.is_empty()) {
            self.clauses.push(Clause::parse(clause)?);
        }
        Ok(())
    }

    pub(super) fn matches(&self, task: &Value) -> bool {
        self.clauses.iter().all(|clause| clause.matches(task))
    }
}

impl Clause {
    fn parse(text: &str) -> Result<Self, String> {
        let (key, values) = text
            .split_once(':')
            .ok_or_else(|| format!("filter: {text:?} is not key:value"))?;
        match key {
            "status" => one_of("status", values, |value| STATUSES.contains(&value)),
            "type" => one_of("type", values, |value| TYPES.contains(&value)),
            "task_id" => one_of("task_id", values, |id| uuid::Uuid::try_parse(id).is_ok()),
            "request_time" => between("request_time", values),
            "completion_time" => between("completion_time", values),
            "label" => Ok(Self::Label(TextFilter::parse(values))),
            other => Err(format!("filter: there is no field {other:?}")),
        }
    }

    fn matches(&self, task: &Value) -> bool {
        match self {
            Self::OneOf(field, values) => task[field]
                .as_str()
                .is_some_and(|value| values.iter().any(|v| v == value)),
            Self::Between(field, from, until) => {
                let time = task[field].as_str();
                let time = time.and_then(|text| text.parse::<Timestamp>().ok());
                time.is_some_and(|time| {
                    from.is_none_or(|from| from <= time) && until.is_none_or(|until| time < until)
                })
            }
            Self::Label(test) => test.accepts(task["label"].as_str()),
        }
    }
}

fn one_of(
    field: &'static str,
    values: &str,
    is_possible: impl Fn(&str) -> bool,
) -> Result<Clause, String> {
    let values: Vec<_> = values.split(',').map(str::to_owned).collect();
    match values.iter().find(|value| !is_possible(value)) {
        Some(value) => Err(format!("filter: {value:?} is not a {field}")),
        None => Ok(Clause::OneOf(field, values)),
    }
}

fn between(field: &'static str, values: &str) -> Result<Clause, String> {
    let (from, until) = values.split_once(',').unwrap_or((values, ""));
    Ok(Clause::Between(field, time(from)?, time(until)?))
}

fn time(text: &str) -> Result<Option<Timestamp>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let problem = || format!("filter: {text:?} is not a time");
    parse_time(text).map(Some).ok_or_else(problem)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Result<Filter, String> {
        let mut filter = Filter::default();
        filter.add(text).map(|()| filter)
    }

    fn matches(filter: &str) -> bool {
        let task = json!({
            "task_id": "20ba91a8-eb90-11e6-b5f1-22000b92c26c",
            "status": "ACTIVE", "type": "TRANSFER", "label": "Cryo-EM night 88",
            "request_time": "2026-11-20T10:00:00+00:00", "completion_time": null,
        });
        parse(filter).expect("valid").matches(&task)
    }

    #[test]
    fn every_clause_narrows() {
        for filter in [
            "",
            "status:ACTIVE,INACTIVE",
            "type:TRANSFER/status:ACTIVE",
            "task_id:20ba91a8-eb90-11e6-b5f1-22000b92c26c",
            "label:~*night*",
            "label:!tape",
            "request_time:2026-11-20,",
            "request_time:,2026-11-21 00:00:00",
            "request_time:2026-11-20T10:00:00+00:00,2026-11-20T10:00:01Z",
        ] {
            assert!(matches(filter), "{filter}");
        }
        for filter in [
            "status:FAILED",
            "type:DELETE",
            "type:TRANSFER/status:FAILED",
            "task_id:20ba91a8-eb90-11e6-b5f1-22000b92c26d",
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
        for bad in [
            "status",
            "status:",
            "status:DONE",
            "type:COPY",
            "task_id:7",
            "colour:red",
            "request_time:yesterday",
            "request_time:2026-11-20,2026-11-21,2026-11-22",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
