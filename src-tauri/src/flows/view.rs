//! The flows.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::{Detail, Problem},
    text::{Page, Text},
};

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
    pub title: Text,
    /// What it is for.
    pub subtitle: Text,
    /// "Owner", "Viewer", …, or the service's own word.
    pub role: Text,
    /// Whether it handles protected data.
    pub high_assurance: bool,
    /// Words to find it by.
    pub keywords: Vec<Text>,
    /// How many steps it has; none if they are hidden.
    pub steps: Option<u32>,
    /// "You", the owner's username, or a short ID.
    pub owner: Text,
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
    pub description: Page,
    /// Its steps, each after those that lead to it; empty if hidden.
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
    pub name: Text,
    /// "Action", "Choice", "Wait", …
    pub kind: Text,
    /// What the author says of it.
    pub comment: Option<Text>,
    /// Where it may lead; empty for an end.
    pub ways: Vec<StepWay>,
}

/// A way from one step to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepWay {
    /// The other step's name.
    pub to: Text,
    /// "if a condition is met", "otherwise", "on ActionTimeout"; none if it simply comes next.
    pub on: Option<Text>,
}
