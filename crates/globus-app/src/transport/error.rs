//! Why a request has no answer that can be used.

use super::{api_error::ApiError, proxy::ProxyFailure, settings::SettingsError, words};

/// Why a request has no answer that can be used. The library's own `Error` has each of these, with
/// the same words.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum TransportError {
    /// The service refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The service could not be reached, or the connection broke.
    #[error(fmt = words::network)]
    Network { host: String, reason: String },
    /// The proxy on the way let nothing through.
    #[error(fmt = words::proxy)]
    Proxy { host: String, failure: ProxyFailure },
    /// Something answered, but not the way Globus does.
    #[error(fmt = words::unexpected_answer)]
    UnexpectedAnswer { host: String, reason: String },
    /// The other side could not prove who it is, or would be asked in the open.
    #[error(fmt = words::insecure_connection)]
    InsecureConnection { host: String, reason: String },
    /// The process' environment asks for something of HTTP that cannot be.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}
