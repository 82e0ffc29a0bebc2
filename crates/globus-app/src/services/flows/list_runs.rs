//! Lists of runs.

use serde::Deserialize;
use uuid::Uuid;

use super::run::{Run, RunRole, RunStatus};
use crate::{
    app::Error,
    services::{
        document::documents,
        paging::{List, Page, Query, list_methods, marker, marker_list_methods},
        service::Service,
        time_window::TimeWindow,
    },
};

/// A request for runs. [`ListRuns::send`] gets one page, [`ListRuns::items`] gets all runs.
#[derive(Clone, Debug)]
pub struct ListRuns {
    list: List<RunPage>,
}

list_methods!(ListRuns, RunPage, Run);
marker_list_methods!(ListRuns);

impl ListRuns {
    pub(super) fn new(service: &Service) -> Self {
        Self {
            list: List::new(service, "runs"),
        }
    }

    /// Only runs of these flows.
    #[must_use]
    pub fn filter_flow_id<'a>(mut self, ids: impl IntoIterator<Item = &'a Uuid>) -> Self {
        for id in ids {
            self.list.query.join("filter_flow_id", &id.to_string());
        }
        self
    }

    /// Only runs in which the user has one of these roles.
    #[must_use]
    pub fn filter_roles(mut self, roles: impl IntoIterator<Item = RunRole>) -> Self {
        for role in roles {
            self.list.query.join("filter_roles", role.as_str());
        }
        self
    }

    /// Only runs with one of these statuses.
    #[must_use]
    pub fn filter_status(mut self, statuses: impl IntoIterator<Item = RunStatus>) -> Self {
        for status in statuses {
            self.list.query.join("filter_status", status.as_str());
        }
        self
    }

    /// Only runs with this text in their label.
    #[must_use]
    pub fn filter_label(self, text: impl Into<String>) -> Self {
        self.with("filter_label", text)
    }

    /// Only runs of flows with this text in their title.
    #[must_use]
    pub fn filter_flow_title(self, text: impl Into<String>) -> Self {
        self.with("filter_flow_title", text)
    }

    /// Only runs that started in this window.
    #[must_use]
    pub fn filter_start_time(self, time: impl Into<TimeWindow>) -> Self {
        self.with("filter_start_time", time.into().to_string())
    }

    /// Only runs that ended in this window. Leaves out those that haven't ended.
    #[must_use]
    pub fn filter_completion_time(self, time: impl Into<TimeWindow>) -> Self {
        self.with("filter_completion_time", time.into().to_string())
    }

    /// The order, such as `start_time DESC`. Call it again for a second criterion.
    #[must_use]
    pub fn order_by(self, order: impl Into<String>) -> Self {
        self.with("orderby", order)
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.list.query.add(name, value);
        self
    }
}

/// A page of runs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RunPage {
    /// The runs.
    #[serde(deserialize_with = "documents")]
    pub runs: Vec<Run>,
    /// Whether there are more.
    #[serde(default)]
    pub has_next_page: bool,
    /// Where the next page starts.
    #[serde(default, deserialize_with = "marker")]
    pub marker: Option<String>,
}

impl Page for RunPage {
    type Item = Run;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.marker.as_deref().filter(|_| self.has_next_page))
    }

    fn into_items(self) -> Vec<Run> {
        self.runs
    }
}
