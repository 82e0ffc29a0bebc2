//! What the window reports that it shows.

use serde::Deserialize;
use specta::Type;
use std::time::Duration;

use super::pace;
use crate::{
    flows::view::FlowQuery, place::Place, runs::view::RunQuery, settings::view::Updates,
    transfers::view::TransferQuery,
};

/// The window's place, and what it reads there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OnScreen {
    /// The place.
    pub place: Place,
    /// What to refresh while the window stays there, if anything.
    pub query: Option<ScreenQuery>,
}

/// What the window reads and Meridian refreshes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "of", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ScreenQuery {
    /// A list of flows.
    Flows {
        /// The list's query.
        query: FlowQuery,
    },
    /// A list of runs.
    Runs {
        /// The list's query.
        query: RunQuery,
    },
    /// One run.
    Run {
        /// Its UUID.
        id: String,
    },
    /// A list of transfers and deletions.
    Transfers {
        /// The list's query.
        query: TransferQuery,
    },
    /// One transfer or deletion.
    Transfer {
        /// Its UUID.
        id: String,
    },
}

impl ScreenQuery {
    /// The time between two refreshes.
    pub(super) fn interval(&self, updates: Updates) -> Duration {
        let usual = match self {
            Self::Run { .. } | Self::Transfer { .. } => pace::DETAIL,
            Self::Flows { .. } | Self::Runs { .. } | Self::Transfers { .. } => pace::LIST,
        };
        pace::slowed(usual, updates)
    }
}
