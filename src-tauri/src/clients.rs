//! The service clients of an account.

use globus_app::{AuthClient, FlowsClient, GlobusApp, TransferClient};

use crate::requirements::stored::StoredRequirements;

/// The current account's service clients.
#[derive(Clone, Debug)]
pub struct Clients {
    /// The app that holds their tokens and requirements.
    pub app: GlobusApp,
    /// The client for Globus Auth.
    pub auth: AuthClient,
    /// The client for Globus Flows.
    pub flows: FlowsClient,
    /// The client for Globus Transfer.
    pub transfer: TransferClient,
    /// The UUID of the account's identity, once known.
    pub identity_id: Option<String>,
    /// The username, such as "ada@uni.example".
    pub username: String,
    /// Where the sign-in is kept, in words: "your keyring".
    pub kept_in: String,
    /// The account's requirements.
    pub requirements: StoredRequirements,
}
