//! The query of lists of runs.

use jiff::Timestamp;
use serde_json::Value;

use crate::flows::{
    list::{self, Criterion, Paging, comma_list, text},
    run::ROLES,
};

const STATUSES: [&str; 5] = ["SUCCEEDED", "FAILED", "ENDED", "ACTIVE", "INACTIVE"];
/// The roles on a run, the weakest first.
const RANKED: [&str; 3] = ["run_monitor", "run_manager", "run_owner"];
const ORDERS: [(&str, &str); 5] = [
    ("id", "run_id"),
    ("start_time", "start_time"),
    ("completion_time", "completion_time"),
    ("status", "status"),
    ("label", "label"),
];
const DEFAULT_ORDER: &str = "start_time DESC";

#[derive(Debug)]
pub(super) struct Query {
    pub(super) paging: Paging,
    filters: Vec<Filter>,
    order: Vec<Criterion>,
}

#[derive(Debug)]
enum Filter {
    /// The caller has one of these roles.
    Roles(Vec<String>),
    /// The field is one of these.
    Equals(&'static str, Vec<String>),
    /// The field contains one of these, in any case.
    Contains(&'static str, Vec<String>),
    /// The field is a time at or after the first, and before the second.
    Within(&'static str, Option<Timestamp>, Option<Timestamp>),
}

impl Query {
    /// Empty parameters count as absent, because the Globus CLI sends them. Without a filter for
    /// roles, every run that the caller can see is listed; Flows' documentation could also be read
    /// differently.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut query = Self {
            paging: Paging::read(text)?,
            filters: Vec::new(),
            order: Vec::new(),
        };
        let pairs: Vec<_> = query.paging.pairs().into_owned().collect();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            if name == "orderby" {
                query.order.extend(Criterion::read(value, &ORDERS)?);
            } else {
                query.filters.extend(Filter::read(name, value)?);
            }
        }
        if query.order.is_empty() {
            query.order = Criterion::read(DEFAULT_ORDER, &ORDERS)?;
        }
        Ok(query)
    }

    pub(super) fn select(&self, runs: impl Iterator<Item = Value>) -> Vec<Value> {
        let is_wanted = |run: &Value| self.filters.iter().all(|filter| filter.matches(run));
        let mut selected: Vec<_> = runs.filter(is_wanted).collect();
        list::sort(&mut selected, &self.order, |run| run);
        selected
    }
}

impl Filter {
    fn read(name: &str, value: &str) -> Result<Option<Self>, String> {
        Ok(Some(match name {
            "filter_roles" => Self::Roles(list::any_of(value, &ROLES)?),
            "filter_role" => Self::Roles(list::at_least(value, &RANKED)?),
            "filter_status" => {
                let statuses = comma_list(value);
                let stranger = statuses
                    .iter()
                    .find(|status| !STATUSES.contains(&status.as_str()));
                if let Some(status) = stranger {
                    return Err(format!("{status:?} is not a status"));
                }
                Self::Equals("status", statuses)
            }
            "filter_flow_id" => Self::Equals("flow_id", comma_list(value)),
            "filter_label" => Self::Contains("label", lowercase(value)),
            "filter_flow_title" => Self::Contains("flow_title", lowercase(value)),
            "filter_start_time" => Self::within("start_time", value)?,
            "filter_completion_time" => Self::within("completion_time", value)?,
            _ => return Ok(None),
        }))
    }

    /// Reads `DT,DT`, `DT,`, `,DT`, and `DT`, which means `DT,`.
    fn within(field: &'static str, value: &str) -> Result<Self, String> {
        let (from, until) = value.split_once(',').unwrap_or((value, ""));
        let time = |text: &str| match text.trim() {
            "" => Ok(None),
            text => read_time(text)
                .map(Some)
                .ok_or_else(|| format!("{text:?} is not a time")),
        };
        Ok(Self::Within(field, time(from)?, time(until)?))
    }

