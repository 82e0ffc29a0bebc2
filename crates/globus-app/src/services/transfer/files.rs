//! Files on a collection: listed, looked at, renamed; directories made.

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
    /// What is in a directory (`GET /v0.10/operation/endpoint/{id}/ls`); of the collection's
    /// default directory, unless a path is given.
    pub fn operation_ls(&self, endpoint_id: &Uuid) -> ListFiles {
        ListFiles {
            service: self.service.clone(),
            path: operation(endpoint_id, "ls"),
            query: Query::default(),
        }
    }

    /// What stands at a path (`GET /v0.10/operation/endpoint/{id}/stat`). `local_user` is the
    /// account there, where the person has several.
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

    /// Makes a directory (`POST /v0.10/operation/endpoint/{id}/mkdir`).
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

/// A request for a directory's contents.
///
/// Pages are made here: the service reads the whole directory for each request, so one request
/// gets all of it unless a limit is given.
#[derive(Clone, Debug)]
pub struct ListFiles {
    service: Service,
    path: String,
    query: Query,
}

impl ListFiles {
    /// Which directory.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.query.set("path", path);
        self
    }

    /// Whether names that begin with a dot are shown; the service does unless told.
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

    /// Only what matches, such as `name:~*.txt`, `type:dir`, `size:>1000` or
    /// `last_modified:,2021-01-01`, or several joined by `/`; call again for more filters.
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.query.add("filter", filter);
        self
    }

    /// How much at most; the service goes up to 100,000.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        self.query.set("limit", limit.to_string());
        self
    }

    /// How much to leave out at the start.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.query.set("offset", offset.to_string());
        self
    }

    /// The account there, where the person has several.
    #[must_use]
    pub fn local_user(mut self, user: impl Into<String>) -> Self {
        self.query.set("local_user", user);
        self
    }

    /// The directory's contents.
    ///
    /// # Errors
    /// [`Error::Api`] with a [`Gare`](crate::Gare) if the collection needs a consent or a new
    /// login, with status 403 if you may not read there, 404 if the path doesn't exist, 502
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
