//! Files on a collection: listing, inspecting and renaming them, and creating directories.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    documents::{File, FileList, TransferResult},
};
use crate::{
    app::Error,
    services::{paging::Query, service::Service},
};

impl TransferClient {
    /// Lists a directory (`GET /v0.10/operation/endpoint/{id}/ls`): the collection's default
    /// directory, unless a path is set.
    pub fn operation_ls(&self, endpoint_id: &Uuid) -> ListFiles {
        ListFiles {
            service: self.service.clone(),
            path: operation(endpoint_id, "ls"),
            query: Query::default(),
        }
    }

    /// Gets what is at a path (`GET /v0.10/operation/endpoint/{id}/stat`). `local_user` is the
    /// account on the collection, if the user has several.
    ///
    /// # Errors
    /// Those of [`ListFiles::send`].
    pub async fn operation_stat(
        &self,
        endpoint_id: &Uuid,
        path: &str,
        local_user: Option<&str>,
    ) -> Result<File, Error> {
        let mut query = Query::default();
        query.add("path", path);
        if let Some(user) = local_user {
            query.add("local_user", user);
        }
        let operation = operation(endpoint_id, "stat");
        self.service.get(&operation, query.pairs()).await
    }

    /// Creates a directory (`POST /v0.10/operation/endpoint/{id}/mkdir`).
    ///
    /// # Errors
    /// Those of [`ListFiles::send`], and [`Error::Api`] if something already exists at the path.
    pub async fn operation_mkdir(
        &self,
        endpoint_id: &Uuid,
        path: &str,
        local_user: Option<&str>,
    ) -> Result<TransferResult, Error> {
        let body = json!({"DATA_TYPE": "mkdir", "path": path});
        let operation = operation(endpoint_id, "mkdir");
        let body = with_local_user(body, local_user);
        self.service.post(&operation, Some(body)).await
    }

    /// Renames or moves a file or directory within a collection
    /// (`POST /v0.10/operation/endpoint/{id}/rename`).
    ///
    /// # Errors
    /// Those of [`ListFiles::send`], and [`Error::Api`] if something already exists at the new
    /// path.
    pub async fn operation_rename(
        &self,
        endpoint_id: &Uuid,
        old_path: &str,
        new_path: &str,
        local_user: Option<&str>,
    ) -> Result<TransferResult, Error> {
        let body = json!({"DATA_TYPE": "rename", "old_path": old_path, "new_path": new_path});
        let operation = operation(endpoint_id, "rename");
        let body = with_local_user(body, local_user);
        self.service.post(&operation, Some(body)).await
    }
}

/// A request for the contents of a directory.
///
/// The service reads the whole directory for each request, so by default one request gets
/// everything.
#[derive(Clone, Debug)]
pub struct ListFiles {
    service: Service,
    path: String,
    query: Query,
}

impl ListFiles {
    /// The directory.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.query.set("path", path);
        self
    }

    /// Whether to include names that start with a dot. The default is yes.
    #[must_use]
    pub fn show_hidden(mut self, show: bool) -> Self {
        self.query.set("show_hidden", u8::from(show).to_string());
        self
    }

    /// The order, such as `name ASC`, or several joined by commas.
    #[must_use]
    pub fn order_by(mut self, order: impl Into<String>) -> Self {
        self.query.set("orderby", order);
        self
    }

    /// Only entries that match, such as `name:~*.txt`, `type:dir`, `size:>1000` or
    /// `last_modified:,2021-01-01`. Several filters are joined by `/`; call it again to add more.
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.query.add("filter", filter);
        self
    }

    /// How many entries to return at most. The service allows up to 100,000.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        self.query.set("limit", limit.to_string());
        self
    }

    /// How many entries to skip.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.query.set("offset", offset.to_string());
        self
    }

    /// The account on the collection, if the user has several.
    #[must_use]
    pub fn local_user(mut self, user: impl Into<String>) -> Self {
        self.query.set("local_user", user);
        self
    }

    /// Gets the directory's contents.
    ///
    /// # Errors
    /// [`Error::Api`] with a [`Gare`](crate::Gare) if the collection needs a consent or a new
    /// login, with status 403 if the user may not read there, 404 if the path doesn't exist, 502
    /// (`ExternalError.…`) if the collection itself fails, or any other [`Error`].
    pub async fn send(&self) -> Result<FileList, Error> {
        self.service.get(&self.path, self.query.pairs()).await
    }
}

fn operation(endpoint_id: &Uuid, name: &str) -> String {
    format!("{VERSION}/operation/endpoint/{endpoint_id}/{name}")
}

fn with_local_user(mut body: Value, local_user: Option<&str>) -> Value {
    if let Some(user) = local_user {
        body["local_user"] = json!(user);
    }
    body
}
