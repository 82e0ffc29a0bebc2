//! The status of runs, transfers and steps.

pub mod task;
pub mod totals;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::text::Text;

/// A status. All screens use the same set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The shape and color.
    pub key: StatusKey,
    /// The status in words: "Retrying – permission denied".
    pub word: Text,
}

/// The kinds of status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StatusKey {
    /// Not started yet.
    Queued,
    /// Making progress.
    Active,
    /// Running into errors and trying again.
    Retrying,
    /// Paused by someone.
    Paused,
    /// Needs you.
    NeedsYou,
    /// Succeeded.
    Done,
    /// Finished, but files were skipped.
    DoneGaps,
    /// Failed.
    Failed,
    /// Ended on request.
    Canceled,
    /// A status that this version doesn't know.
    Unknown,
}

impl StatusKey {
    /// Whether it hasn't ended yet. None for an unknown status.
    pub fn is_live(self) -> Option<bool> {
        match self {
            Self::Queued | Self::Active | Self::Retrying | Self::Paused | Self::NeedsYou => {
                Some(true)
            }
            Self::Done | Self::DoneGaps | Self::Failed | Self::Canceled => Some(false),
            Self::Unknown => None,
        }
    }
}

/// Progress in files or subtasks, because Transfer doesn't report the total bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// How many are done.
    pub done: u64,
    /// How many were found so far.
    pub total: u64,
    /// Whether the total may still grow, so that no percentage can be shown.
    pub counting: bool,
    /// "312 of 1,204 files", "312 files, still counting", "1,204 files copied".
    pub text: Text,
}
