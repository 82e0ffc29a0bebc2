//! What the window shows, as it reports it.

use serde::Deserialize;
use specta::Type;
use std::time::Duration;

use super::pace;
use crate::{
    flows::view::FlowQuery, place::Place, runs::view::RunQuery, settings::view::Updates,
    transfers::view::TransferQuery,
};

/// Where the window is, and what it reads there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OnScreen {
    /// Where it is.
    pub place: Place,
    /// What is read again while it stays there, if anything is.
    pub query: Option<ScreenQuery>,
}

/// What the window reads, and Meridian reads again for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "of", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ScreenQuery {
    /// A list of flows.
    Flows {
        /// Which.
        query: FlowQuery,
    },
    /// A list of runs.
    Runs {
        /// Which.
        query: RunQuery,
    },
    /// One run.
    Run {
        /// Its UUID.
        id: String,
    },
    /// A list of transfers and deletions.
    Transfers {
        /// Which.
        query: TransferQuery,
    },
    /// One transfer or deletion.
    Transfer {
        /// Its UUID.
        id: String,
    },
}

impl ScreenQuery {
    /// Between two readings.
    pub(super) fn interval(&self, updates: Updates) -> Duration {
        let usual = match self {
            Self::Run { .. } | Self::Transfer { .. } => pace::DETAIL,
            Self::Flows { .. } | Self::Runs { .. } | Self::Transfers { .. } => pace::LIST,
        };
        pace::slowed(usual, updates)
    }
}
