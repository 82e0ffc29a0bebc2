//! Why a task is paused.

use serde::Deserialize;

use crate::services::document::{OtherFields, keeps_other_fields, null_as_default};

/// What pauses a task (`pause_info_limited`).
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct PauseInfo {
    /// The rules of the collections' administrators that apply.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pause_rules: Vec<PauseRule>,
    /// What the source's administrator says to this task in particular.
    pub source_pause_message: Option<String>,
    /// What the destination's administrator says to it.
    pub destination_pause_message: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A rule that pauses tasks on a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct PauseRule {
    /// Its UUID.
    pub id: Option<String>,
    /// What the administrator says.
    pub message: Option<String>,
    /// UUID of the collection.
    pub endpoint_id: Option<String>,
    /// Name of the collection.
    pub endpoint_display_name: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(PauseInfo, PauseRule);
