//! The service clients of an account.

use globus_app::{AuthClient, FlowsClient, GlobusApp, GroupsClient, IdentityMap, TransferClient};

use crate::{requirements::stored::StoredRequirements, status::totals::Totals};

/// The current account's service clients.
#[derive(Clone, Debug)]
pub struct Clients {
    /// The app that holds their tokens and requirements.
    pub app: GlobusApp,
    /// The client for Globus Auth.
    pub auth: AuthClient,
    /// The client for Globus Flows.
    pub flows: FlowsClient,
    /// The client for Globus Groups.
    pub groups: GroupsClient,
    /// The client for Globus Transfer.
    pub transfer: TransferClient,
    /// The identities that were looked up.
    pub identities: IdentityMap,
    /// The UUID of the account's identity, once known.
    pub identity_id: Option<String>,
    /// The username, such as "ada@uni.example".
    pub username: String,
    /// Where the sign-in is kept, in words: "your keyring".
    pub kept_in: String,
    /// The account's requirements.
    pub requirements: StoredRequirements,
    /// What was counted of its tasks at earlier looks.
    pub totals: Totals,
}

impl Clients {
    /// Binds clients to `app`, which already requires `requirements`. Who it acts for isn't known yet.
    pub fn bind(app: &GlobusApp, requirements: StoredRequirements) -> Self {
        let auth = AuthClient::builder(app).app_scopes([]).build();
        Self {
            app: app.clone(),
            flows: FlowsClient::builder(app).app_scopes([]).build(),
            groups: GroupsClient::builder(app).app_scopes([]).build(),
            transfer: TransferClient::builder(app).app_scopes([]).build(),
            identities: IdentityMap::new(auth.clone()),
            auth,
            identity_id: None,
            username: String::new(),
            kept_in: String::new(),
            requirements,
            totals: Totals::default(),
        }
    }
}
