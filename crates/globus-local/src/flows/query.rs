//! The query of `GET /flows`: filters, order and markers.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use url::form_urlencoded;

use super::{
    order::{self, Criterion, text},
    roles,
};

const DEFAULT_PER_PAGE: usize = 20;
const MAX_PER_PAGE: usize = 100;

/// What `filter_fulltext` looks into, by Globus' API documentation.
const FULLTEXT: [&str; 6] = [
    "title",
    "subtitle",
    "flow_owner",
    "description",
    "id",
    "flow_administrators",
];

#[derive(Debug)]
pub(super) struct Query {
    /// Without the marker: what a marker carries on.
    text: String,
    filters: Vec<(String, String)>,
    /// Each list must hold one of the flow's roles.
    roles: Vec<Vec<String>>,
    order: Vec<Criterion>,
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
            query.read(&name, &value)?;
        }
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            // The one parameter that may not be empty, as the Globus CLI notes.
            "filter_roles" => self.roles.push(roles::any_of(value)?),
            _ if value.is_empty() => {}
            "filter_role" => self.roles.push(roles::at_least(value)?),
            "filter_fulltext"
            | "filter_title"
            | "filter_subtitle"
            | "filter_description"
            | "filter_keywords"
            | "filter_scope_string" => {
                let field = name.trim_start_matches("filter_").to_owned();
                self.filters.push((field, value.to_lowercase()));
            }
            // A comma list in the OpenAPI document, repeated by the Python SDK.
            "orderby" => {
                for criterion in value.split(',') {
                    self.order.push(Criterion::parse(criterion)?);
                }
            }
            "per_page" => {
                let count = value.parse().ok();
                self.per_page = count
                    .filter(|count| (1..=MAX_PER_PAGE).contains(count))
                    .ok_or_else(|| format!("per_page must be 1 to {MAX_PER_PAGE}"))?;
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn marker_at(&self, offset: usize) -> String {
        URL_SAFE_NO_PAD.encode(format!("{offset}&{}", self.text))
    }

    pub(super) fn select<'a>(&self, flows: &'a [Value]) -> Vec<&'a Value> {
        let mut selected: Vec<_> = flows.iter().filter(|flow| self.matches(flow)).collect();
        order::sort(&mut selected, &self.order);
        selected
    }

    fn matches(&self, flow: &Value) -> bool {
        let contains = |field: &str, wanted: &str| text(flow, field).contains(wanted);
        let by_text = self
            .filters
            .iter()
            .all(|(field, wanted)| match field.as_str() {
                "fulltext" => FULLTEXT.iter().any(|field| contains(field, wanted)),
                "keywords" => strings(&flow["keywords"])
                    .any(|keyword| keyword.to_lowercase().contains(wanted)),
                field => contains(field, wanted),
            });
        let has_one = |wanted: &Vec<String>| {
            strings(&flow["user_roles"]).any(|role| wanted.iter().any(|wanted| wanted == role))
        };
        by_text && self.roles.iter().all(has_one)
    }
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn titles(query: &str) -> Vec<String> {
        let flows = [
            json!({"title": "Beta", "user_roles": ["flow_viewer"], "updated_at": "2026-02",
                "keywords": ["tape", "archive"], "subtitle": "to HPSS", "description": "x"}),
            json!({"title": "alpha", "user_roles": ["flow_owner"], "updated_at": "2026-01",
                "keywords": ["cryoem"], "subtitle": "by night", "description": "x"}),
            json!({"title": "Gamma", "user_roles": ["flow_starter"], "updated_at": "2026-01",
                "keywords": [], "subtitle": "", "description": "about Alpha"}),
        ];
        let query = Query::parse(query).expect("valid");
        query
            .select(&flows)
            .iter()
            .map(|flow| text(flow, "title"))
            .collect()
    }

    #[test]
    fn filters_narrow() {
        assert_eq!(titles(""), ["beta", "alpha", "gamma"]);
        assert_eq!(titles("filter_fulltext=ALPH"), ["alpha", "gamma"]);
        assert_eq!(titles("filter_title=ALPH"), ["alpha"]);
        assert_eq!(titles("filter_subtitle=hpss"), ["beta"]);
        assert_eq!(titles("filter_description=alpha"), ["gamma"]);
        assert_eq!(titles("filter_keywords=cryo"), ["alpha"]);
        assert!(titles("filter_keywords=tape%22%2C").is_empty());
        assert_eq!(titles("filter_title=a&filter_keywords=cryo"), ["alpha"]);
        assert_eq!(titles("filter_title=&orderby=&per_page=").len(), 3);
        assert_eq!(
            titles("filter_roles=flow_viewers%2Cflow_starter"),
            ["beta", "gamma"]
        );
        assert_eq!(titles("filter_role=flow_starter"), ["alpha", "gamma"]);
    }

    #[test]
    fn orders_come_as_a_list_and_repeated() {
        let expected = ["gamma", "alpha", "beta"];
        assert_eq!(titles("orderby=title+ASC"), ["alpha", "beta", "gamma"]);
        assert_eq!(
            titles("orderby=updated_at+ASC&orderby=title+DESC"),
            expected
        );
        assert_eq!(titles("orderby=updated_at+ASC%2Ctitle+DESC"), expected);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in [
            "orderby=title",
            "orderby=colour+ASC",
            "orderby=title+asc",
            "per_page=0",
            "per_page=101",
            "per_page=ten",
            "filter_roles=",
            "filter_roles=king",
            "filter_role=king",
            "marker=?",
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_marker_carries_the_whole_query_on_and_overrules_the_rest() {
        let first = Query::parse("filter_title=a&per_page=7").expect("valid");
        let marker = first.marker_at(7);
        let next = Query::parse(&format!("marker={marker}&per_page=50&orderby=nonsense"));
        let next = next.expect("our own marker");
        assert_eq!((next.per_page, next.offset, next.filters.len()), (7, 7, 1));
        assert_eq!(next.marker_at(14), first.marker_at(14));
    }
}
