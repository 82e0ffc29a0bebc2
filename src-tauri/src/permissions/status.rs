//! What is known of a permission.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Whether a permission is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ScopeStatus {
    /// It is.
    Granted,
    /// It is, but no token on this computer carries it yet.
    NewTokenNeeded,
    /// It is, but something that it depends on is not.
    PartGranted,
    /// It is not, and something is blocked.
    Missing,
    /// It is not, and need not be.
    Off,
    /// Its token ended and cannot be renewed.
    Expired,
    /// It is, and nothing uses it.
    Unused,
    /// It cannot be told now.
    Unknown,
    /// Globus does not know it.
    Refused,
}
