//! Why Globus Auth gave no tokens, or no proof of who signed in.

use super::id_token::IdTokenError;
use crate::transport::TransportError;

/// Why Globus Auth gave no tokens, or no proof of who signed in.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum OAuthError {
    /// The request has no answer that can be used.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The proof of who signed in is missing or wrong.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
}
