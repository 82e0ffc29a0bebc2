//! Why a stored token can't be used.

use crate::tokens::StorageError;

/// Why the stored token of a service can't be used
/// (`globus_sdk/token_storage/validating_token_storage/errors.py`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenValidationError {
    /// There is none.
    #[error("there is no token for {resource_server}")]
    Missing {
        /// The service.
        resource_server: String,
    },
    /// There is a record, but it can't be read. It stays until a login replaces it.
    #[error("the stored token for {resource_server} can't be used: {reason}")]
    Unreadable {
        /// The service.
        resource_server: String,
        /// What is wrong with the record.
        reason: StorageError,
    },
    /// It has expired and can't be renewed.
    #[error("the token for {resource_server} has expired and can't be renewed")]
    Expired {
        /// The service.
        resource_server: String,
    },
    /// It lacks a scope, or the user hasn't consented to a dependent scope.
    #[error("the token for {resource_server} doesn't cover {}", required.join(" "))]
    UnmetScopeRequirements {
        /// The service.
        resource_server: String,
        /// All scopes required of it, in Globus Auth's notation.
        required: Vec<String>,
    },
    /// It belongs to another identity than the app's other tokens: another process signed in again.
    #[error("the token for {resource_server} belongs to another identity, {found}")]
    IdentityMismatch {
        /// The service.
        resource_server: String,
        /// The id of the identity that the app's tokens belonged to so far.
        expected: String,
        /// The id of the identity that this token belongs to.
        found: String,
    },
}

impl TokenValidationError {
    /// The service whose token can't be used.
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
