//! What a service says when it refuses.

use std::fmt;

use jiff::Timestamp;

use crate::gare::Gare;

/// An error answer, in any of Globus' four dialects (`globus_sdk/exc/api.py`).
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct ApiError {
    /// Who answered.
    pub host: String,
    /// The HTTP status.
    pub status: u16,
    /// The service's own code, such as `NOT_FOUND` or `invalid_grant`.
    pub code: Option<String>,
    /// What the service says.
    pub message: Option<String>,
    /// What to name when asking Globus about it (Transfer's `request_id`, Flows' `debug_id`).
    pub request_id: Option<String>,
    /// What a login has to satisfy before the call can succeed.
    pub gare: Option<Box<Gare>>,
    /// When the service may be asked again, if that is too far off to wait for.
    pub retry_at: Option<Timestamp>,
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answered {}", self.host, self.status)?;
        if let Some(code) = &self.code {
            write!(f, " {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if let Some(retry_at) = &self.retry_at {
            write!(f, " (not before {retry_at})")?;
        }
        Ok(())
    }
}
