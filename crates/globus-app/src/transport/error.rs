//! What a service says when it refuses.

/// An error answer, in any of Globus' four dialects (`globus_sdk/exc/api.py`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{host} answered {status}{}{}", code.as_deref().map(|c| format!(" {c}")).unwrap_or_default(), message.as_deref().map(|m| format!(": {m}")).unwrap_or_default())]
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
}
