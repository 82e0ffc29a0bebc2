//! The data behind the flow screens.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::{Detail, Problem},
    text::{Page, Text},
};

/// A query for the list of flows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowQuery {
    /// The text to search for. Empty for all flows.
    pub text: String,
    /// The sort order.
    pub order: FlowOrder,
    /// The number of rows to return.
    pub limit: u32,
}

/// A sort order for flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FlowOrder {
    /// By title.
    Title,
    /// Newest first.
    Newest,
    /// Recently changed first.
    Updated,
}

/// The first rows of the list of flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowList {
    /// The rows.
    pub rows: Vec<FlowRow>,
    /// Whether there are more than shown.
    pub more: bool,
    /// When they were read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A flow in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowRow {
    /// Its UUID.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// A short summary.
    pub subtitle: Text,
    /// Your role: "Owner", "Viewer", …, or the service's own term.
    pub role: Text,
    /// Whether it is for protected data (high assurance).
    pub high_assurance: bool,
    /// Its keywords.
    pub keywords: Vec<Text>,
    /// The number of steps. None if you can't view the definition.
    pub steps: Option<u32>,
    /// "You", the owner's username, or a short ID.
    pub owner: Text,
    /// When it was created, in milliseconds since 1970.
    pub created_at: Option<u64>,
    /// When it was last changed, in milliseconds since 1970.
    pub updated_at: Option<u64>,
}

/// The list of flows was refreshed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct FlowsRefreshed {
    /// The query of the list.
    pub query: FlowQuery,
    /// The new rows.
    pub list: Option<FlowList>,
    /// Why the rows can't be read, if they can't.
    pub problem: Option<Problem>,
}

/// The details of a flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowDetail {
    /// The row that the list shows.
    pub row: FlowRow,
    /// The description, in plain text.
    pub description: Page,
    /// The steps, each after those that lead to it. Empty if you can't view the definition.
    pub steps: Vec<FlowStep>,
    /// The raw scope for starting and resuming runs.
    pub scope: String,
    /// IDs, people and times.
    pub details: Vec<Detail>,
    /// When it was read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A step of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowStep {
    /// Its name.
    pub name: Text,
    /// The state type: "Action", "Choice", "Wait", …
    pub kind: Text,
    /// The author's comment.
    pub comment: Option<Text>,
    /// The transitions to other steps. Empty for the last step.
    pub ways: Vec<StepWay>,
}

/// A transition from one step to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepWay {
    /// The name of the next step.
    pub to: Text,
    /// The condition: "if a condition is met", "otherwise", "on ActionTimeout". None if there is
    /// none.
    pub on: Option<Text>,
}
