//! Why Globus Auth gave no tokens, or no proof of who signed in.

use super::id_token::IdTokenError;
use crate::transport::TransportError;

/// Why Globus Auth gave no tokens, or no proof of who signed in.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum OAuthError {
    /// The request got no usable answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The ID token is missing or invalid.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
}
