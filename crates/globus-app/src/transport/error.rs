//! Why a request got no usable answer.

use super::{api_error::ApiError, proxy::ProxyFailure, settings::SettingsError, words};

/// Why a request got no usable answer. The library's own `Error` has each of these variants, with
/// the same wording.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum TransportError {
    /// The service refused the request.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The service could not be reached, or the connection broke.
    #[error(fmt = words::network)]
    Network { host: String, reason: String },
    /// A proxy blocked the request.
    #[error(fmt = words::proxy)]
    Proxy { host: String, failure: ProxyFailure },
    /// Something answered, but not in the way that Globus does.
    #[error(fmt = words::unexpected_answer)]
    UnexpectedAnswer { host: String, reason: String },
    /// The server could not prove its identity, or its address is not secure.
    #[error(fmt = words::insecure_connection)]
    InsecureConnection { host: String, reason: String },
    /// An environment variable asks for HTTP settings that can't be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}
