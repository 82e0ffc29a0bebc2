//! Collections: searching, reading, and the consents that they need.

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
    /// Searches for collections (`GET /v0.10/endpoint_search`). The service returns 1,000 at most,
    /// and needs a text unless a scope is given.
    pub fn endpoint_search(&self) -> EndpointSearch {
        EndpointSearch {
            list: List::new(&self.service, format!("{VERSION}/endpoint_search")),
        }
    }

    /// Gets a collection (`GET /v0.10/endpoint/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 (`EndpointNotFound` or `EndpointDeleted`) if it doesn't
    /// exist, or any other [`Error`].
    pub async fn get_endpoint(&self, endpoint_id: &Uuid) -> Result<Endpoint, Error> {
        let path = format!("{VERSION}/endpoint/{endpoint_id}");
        self.service.get(&path, &[]).await
    }

    /// Checks which of these collections need a `data_access` consent, and requires it, so that one
    /// login asks for all of them. Returns the collections that need one.
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
    /// Only collections with these words in their name, description or other texts.
    #[must_use]
    pub fn filter_fulltext(self, text: impl Into<String>) -> Self {
        self.with("filter_fulltext", text.into())
    }

    /// Only some collections: `my-endpoints`, `my-gcp-endpoints`, `recently-used`, `in-use`,
    /// `shared-by-me`, `shared-with-me`, `administered-by-me`, `hide-no-permissions`, or `all`.
    #[must_use]
    pub fn filter_scope(self, scope: impl Into<String>) -> Self {
        self.with("filter_scope", scope.into())
    }

    /// Only collections that this identity owns.
    #[must_use]
    pub fn filter_owner_id(self, identity_id: &Uuid) -> Self {
        self.with("filter_owner_id", identity_id.to_string())
    }

    /// Only collections on this endpoint.
    #[must_use]
    pub fn filter_host_endpoint(self, endpoint_id: &Uuid) -> Self {
        self.with("filter_host_endpoint", endpoint_id.to_string())
    }

    /// Only collections that no longer work, or only those that do.
    #[must_use]
    pub fn filter_non_functional(self, non_functional: bool) -> Self {
        let flag = u8::from(non_functional).to_string();
        self.with("filter_non_functional", flag)
    }

    /// Only collections of this type.
    #[must_use]
    pub fn filter_entity_type(self, entity_type: &EntityType) -> Self {
        self.with("filter_entity_type", entity_type.as_str().to_owned())
    }

    /// How many collections a page contains. By default the service decides.
    #[must_use]
    pub fn limit(self, limit: u64) -> Self {
        self.with("limit", limit.clamp(1, MOST_BY_OFFSET).to_string())
    }

    /// How many collections to skip.
    #[must_use]
    pub fn offset(self, offset: u64) -> Self {
        self.with("offset", offset.to_string())
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.list.query.set(name, value);
        self
    }
}
