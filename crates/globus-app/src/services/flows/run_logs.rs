//! What happened in a run.

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    app::Error,
    services::{
        document::{OtherFields, keeps_other_fields, lenient_time, null_as_default},
        paging::{List, Page, Query, list_methods, marker},
        service::Service,
    },
};

/// A request for a run's log. [`RunLogs::send`] gets one page, [`RunLogs::items`] gets all entries.
#[derive(Clone, Debug)]
pub struct RunLogs {
    list: List<RunLogPage>,
}

list_methods!(RunLogs, RunLogPage, LogEntry);

impl RunLogs {
    pub(super) fn new(service: &Service, run: &Uuid) -> Self {
        Self {
            list: List::new(service, format!("runs/{run}/log")),
        }
    }

    /// How many entries a page contains: 1 to 100. The default is 10.
    #[must_use]
    pub fn limit(mut self, count: u32) -> Self {
        self.list.query.set("limit", count.to_string());
        self
    }

    /// Whether the newest entry comes first.
    #[must_use]
    pub fn reverse_order(mut self, reverse: bool) -> Self {
        let reverse = if reverse { "True" } else { "False" };
        self.list.query.set("reverse_order", reverse);
        self
    }

    /// Continues where a page ended.
    #[must_use]
    pub fn marker(mut self, marker: impl Into<String>) -> Self {
        self.list.query.set("marker", marker);
        self
    }
}

/// A page of a log.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RunLogPage {
    /// The entries.
    pub entries: Vec<LogEntry>,
    /// Whether there are more.
    #[serde(default)]
    pub has_next_page: bool,
    /// Where the next page starts.
    #[serde(default, deserialize_with = "marker")]
    pub marker: Option<String>,
}

impl Page for RunLogPage {
    type Item = LogEntry;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.marker.as_deref().filter(|_| self.has_next_page))
    }

    fn into_items(self) -> Vec<LogEntry> {
        self.entries
    }
}

/// An entry of a run's log.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct LogEntry {
    /// When it happened.
    #[serde(default, deserialize_with = "lenient_time")]
    pub time: Option<jiff::Timestamp>,
    /// A code such as `FlowStarted` or `ActionCompleted`. Flows may add new ones.
    #[serde(default, deserialize_with = "null_as_default")]
    pub code: String,
    /// The same in words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// More, depending on the code: `state_name`, `state_type`, `input`, `output` and others.
    #[serde(default, deserialize_with = "null_as_default")]
    pub details: Map<String, Value>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(LogEntry);

impl LogEntry {
    /// The state in which it happened.
    pub fn state_name(&self) -> Option<&str> {
        self.details.get("state_name")?.as_str()
    }
}
