//! The account whose tokens a ledger keeps.

use crate::tokens::TokenKey;

/// An account: a token's key without the service.
#[derive(Clone, Debug)]
pub(in crate::app) struct Account {
    pub(in crate::app) environment: String,
    pub(in crate::app) client_id: String,
    pub(in crate::app) namespace: String,
}

impl Account {
    pub(in crate::app) fn key(&self, resource_server: &str) -> TokenKey {
        TokenKey {
            environment: self.environment.clone(),
            client_id: self.client_id.clone(),
            namespace: self.namespace.clone(),
            resource_server: resource_server.to_owned(),
        }
    }
}
