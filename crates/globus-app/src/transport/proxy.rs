//! What a proxy on the way to a service did.

use super::causes::{causes, root_cause};

/// hyper-util's error of a tunnel is not public; these are its words (`proxy/tunnel.rs`).
const TUNNEL: &str = "tunnel error: ";

/// How a proxy (`HTTPS_PROXY`) kept a request from its service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyFailure {
    /// It got none, or a wrong one: 407 (RFC 9110 §15.5.8).
    #[error("it wants a user name and a password")]
    PasswordWanted,
    /// Its answer to the `CONNECT` was no success (RFC 9110 §9.3.6).
    #[error("it refused to connect")]
    Refused,
    /// It could not be reached, or broke off; what the network says.
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
