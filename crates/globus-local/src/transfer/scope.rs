//! Scopes of Globus Transfer.

/// The resource server of tokens for Transfer.
pub(crate) const RESOURCE_SERVER: &str = "transfer.api.globus.org";
/// The scope that every call needs.
pub(crate) const ALL: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";

/// The scope for the data on a mapped collection, a dependent scope of [`ALL`].
pub(crate) fn data_access(collection: &str) -> String {
    format!("https://auth.globus.org/scopes/{collection}/data_access")
}
