//! How something is doing.

pub mod task;

use serde::{Deserialize, Serialize};
use specta::Type;

/// How something is doing: one vocabulary for all screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Shape and colour.
    pub key: StatusKey,
    /// The whole phrase: "Retrying – permission denied".
    pub word: String,
}

/// Shapes of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StatusKey {
    /// Not begun yet.
    Queued,
    /// Moving.
    Active,
    /// Meeting errors, and trying again.
    Retrying,
    /// Held by somebody.
    Paused,
    /// Waiting for the person.
    NeedsYou,
    /// Ended well.
    Done,
    /// Ended, with files left out.
    DoneGaps,
    /// Ended badly.
    Failed,
    /// Ended on request.
    Canceled,
    /// A word that this app does not know.
    Unknown,
}

impl StatusKey {
    /// Whether what is doing so has not ended; none for a word that is new to us.
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

/// Progress in pieces of work, as Transfer knows no total of bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Pieces done.
    pub done: u64,
    /// Pieces found.
    pub total: u64,
    /// Whether the total still grows.
    pub counting: bool,
    /// "312 of 1,204 files".
    pub text: String,
}
