//! Why a local Globus did not start.

use std::io;

use crate::issuer::IssuerError;

/// Why a local Globus did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is taken or may not be used.
    #[error("port {port} cannot be opened")]
    Port {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// No key to sign id_tokens with could be made.
    #[error("no signing key could be made: {0}")]
    SigningKey(&'static str),
    /// Its own address was refused.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
}

impl From<StartError> for io::Error {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Port { source, .. } => source,
            other => Self::other(other),
        }
    }
}
