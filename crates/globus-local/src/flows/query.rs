//! The query of `GET /flows`: filters, order and markers.

use std::cmp::Ordering;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use url::form_urlencoded;

const DEFAULT_PER_PAGE: usize = 20;
const MAX_PER_PAGE: usize = 100;

const ORDERABLE: [&str; 8] = [
    "id",
    "scope_string",
    "flow_owner",
    "flow_owners",
    "flow_administrators",
    "title",
    "created_at",
    "updated_at",
];

#[derive(Debug)]
pub(super) struct Query {
    /// Without the marker: what a marker carries on.
    text: String,
    filters: Vec<(String, String)>,
    roles: Vec<String>,
    order: Vec<(String, bool)>,
    pub(super) per_page: usize,
    pub(super) offset: usize,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let marker = form_urlencoded::parse(text.as_bytes()).find(|(name, _)| name == "marker");
        match marker {
            // "If provided, all other query arguments will be ignored."
            Some((_, marker)) if !marker.is_empty() => Self::from_marker(&marker),
            _ => Self::from_text(text, 0),
        }
    }

    fn from_marker(marker: &str) -> Result<Self, String> {
        let invalid = || "marker is not valid".to_owned();
        let bytes = URL_SAFE_NO_PAD.decode(marker).map_err(|_| invalid())?;
        let plain = String::from_utf8(bytes).map_err(|_| invalid())?;
        let (offset, text) = plain.split_once('&').ok_or_else(invalid)?;
        Self::from_text(text, offset.parse().map_err(|_| invalid())?)
    }

    fn from_text(text: &str, offset: usize) -> Result<Self, String> {
        let mut query = Self {
            text: text.to_owned(),
            filters: Vec::new(),
            roles: Vec::new(),
            order: Vec::new(),
            per_page: DEFAULT_PER_PAGE,
            offset,
        };
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match name.as_ref() {
                "filter_roles" if value.is_empty() => {
                    return Err("filter_roles must not be empty".into());
                }
                "filter_roles" | "filter_role" => {
                    query.roles.extend(value.split(',').map(singular));
                }
                "filter_fulltext"
                | "filter_title"
                | "filter_subtitle"
                | "filter_description"
                | "filter_keywords"
                | "filter_scope_string" => {
                    let field = name.trim_start_matches("filter_").to_owned();
                    query.filters.push((field, value.to_lowercase()));
                }
                "orderby" => {
                    for criterion in value.split(',') {
                        query.order.push(order(criterion)?);
                    }
                }
                "per_page" => {
                    query.per_page = value
                        .parse()
                        .ok()
                        .filter(|count| (1..=MAX_PER_PAGE).contains(count))
                        .ok_or_else(|| format!("per_page must be 1 to {MAX_PER_PAGE}"))?;
                }
                _ => {}
            }
        }
        Ok(query)
    }

    pub(super) fn marker_at(&self, offset: usize) -> String {
        URL_SAFE_NO_PAD.encode(format!("{offset}&{}", self.text))
    }

    pub(super) fn select<'a>(&self, flows: &'a [Value]) -> Vec<&'a Value> {
        let mut selected: Vec<_> = flows.iter().filter(|flow| self.matches(flow)).collect();
        selected.sort_by(|a, b| {
            self.order
                .iter()
                .fold(Ordering::Equal, |so_far, (field, descending)| {
                    let ordering = text(a, field).cmp(&text(b, field));
                    so_far.then(if *descending {
                        ordering.reverse()
                    } else {
                        ordering
                    })
                })
        });
        selected
    }

    fn matches(&self, flow: &Value) -> bool {
        let fields: &[&str] = &[
            "title",
            "subtitle",
            "flow_owner",
            "description",
            "id",
            "flow_administrators",
        ];
        let by_text = self
            .filters
            .iter()
            .all(|(field, wanted)| match field.as_str() {
                "fulltext" => fields
                    .iter()
                    .any(|field| text(flow, field).contains(wanted)),
                "scope_string" => text(flow, "globus_auth_scope").contains(wanted),
                field => text(flow, field).contains(wanted),
            });
        let by_role = self.roles.is_empty()
            || flow["user_roles"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .any(|role| self.roles.contains(&singular(role)));
        by_text && by_role
    }
}

/// The OpenAPI document spells some roles in the plural, the SDK does not.
fn singular(role: &str) -> String {
    role.trim_end_matches('s').to_owned()
}

fn order(criterion: &str) -> Result<(String, bool), String> {
    let invalid = || format!("orderby: {criterion:?} is not FIELD ASC or FIELD DESC");
    let (field, direction) = criterion.trim().split_once(' ').ok_or_else(invalid)?;
    let descending = match direction {
        "ASC" => false,
        "DESC" => true,
        _ => return Err(invalid()),
    };
    if ORDERABLE.contains(&field) {
        Ok((field.to_owned(), descending))
    } else {
        Err(invalid())
    }
}

fn text(flow: &Value, field: &str) -> String {
    match &flow[field] {
        Value::String(text) => text.to_lowercase(),
        Value::Null => String::new(),
        other => other.to_string().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn titles(query: &str) -> Vec<String> {
        let flows = [
            json!({"title": "Beta", "user_roles": ["flow_viewer"], "updated_at": "2026-02"}),
            json!({"title": "alpha", "user_roles": ["flow_owner"], "updated_at": "2026-01"}),
        ];
        let query = Query::parse(query).expect("valid");
        query
            .select(&flows)
            .iter()
            .map(|flow| text(flow, "title"))
            .collect()
    }

    #[test]
    fn filters_and_orders_in_every_spelling() {
        assert_eq!(titles(""), ["beta", "alpha"]);
        assert_eq!(titles("orderby=title+ASC"), ["alpha", "beta"]);
        assert_eq!(
            titles("orderby=updated_at+DESC&orderby=title+ASC"),
            ["beta", "alpha"]
        );
        assert_eq!(titles("filter_fulltext=ALPH"), ["alpha"]);
        assert_eq!(titles("filter_roles=flow_viewers%2Cflow_starter"), ["beta"]);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in [
            "orderby=title",
            "orderby=colour+ASC",
            "per_page=0",
            "filter_roles=",
            "marker=?",
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_marker_carries_the_whole_query_on() {
        let first = Query::parse("filter_title=a&per_page=7").expect("valid");
        let next = Query::parse(&format!("marker={}&per_page=50", first.marker_at(7)));
        let next = next.expect("our own marker");
        assert_eq!((next.per_page, next.offset, next.filters.len()), (7, 7, 1));
    }
}
