//! A decision that a run waits for.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::services::{
    document::{OtherFields, keeps_other_fields, lenient_time, null_as_default, word},
    principal::Principal,
};

word!(
    /// Whether a decision is still to be made.
    WebInputStatus {
        /// It is.
        Open = "open",
        /// It was made, or its run ended.
        Closed = "closed",
    }
);

word!(
    /// What a person may do about a decision.
    WebInputRole {
        /// See it.
        Viewer = "viewer",
        /// Make it.
        Respondent = "respondent",
    }
);

/// A decision, as lists have it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputSummary {
    /// Its UUID.
    pub id: Uuid,
    /// Whether it is still to be made.
    pub status: WebInputStatus,
    /// What it is about.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// `selection`, as far as is known.
    #[serde(default, deserialize_with = "null_as_default")]
    pub input_type: String,
    /// What the person may do about it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<WebInputRole>,
    /// The flow that asks.
    pub flow: Option<WebInputFlow>,
    /// The run that waits.
    pub run: Option<WebInputRun>,
    /// When it was asked.
    #[serde(default, deserialize_with = "lenient_time")]
    pub created_timestamp: Option<jiff::Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub edited_timestamp: Option<jiff::Timestamp>,
    /// When it was closed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub closed_timestamp: Option<jiff::Timestamp>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A decision with what there is to know about it, and to choose from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInput {
    /// Its UUID.
    pub id: Uuid,
    /// Whether it is still to be made.
    pub status: WebInputStatus,
    /// `selection`, as far as is known.
    #[serde(default, deserialize_with = "null_as_default")]
    pub input_type: String,
    /// A JSON Schema for the answer.
    pub input_schema: Option<Value>,
    /// What it is about.
    pub context: Option<WebInputContext>,
    /// What to choose from.
    #[serde(default, deserialize_with = "null_as_default")]
    pub options: Vec<WebInputOption>,
    /// What the person may do about it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<WebInputRole>,
    /// Who may see it, and who may decide.
    pub roles: Option<WebInputRoles>,
    /// Who asks.
    pub creator_urn: Option<Principal>,
    /// The flow that asks.
    pub flow: Option<WebInputFlow>,
    /// The run that waits.
    pub run: Option<WebInputRun>,
    /// When it was asked.
    #[serde(default, deserialize_with = "lenient_time")]
    pub created_timestamp: Option<jiff::Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub edited_timestamp: Option<jiff::Timestamp>,
    /// When it was closed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub closed_timestamp: Option<jiff::Timestamp>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputContext {
    /// The question.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// `text` or `table`, as far as is known.
    #[serde(default, deserialize_with = "null_as_default")]
    pub presentation_style: String,
    /// More about it, in the style `text`.
    pub text: Option<String>,
    /// More about it, in the style `table`.
    #[serde(default, deserialize_with = "null_as_default")]
    pub rows: Vec<WebInputRow>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRow {
    /// What.
    pub field: String,
    /// Its value, most often text.
    #[serde(default)]
    pub value: Value,
}

/// One way to decide.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputOption {
    /// What to answer with.
    pub option_id: String,
    /// What it is called.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
    /// What it means.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(WebInputSummary, WebInput, WebInputContext, WebInputOption);

/// Who may see a decision, and who may make it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRoles {
    /// Who may see it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub viewer_urns: Vec<Principal>,
    /// Who may make it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub respondent_urns: Vec<Principal>,
}

/// The flow that asks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputFlow {
    /// Its UUID.
    pub id: Uuid,
    /// Its title.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
}

/// The run that waits.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRun {
    /// Its UUID.
    pub id: Uuid,
    /// Its label.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
}
