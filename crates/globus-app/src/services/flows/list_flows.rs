//! Lists of flows.

use serde::Deserialize;

use super::flow::{Flow, FlowRole};
use crate::{
    app::Error,
    services::{
        document::documents,
        paging::{List, Page, Query, list_methods, marker, marker_list_methods},
        service::Service,
    },
};

/// A request for flows. [`ListFlows::send`] gets one page, [`ListFlows::items`] gets all flows.
#[derive(Clone, Debug)]
pub struct ListFlows {
    list: List<FlowPage>,
}

list_methods!(ListFlows, FlowPage, Flow);
marker_list_methods!(ListFlows);

impl ListFlows {
    pub(super) fn new(service: &Service) -> Self {
        Self {
            list: List::new(service, "flows"),
        }
    }

    /// Only flows in which the user has one of these roles. Without this filter, Flows may list
    /// only the user's own flows.
    #[must_use]
    pub fn filter_roles(mut self, roles: impl IntoIterator<Item = FlowRole>) -> Self {
        for role in roles {
            self.list.query.join("filter_roles", role.as_str());
        }
        self
    }

    /// Only flows whose title, subtitle, description, owner, administrators or id match.
    #[must_use]
    pub fn filter_fulltext(self, text: impl Into<String>) -> Self {
        self.with("filter_fulltext", text)
    }

    /// Only flows with this text in their title, ignoring case.
    #[must_use]
    pub fn filter_title(self, text: impl Into<String>) -> Self {
        self.with("filter_title", text)
    }

    /// Only flows with this text in their subtitle, ignoring case.
    #[must_use]
    pub fn filter_subtitle(self, text: impl Into<String>) -> Self {
        self.with("filter_subtitle", text)
    }

    /// Only flows with this text in their description, ignoring case.
    #[must_use]
    pub fn filter_description(self, text: impl Into<String>) -> Self {
        self.with("filter_description", text)
    }

    /// Only flows with this text in one of their keywords, ignoring case.
    #[must_use]
    pub fn filter_keywords(self, text: impl Into<String>) -> Self {
        self.with("filter_keywords", text)
    }

    /// Only the flow with this scope.
    #[must_use]
    pub fn filter_scope_string(self, scope: impl Into<String>) -> Self {
        self.with("filter_scope_string", scope)
    }

    /// The order, such as `updated_at DESC`. Call it again for a second criterion.
    #[must_use]
    pub fn order_by(self, order: impl Into<String>) -> Self {
        self.with("orderby", order)
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.list.query.add(name, value);
        self
    }
}

/// A page of flows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FlowPage {
    /// The flows.
    #[serde(deserialize_with = "documents")]
    pub flows: Vec<Flow>,
    /// Whether there are more.
    #[serde(default)]
    pub has_next_page: bool,
    /// Where the next page starts.
    #[serde(default, deserialize_with = "marker")]
    pub marker: Option<String>,
}

impl Page for FlowPage {
    type Item = Flow;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.marker.as_deref().filter(|_| self.has_next_page))
    }

    fn into_items(self) -> Vec<Flow> {
        self.flows
    }
}
