//! Why a local Globus did not start.

use std::io;

use crate::issuer::IssuerError;

/// Why a local Globus did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is taken, or not allowed.
    #[error("could not open port {port}")]
    Port {
        /// The port that was requested.
        port: u16,
        /// The system's error.
        source: io::Error,
    },
    /// No key for signing id_tokens could be made.
    #[error("could not make a signing key: {0}")]
    SigningKey(&'static str),
    /// Its base URL was refused.
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
