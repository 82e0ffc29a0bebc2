//! Why a task is paused.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, keeps_other_fields, null_as_default, other_id};

/// What pauses a task (`pause_info_limited`).
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct PauseInfo {
    /// The pause rules that apply, set by administrators of the collections.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pause_rules: Vec<PauseRule>,
    /// A message about this task from the source's administrator.
    pub source_pause_message: Option<String>,
    /// A message about this task from the destination's administrator.
    pub destination_pause_message: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A rule that pauses tasks on a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct PauseRule {
    /// Its UUID.
    #[serde(default, deserialize_with = "other_id")]
    pub id: Option<Uuid>,
    /// The administrator's message.
    pub message: Option<String>,
    /// UUID of the collection.
    #[serde(default, deserialize_with = "other_id")]
    pub endpoint_id: Option<Uuid>,
    /// Name of the collection.
    pub endpoint_display_name: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(PauseInfo, PauseRule);
