//! What a service says when it refuses a request.

use std::fmt;

use jiff::Timestamp;

use crate::gare::Gare;

/// An error answer, in any of Globus's four dialects (`globus_sdk/exc/api.py`).
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct ApiError {
    /// The host that answered.
    pub host: String,
    /// The HTTP status.
    pub status: u16,
    /// The service's own code, such as `NOT_FOUND` or `invalid_grant`.
    pub code: Option<String>,
    /// The service's own words.
    pub message: Option<String>,
    /// What to quote when asking Globus about the error (`request_id` in Transfer, `debug_id` in
    /// Flows).
    pub request_id: Option<String>,
    /// What a login must satisfy before the call can succeed.
    pub gare: Option<Box<Gare>>,
    /// When to try again, if the service asked for a longer pause than a call waits.
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
