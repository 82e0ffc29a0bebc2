//! The flows.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::problem::view::{Detail, Problem};

/// Which flows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowQuery {
    /// Full text; empty for all.
    pub text: String,
    /// In which order.
    pub order: FlowOrder,
    /// Rows wanted, from the first.
    pub limit: u32,
}

/// An order of flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FlowOrder {
    /// By title.
    Title,
    /// Newest first.
    Newest,
    /// Last changed first.
    Updated,
}

/// The first rows of the flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowList {
    /// The rows.
    pub rows: Vec<FlowRow>,
    /// Whether there are more.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A flow in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowRow {
    /// Its UUID.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub subtitle: String,
    /// "Owner", "Viewer", …, or the service's own word.
    pub role: String,
    /// Whether it handles protected data.
    pub high_assurance: bool,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// How many steps it has; none if they are hidden.
    pub steps: Option<u32>,
    /// "You", or the owner's id.
    pub owner: String,
    /// Milliseconds since 1970.
    pub created_at: Option<u64>,
    /// Milliseconds since 1970.
    pub updated_at: Option<u64>,
}

/// The list of flows was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct FlowsRefreshed {
    /// Which list.
    pub query: FlowQuery,
    /// Its rows now.
    pub list: Option<FlowList>,
    /// Or why they could not be read.
    pub problem: Option<Problem>,
}

/// A flow, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowDetail {
    /// As in the list.
    pub row: FlowRow,
    /// What it is for, at length; plain text.
    pub description: String,
    /// Its steps, in the order of the definition; empty if hidden.
    pub steps: Vec<FlowStep>,
    /// The raw scope that starting and resuming needs.
    pub scope: String,
    /// Ids, people, times.
    pub details: Vec<Detail>,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A step of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowStep {
    /// Its name.
    pub name: String,
    /// "Action", "Choice", "Wait", …
    pub kind: String,
    /// What the author says of it.
    pub comment: Option<String>,
    /// Where it may lead; empty for an end.
    pub next: Vec<String>,
}
