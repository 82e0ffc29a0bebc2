//! Questions that runs are waiting on.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::services::{
    document::{
        OtherFields, identified, if_readable, keeps_other_fields, lenient_time, null_as_default,
        own_id, word,
    },
    principal::Principal,
};

word!(
    /// Whether a question can still be answered.
    WebInputStatus {
        /// It can.
        Open = "open",
        /// It was answered, or its run ended.
        Closed = "closed",
    }
);

word!(
    /// What a user may do about a question.
    WebInputRole {
        /// View it.
        Viewer = "viewer",
        /// Answer it.
        Respondent = "respondent",
    }
);

/// A question, as it is listed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputSummary {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// Whether it can still be answered.
    pub status: WebInputStatus,
    /// The question.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// `selection` is the only known value.
    #[serde(default, deserialize_with = "null_as_default")]
    pub input_type: String,
    /// What the user may do about it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<WebInputRole>,
    /// The flow that asks.
    #[serde(default, deserialize_with = "if_readable")]
    pub flow: Option<WebInputFlow>,
    /// The run that is waiting.
    #[serde(default, deserialize_with = "if_readable")]
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
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A question with its context and its options.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInput {
    /// Its UUID.
    pub id: Uuid,
    /// Whether it can still be answered.
    pub status: WebInputStatus,
    /// `selection` is the only known value.
    #[serde(default, deserialize_with = "null_as_default")]
    pub input_type: String,
    /// A JSON Schema for the answer.
    pub input_schema: Option<Value>,
    /// What it is about.
    pub context: Option<WebInputContext>,
    /// The options to choose from.
    #[serde(default, deserialize_with = "null_as_default")]
    pub options: Vec<WebInputOption>,
    /// What the user may do about it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<WebInputRole>,
    /// Who may view it, and who may answer it.
    pub roles: Option<WebInputRoles>,
    /// Who asks.
    pub creator_urn: Option<Principal>,
    /// The flow that asks.
    #[serde(default, deserialize_with = "if_readable")]
    pub flow: Option<WebInputFlow>,
    /// The run that is waiting.
    #[serde(default, deserialize_with = "if_readable")]
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
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputContext {
    /// The question.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// `text` or `table` are the known values.
    #[serde(default, deserialize_with = "null_as_default")]
    pub presentation_style: String,
    /// More about it, in the style `text`.
    pub text: Option<String>,
    /// More about it, in the style `table`.
    #[serde(default, deserialize_with = "null_as_default")]
    pub rows: Vec<WebInputRow>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRow {
    /// What the row is about.
    pub field: String,
    /// Its value, usually text.
    #[serde(default)]
    pub value: Value,
}

/// An option to choose.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct WebInputOption {
    /// The id to answer with.
    pub option_id: String,
    /// Its label.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
    /// What it means.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(WebInputSummary by id);
keeps_other_fields!(WebInput, WebInputContext, WebInputOption);

/// Who may view a question, and who may answer it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRoles {
    /// Who may view it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub viewer_urns: Vec<Principal>,
    /// Who may answer it.
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

/// The run that is waiting.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WebInputRun {
    /// Its UUID.
    pub id: Uuid,
    /// Its label.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
}
