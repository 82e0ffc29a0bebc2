//! What reads and does things for an account.

use globus_app::{AuthClient, FlowsClient, GlobusApp, TransferClient};

use crate::{requirements::stored::StoredRequirements, status::totals::Totals};

/// The service clients of who is signed in.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Whose tokens and requirements they use.
    pub app: GlobusApp,
    /// Globus Auth.
    pub auth: AuthClient,
    /// Globus Flows.
    pub flows: FlowsClient,
    /// Globus Transfer.
    pub transfer: TransferClient,
    /// The id of the person.
    pub identity_id: Option<String>,
    /// "ada@uni.example".
    pub username: String,
    /// Where the sign-in is kept, in words.
    pub kept_in: String,
    /// What the account is asked for.
    pub requirements: StoredRequirements,
    /// What was counted of its tasks at earlier looks.
    pub totals: Totals,
}
