//! Collections: found, read, and what their data needs.

use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    documents::{Endpoint, EndpointPage, EntityType},
    limits::MOST_BY_OFFSET,
};
use crate::{
    app::Error,
    services::paging::{List, list_methods},
};

impl TransferClient {
    /// Looks for collections (`GET /v0.10/endpoint_search`). The service finds 1,000 at most,
    /// and wants a text unless a scope is named.
    pub fn endpoint_search(&self) -> EndpointSearch {
        EndpointSearch {
            list: List::new(&self.service, format!("{VERSION}/endpoint_search")),
        }
    }

    /// One collection (`GET /v0.10/endpoint/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 (`EndpointNotFound` or `EndpointDeleted`) if it doesn't
    /// exist, or any other [`Error`].
    pub async fn get_endpoint(&self, endpoint_id: &Uuid) -> Result<Endpoint, Error> {
        let path = format!("{VERSION}/endpoint/{endpoint_id}");
        self.service.get(&path, &[]).await
    }

    /// Looks at collections before their data is used, and adds the consents that they need to
    /// what the app requires: one login then asks for all of them. Answers with the collections
    /// that need one.
    ///
    /// # Errors
    /// Those of [`TransferClient::get_endpoint`], for the first collection that can't be read. No
    /// scope is added then.
    pub async fn add_needed_data_access_scopes<'a>(
        &self,
        collection_ids: impl IntoIterator<Item = &'a Uuid>,
    ) -> Result<Vec<Uuid>, Error> {
        let mut needed = Vec::new();
        for id in collection_ids {
            if self.get_endpoint(id).await?.requires_data_access_scope() {
                needed.push(*id);
            }
        }
        if !needed.is_empty() {
            self.add_app_data_access_scope(&needed);
        }
        Ok(needed)
    }
}

/// A search for collections.
#[derive(Clone, Debug)]
pub struct EndpointSearch {
    list: List<EndpointPage>,
}

list_methods!(EndpointSearch, EndpointPage, Endpoint);

impl EndpointSearch {
    /// Only those in whose names, descriptions and other texts these words are.
    #[must_use]
    pub fn filter_fulltext(self, text: impl Into<String>) -> Self {
        self.with("filter_fulltext", text.into())
    }

    /// Only some: `my-endpoints`, `my-gcp-endpoints`, `recently-used`, `in-use`, `shared-by-me`,
    /// `shared-with-me`, `administered-by-me`, `hide-no-permissions`, or `all`.
    #[must_use]
    pub fn filter_scope(self, scope: impl Into<String>) -> Self {
        self.with("filter_scope", scope.into())
    }

    /// Only those of one identity.
    #[must_use]
    pub fn filter_owner_id(self, identity_id: &Uuid) -> Self {
        self.with("filter_owner_id", identity_id.to_string())
    }

    /// Only those on one endpoint.
    #[must_use]
    pub fn filter_host_endpoint(self, endpoint_id: &Uuid) -> Self {
        self.with("filter_host_endpoint", endpoint_id.to_string())
    }

    /// Only those that can no longer be used, or only those that can.
    #[must_use]
    pub fn filter_non_functional(self, non_functional: bool) -> Self {
        let flag = u8::from(non_functional).to_string();
        self.with("filter_non_functional", flag)
    }

    /// Only those of one kind.
    #[must_use]
    pub fn filter_entity_type(self, entity_type: &EntityType) -> Self {
        self.with("filter_entity_type", entity_type.as_str().to_owned())
    }

    /// How many a page holds; the service decides unless told.
    #[must_use]
    pub fn limit(self, limit: u64) -> Self {
        self.with("limit", limit.clamp(1, MOST_BY_OFFSET).to_string())
    }

    /// How many to leave out at the start.
    #[must_use]
    pub fn offset(self, offset: u64) -> Self {
        self.with("offset", offset.to_string())
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.list.query.set(name, value);
        self
    }
}
