//! The client of Transfer.

use uuid::Uuid;

use crate::{
    app::GlobusApp,
    scopes::{GcsCollectionScopes, Scope, TransferScopes},
    services::service::Service,
};

/// Every path starts with the version of the API.
pub(super) const VERSION: &str = "v0.10";

/// A client of Globus Transfer.
#[derive(Clone, Debug)]
pub struct TransferClient {
    pub(super) service: Service,
}

/// Builds a [`TransferClient`] with scopes of your own.
#[derive(Debug)]
pub struct TransferClientBuilder<'a> {
    app: &'a GlobusApp,
    scopes: Vec<Scope>,
}

impl TransferClientBuilder<'_> {
    /// Replaces the default scope.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> TransferClient {
        let base = self.app.environment().transfer();
        let service = Service::new(self.app, TransferScopes::RESOURCE_SERVER, base);
        service.add_app_scope(self.scopes);
        TransferClient { service }
    }
}

impl TransferClient {
    /// Binds a client to `app`, which then requires Transfer's `all`.
    pub fn new(app: &GlobusApp) -> Self {
        Self::builder(app).build()
    }

    /// Builds a client with other scopes than the default.
    pub fn builder(app: &GlobusApp) -> TransferClientBuilder<'_> {
        TransferClientBuilder {
            app,
            scopes: vec![TransferScopes::ALL],
        }
    }

    /// Adds a scope to those that the app requires for Transfer.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// Requires consent to access the data of these mapped collections.
    ///
    /// Only for collections for which [`requires_data_access_scope`] is true; for any other, the
    /// login fails. [`TransferClient::add_needed_data_access_scopes`] checks that first.
    ///
    /// [`requires_data_access_scope`]: crate::Endpoint::requires_data_access_scope
    pub fn add_app_data_access_scope<'a>(
        &self,
        collection_ids: impl IntoIterator<Item = &'a Uuid>,
    ) {
        let data_access = collection_ids
            .into_iter()
            .map(|id| GcsCollectionScopes::new(*id).data_access().optional());
        self.add_app_scope(TransferScopes::ALL.with_dependencies(data_access));
    }
}
