//! The query of `GET /web_inputs`.

use serde_json::Value;

use super::web_input::ROLES;
use crate::flows::list::{self, Criterion, Paging, comma_list};

const STATES: [&str; 2] = ["open", "closed"];
const ORDERS: [(&str, &str); 3] = [
    ("created_timestamp", "created_timestamp"),
    ("edited_timestamp", "edited_timestamp"),
    ("closed_timestamp", "closed_timestamp"),
];
const DEFAULT_ORDER: &str = "created_timestamp DESC";
/// The most ids in one filter, by Flows' OpenAPI document.
const MOST_IDS: usize = 10;

#[derive(Debug)]
pub(super) struct Query {
    pub(super) paging: Paging,
    roles: Vec<String>,
    states: Vec<String>,
    flow_ids: Vec<String>,
    run_ids: Vec<String>,
    order: Vec<Criterion>,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut query = Self {
            paging: Paging::read(text)?,
            roles: ROLES.map(str::to_owned).into(),
            states: vec!["open".to_owned()],
            flow_ids: Vec::new(),
            run_ids: Vec::new(),
            order: Vec::new(),
        };
        let pairs: Vec<_> = query.paging.pairs().into_owned().collect();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                "filter_roles" => query.roles = known(name, value, &ROLES)?,
                "filter_states" => query.states = known(name, value, &STATES)?,
                "filter_flow_ids" => query.flow_ids = ids(name, value)?,
                "filter_run_ids" => query.run_ids = ids(name, value)?,
                "orderby" => query.order.extend(Criterion::read(value, &ORDERS)?),
                _ => {}
            }
        }
        if query.order.is_empty() {
            query.order = Criterion::read(DEFAULT_ORDER, &ORDERS)?;
        }
        Ok(query)
    }

    /// The requested `summaries`, in order.
    pub(super) fn select(&self, summaries: impl Iterator<Item = Value>) -> Vec<Value> {
        let mut selected: Vec<_> = summaries.filter(|summary| self.matches(summary)).collect();
        list::sort(&mut selected, &self.order, |summary| summary);
        selected
    }

    fn matches(&self, summary: &Value) -> bool {
        let is_one = |list: &[String], value: &Value| list.iter().any(|item| value == item);
        let mut roles = summary["user_roles"].as_array().into_iter().flatten();
        roles.any(|role| is_one(&self.roles, role))
            && is_one(&self.states, &summary["status"])
            && (self.flow_ids.is_empty() || is_one(&self.flow_ids, &summary["flow"]["id"]))
            && (self.run_ids.is_empty() || is_one(&self.run_ids, &summary["run"]["id"]))
    }
}

fn known(name: &str, value: &str, known: &[&str]) -> Result<Vec<String>, String> {
    let items = comma_list(value);
    match items.iter().find(|item| !known.contains(&item.as_str())) {
        Some(stranger) => Err(format!(
            "{name}: {stranger:?} is not one of {}",
            known.join(", ")
        )),
        None => Ok(items),
    }
}

fn ids(name: &str, value: &str) -> Result<Vec<String>, String> {
    let items = comma_list(value);
    if items.len() > MOST_IDS {
        return Err(format!("{name} takes at most {MOST_IDS} ids"));
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids_of(query: &str) -> Vec<u64> {
        let summary = |id: u64, status: &str, role: &str| {
            json!({"id": id, "status": status, "user_roles": [role], "flow": {"id": "f"},
                "run": {"id": format!("r{id}")}, "created_timestamp": format!("2026-0{id}")})
        };
        let summaries = [
            summary(1, "open", "viewer"),
            summary(2, "closed", "respondent"),
            summary(3, "open", "respondent"),
        ];
        let selected = Query::parse(query)
            .expect(query)
            .select(summaries.into_iter());
        selected
            .iter()
            .filter_map(|summary| summary["id"].as_u64())
            .collect()
    }

    #[test]
    fn open_ones_of_either_role_are_shown_unless_others_are_asked_for() {
        assert_eq!(ids_of(""), [3, 1]);
        assert_eq!(ids_of("filter_states=open,closed"), [3, 2, 1]);
        assert_eq!(ids_of("filter_states=closed"), [2]);
        assert_eq!(ids_of("filter_roles=viewer"), [1]);
        assert_eq!(ids_of("filter_run_ids=r1,r2"), [1]);
        assert_eq!(ids_of("filter_flow_ids=g"), [0; 0]);
        assert_eq!(
            ids_of("orderby=created_timestamp+ASC&filter_flow_ids=f"),
            [1, 3]
        );
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        let many = format!("filter_run_ids={}", ["r"; 11].join(","));
        for bad in [
            "filter_states=ajar",
            "filter_roles=owner",
            "orderby=title+ASC",
            many.as_str(),
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
    }
}
