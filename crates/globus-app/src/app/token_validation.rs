//! Why a stored token does not do.

use crate::tokens::StorageError;

/// Why the stored token of a service does not do
/// (`globus_sdk/token_storage/validating_token_storage/errors.py`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenValidationError {
    /// There is none.
    #[error("there is no token for {resource_server}")]
    Missing {
        /// The service.
        resource_server: String,
    },
    /// There is a record, but it cannot be read. It stays until a login replaces it.
    #[error("the stored token for {resource_server} is of no use: {reason}")]
    Unreadable {
        /// The service.
        resource_server: String,
        /// What is wrong with the record.
        reason: StorageError,
    },
    /// It is expired, and cannot be renewed any more.
    #[error("the token for {resource_server} is expired for good")]
    Expired {
        /// The service.
        resource_server: String,
    },
    /// It lacks a scope, or a scope that one of its scopes has to depend on was not consented to.
    #[error("the token for {resource_server} does not cover {}", required.join(" "))]
    UnmetScopeRequirements {
        /// The service.
        resource_server: String,
        /// All that is required of it, in the form that Globus Auth reads.
        required: Vec<String>,
    },
    /// It is somebody else's than this app's other tokens: another process signed in anew.
    #[error("the token for {resource_server} belongs to another identity, {found}")]
    IdentityMismatch {
        /// The service.
        resource_server: String,
        /// The id of the identity that the app's tokens belonged to until now.
        expected: String,
        /// The id of the identity that this one belongs to.
        found: String,
    },
}

impl TokenValidationError {
    /// The service whose token does not do.
    pub fn resource_server(&self) -> &str {
        match self {
            Self::Missing { resource_server }
            | Self::Unreadable {
                resource_server, ..
            }
            | Self::Expired { resource_server }
            | Self::UnmetScopeRequirements {
                resource_server, ..
            }
            | Self::IdentityMismatch {
                resource_server, ..
            } => resource_server,
        }
    }
}
