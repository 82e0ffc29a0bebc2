//! The status of a permission.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The status of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ScopeStatus {
    /// Granted.
    Granted,
    /// Granted, but no token on this computer carries it yet.
    NewTokenNeeded,
    /// Granted, but a permission below it is missing.
    PartGranted,
    /// Missing, and a feature is blocked.
    Missing,
    /// Missing, but optional.
    Off,
    /// Its token has expired and can't be refreshed.
    Expired,
    /// Granted, but no feature uses it.
    Unused,
    /// Can't be checked now.
    Unknown,
    /// Not a scope that Globus knows.
    Refused,
}