    fn matches(&self, run: &Value) -> bool {
        match self {
            Self::Roles(wanted) => {
                let roles = run["user_roles"].as_array().into_iter().flatten();
                roles
                    .into_iter()
                    .any(|role| wanted.iter().any(|wanted| role == wanted))
            }
            Self::Equals(field, values) => values.iter().any(|value| run[*field] == *value),
            Self::Contains(field, parts) => {
                let text = text(run, field);
                parts.iter().any(|part| text.contains(part))
            }
            Self::Within(field, from, until) => {
                let time = run[*field].as_str().and_then(read_time);
                time.is_some_and(|time| {
                    from.is_none_or(|from| from <= time) && until.is_none_or(|until| time < until)
                })
            }
        }
    }
}

fn lowercase(list: &str) -> Vec<String> {
    comma_list(&list.to_lowercase())
}

/// Reads a time. Without an offset it is UTC.
fn read_time(text: &str) -> Option<Timestamp> {
    let local = || text.parse::<jiff::civil::DateTime>().ok();
    let utc = || jiff::tz::TimeZone::UTC.to_timestamp(local()?).ok();
    text.parse().ok().or_else(utc)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(query: &str) -> Vec<u64> {
        let run = |id: u64, status: &str, start: &str, end: Value, label: Value| {
            json!({"run_id": id, "status": status, "start_time": start, "completion_time": end,
                "label": label, "flow_id": format!("f{id}"), "flow_title": "Cryo-EM",
                "user_roles": [if id == 1 { "run_owner" } else { "flow_run_monitor" }]})
        };
        let runs = [
            run(
                1,
                "SUCCEEDED",
                "2026-01-01T00:00:00+00:00",
                json!("2026-01-05T00:00:00+00:00"),
                json!("Night one"),
            ),
            run(
                2,
                "ACTIVE",
                "2026-01-03T00:00:00+00:00",
                Value::Null,
                Value::Null,
            ),
            run(
                3,
                "FAILED",
                "2026-01-02T00:00:00+00:00",
                json!("2026-01-04T00:00:00+00:00"),
                json!("night two"),
            ),
        ];
        let query = Query::parse(query).expect(query);
        let selected = query.select(runs.into_iter());
        selected
            .iter()
            .filter_map(|run| run["run_id"].as_u64())
            .collect()
    }

    #[test]
    fn every_filter_narrows_and_empty_ones_do_not() {
        assert_eq!(
            ids("filter_flow_id=&filter_roles=&filter_status=&orderby="),
            [2, 3, 1]
        );
        assert_eq!(ids("filter_roles=run_owner"), [1]);
        assert_eq!(ids("filter_roles=run_owner,flow_run_monitors"), [2, 3, 1]);
        assert_eq!(ids("filter_role=run_monitor"), [1]);
        assert_eq!(ids("filter_status=ACTIVE,FAILED"), [2, 3]);
        assert_eq!(ids("filter_label=NIGHT"), [3, 1]);
        assert_eq!(ids("filter_label=two,one"), [3, 1]);
        assert_eq!(ids("filter_flow_title=cryo"), [2, 3, 1]);
        assert_eq!(ids("filter_flow_id=f1,f2"), [2, 1]);
        assert_eq!(
            ids("filter_start_time=2026-01-02T00:00:00Z,2026-01-03T00:00:00Z"),
            [3]
        );
        assert_eq!(ids("filter_start_time=2026-01-02"), [2, 3]);
        assert_eq!(ids("filter_start_time=,2026-01-02T00:00:00"), [1]);
        assert_eq!(
            ids("filter_completion_time=2020-01-01T00:00:00Z,"),
            [3, 1],
            "not what goes on"
        );
        assert_eq!(ids("filter_status=FAILED&filter_label=one"), [0; 0]);
    }

    #[test]
    fn orders() {
        assert_eq!(ids("orderby=start_time+ASC"), [1, 3, 2]);
        assert_eq!(ids("orderby=label+ASC,id+DESC"), [2, 1, 3]);
        assert_eq!(ids("orderby=status+ASC&orderby=id+ASC"), [2, 3, 1]);
        assert_eq!(ids("orderby=completion_time+DESC"), [1, 3, 2]);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in [
            "orderby=title+ASC",
            "filter_status=DONE",
            "filter_roles=flow_owner",
            "filter_start_time=soon,",
            "per_page=0",
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
    }
}
