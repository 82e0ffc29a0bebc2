//! The query of `GET /flows`: filters and order.

use crate::flows::{
    access::Caller,
    flow::{Flow, RANKED},
    list::{self, Criterion, Paging, text},
};

/// The fields that `filter_fulltext` searches, by Globus' API documentation.
const FULLTEXT: [&str; 6] = [
    "title",
    "subtitle",
    "flow_owner",
    "description",
    "id",
    "flow_administrators",
];
const ROLES: [&str; 6] = [
    "flow_viewer",
    "flow_starter",
    "flow_administrator",
    "flow_owner",
    "run_monitor",
    "run_manager",
];
const ORDERS: [(&str, &str); 8] = [
    ("id", "id"),
    ("scope_string", "globus_auth_scope"),
    ("flow_owner", "flow_owner"),
    // The Python SDK's documentation uses the plural.
    ("flow_owners", "flow_owner"),
    ("flow_administrators", "flow_administrators"),
    ("title", "title"),
    ("created_at", "created_at"),
    ("updated_at", "updated_at"),
];

#[derive(Debug)]
pub(super) struct Query {
    pub(super) paging: Paging,
    /// Fields, and the values they must have.
    filters: Vec<(&'static str, String)>,
    /// Each list must contain one of the caller's roles.
    roles: Vec<Vec<String>>,
    order: Vec<Criterion>,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut query = Self {
            paging: Paging::read(text)?,
            filters: Vec::new(),
            roles: Vec::new(),
            order: Vec::new(),
        };
        let pairs: Vec<_> = query.paging.pairs().into_owned().collect();
        for (name, value) in pairs {
            query.read(&name, &value)?;
        }
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), String> {
        let field = match name {
            // The only parameter that may not be empty, as the Globus CLI notes.
            "filter_roles" => {
                self.roles.push(list::any_of(value, &ROLES)?);
                return Ok(());
            }
            _ if value.is_empty() => return Ok(()),
            "filter_role" => {
                self.roles.push(list::at_least(value, &RANKED)?);
                return Ok(());
            }
            // Separated by commas in the OpenAPI document, repeated by the Python SDK.
            "orderby" => {
                self.order.extend(Criterion::read(value, &ORDERS)?);
                return Ok(());
            }
            "filter_fulltext" => "fulltext",
            "filter_title" => "title",
            "filter_subtitle" => "subtitle",
            "filter_description" => "description",
            "filter_keywords" => "keywords",
            "filter_scope_string" => "globus_auth_scope",
            _ => return Ok(()),
        };
        self.filters.push((field, value.to_lowercase()));
        Ok(())
    }

    /// The flows that `caller` can see and asked for, in order.
    pub(super) fn select<'a>(&self, flows: &'a [Flow], caller: &Caller) -> Vec<&'a Flow> {
        let wanted = |flow: &&Flow| {
            let roles = flow.roles(caller);
            !roles.is_empty() && self.has_role(&roles) && self.has_text(flow)
        };
        let mut selected: Vec<_> = flows.iter().filter(wanted).collect();
        list::sort(&mut selected, &self.order, |flow| flow.document());
        selected
    }

    fn has_role(&self, roles: &[&str]) -> bool {
        self.roles
            .iter()
            .all(|any| any.iter().any(|wanted| roles.contains(&wanted.as_str())))
    }

    fn has_text(&self, flow: &Flow) -> bool {
        let contains = |field: &str, wanted: &str| text(flow.document(), field).contains(wanted);
        self.filters.iter().all(|(field, wanted)| match *field {
            "fulltext" => FULLTEXT.iter().any(|field| contains(field, wanted)),
            "keywords" => {
                let keywords = flow.document()["keywords"].as_array().into_iter().flatten();
                let mut keywords = keywords.filter_map(|keyword| keyword.as_str());
                keywords.any(|keyword| keyword.to_lowercase().contains(wanted))
            }
            field => contains(field, wanted),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::flows::tests::caller;

    fn titles(query: &str) -> Vec<String> {
        let flow = |document| Flow::from(document);
        let me = caller().urn;
        let flows = [
            flow(
                json!({"title": "Beta", "flow_viewers": ["public"], "updated_at": "2026-02",
                "keywords": ["tape", "archive"], "subtitle": "to HPSS", "description": "x"}),
            ),
            flow(
                json!({"title": "alpha", "flow_owner": me, "updated_at": "2026-01",
                "keywords": ["cryoem"], "subtitle": "by night", "description": "x"}),
            ),
            flow(
                json!({"title": "Gamma", "flow_starters": [me], "updated_at": "2026-01",
                "keywords": [], "subtitle": "", "description": "about Alpha"}),
            ),
            flow(json!({"title": "alpha of somebody else", "flow_owner": "a stranger"})),
        ];
        let query = Query::parse(query).expect("valid");
        let selected = query.select(&flows, &caller());
        selected
            .iter()
            .map(|flow| text(flow.document(), "title"))
            .collect()
    }

    #[test]
    fn filters_narrow_and_what_one_may_not_see_is_not_there() {
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
            "filter_roles=",
            "filter_roles=king",
            "filter_role=king",
            "marker=?",
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
    }
}
