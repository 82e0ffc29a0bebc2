//! What a proxy did with a request.

use super::causes::{causes, root_cause};

/// hyper-util's tunnel error is private; this is how its message starts (`proxy/tunnel.rs`).
const TUNNEL: &str = "tunnel error: ";

/// How a proxy (`HTTPS_PROXY`) kept a request from reaching its service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyFailure {
    /// It requires a password, and got none or a wrong one: 407 (RFC 9110 §15.5.8).
    #[error("it requires a user name and password")]
    PasswordWanted,
    /// It refused the `CONNECT` request (RFC 9110 §9.3.6).
    #[error("it refused the connection")]
    Refused,
    /// It could not be reached, or closed the connection. Holds the network's message.
    #[error("{0}")]
    Unreachable(String),
}

impl ProxyFailure {
    pub(super) fn in_error(error: &reqwest::Error) -> Option<Self> {
        let mut causes = causes(error).map(ToString::to_string);
        let said = causes.find_map(|cause| Some(cause.strip_prefix(TUNNEL)?.to_owned()))?;
        Some(match said.as_str() {
            "proxy authorization required" => Self::PasswordWanted,
            "unsuccessful" => Self::Refused,
            _ => Self::Unreachable(root_cause(error)),
        })
    }
}
