//! Lists of questions that runs are waiting on.

use serde::Deserialize;
use uuid::Uuid;

use super::web_input::{WebInputRole, WebInputStatus, WebInputSummary};
use crate::{
    app::Error,
    services::{
        document::documents,
        paging::{List, Page, Query, list_methods, marker, marker_list_methods},
        service::Service,
    },
};

/// A request for questions. [`ListWebInputs::send`] gets one page, [`ListWebInputs::items`] gets
/// all.
#[derive(Clone, Debug)]
pub struct ListWebInputs {
    list: List<WebInputPage>,
}

list_methods!(ListWebInputs, WebInputPage, WebInputSummary);
marker_list_methods!(ListWebInputs);

impl ListWebInputs {
    pub(super) fn new(service: &Service) -> Self {
        Self {
            list: List::new(service, "web_inputs"),
        }
    }

    /// Only questions in which the user has one of these roles.
    #[must_use]
    pub fn filter_roles(mut self, roles: impl IntoIterator<Item = WebInputRole>) -> Self {
        for role in roles {
            self.list.query.join("filter_roles", role.as_str());
        }
        self
    }

    /// Only questions in one of these states. The default is open ones.
    #[must_use]
    pub fn filter_states(mut self, states: impl IntoIterator<Item = WebInputStatus>) -> Self {
        for state in states {
            self.list.query.join("filter_states", state.as_str());
        }
        self
    }

    /// Only questions of these flows, ten at most.
    #[must_use]
    pub fn filter_flow_ids<'a>(mut self, ids: impl IntoIterator<Item = &'a Uuid>) -> Self {
        for id in ids {
            self.list.query.join("filter_flow_ids", &id.to_string());
        }
        self
    }

    /// Only questions of these runs, ten at most.
    #[must_use]
    pub fn filter_run_ids<'a>(mut self, ids: impl IntoIterator<Item = &'a Uuid>) -> Self {
        for id in ids {
            self.list.query.join("filter_run_ids", &id.to_string());
        }
        self
    }

    /// The order, such as `created_timestamp DESC`. Call it again for a second criterion.
    #[must_use]
    pub fn order_by(mut self, order: &str) -> Self {
        self.list.query.join("orderby", order);
        self
    }
}

/// A page of questions.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputPage {
    /// The questions.
    #[serde(deserialize_with = "documents")]
    pub web_input_summaries: Vec<WebInputSummary>,
    /// Where the next page starts. None on the last page.
    #[serde(default, deserialize_with = "marker")]
    pub marker: Option<String>,
}

impl Page for WebInputPage {
    type Item = WebInputSummary;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.marker.as_deref())
    }

    fn into_items(self) -> Vec<WebInputSummary> {
        self.web_input_summaries
    }
}
