//! What an account is asked for, as it is kept.

use serde::{Deserialize, Serialize};

use crate::view::Preset;

/// What an account is asked for: a preset, and what the person or an action added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredRequirements {
    /// What it begins with.
    pub preset: Preset,
    /// Scope strings beside the preset's.
    pub added: Vec<String>,
}

impl Default for StoredRequirements {
    fn default() -> Self {
        Self {
            preset: Preset::FlowsAndTransfers,
            added: Vec::new(),
        }
    }
}
