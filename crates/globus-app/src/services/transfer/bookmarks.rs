//! Bookmarks: folders that a user returns to.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    documents::{Bookmark, BookmarkList, TransferResult},
};
use crate::app::Error;

impl TransferClient {
    /// All of the user's bookmarks (`GET /v0.10/bookmark_list`).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn bookmark_list(&self) -> Result<BookmarkList, Error> {
        let path = format!("{VERSION}/bookmark_list");
        self.service.get(&path, &[]).await
    }

    /// Creates a bookmark (`POST /v0.10/bookmark`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 409 (`Conflict`) if another bookmark has that name, or any other
    /// [`Error`].
    pub async fn create_bookmark(&self, bookmark: &NewBookmark) -> Result<Bookmark, Error> {
        let path = format!("{VERSION}/bookmark");
        self.service.post(&path, Some(json!(bookmark))).await
    }

    /// Gets a bookmark (`GET /v0.10/bookmark/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the bookmark doesn't exist, or any other [`Error`].
    pub async fn get_bookmark(&self, bookmark_id: &Uuid) -> Result<Bookmark, Error> {
        let path = format!("{VERSION}/bookmark/{bookmark_id}");
        self.service.get(&path, &[]).await
    }

    /// Renames a bookmark (`PUT /v0.10/bookmark/{id}`). Nothing else about it can change.
    ///
    /// # Errors
    /// [`Error::Api`] with status 409 (`Conflict`) if another bookmark has that name, 404 if the
    /// bookmark doesn't exist, or any other [`Error`].
    pub async fn update_bookmark(&self, bookmark_id: &Uuid, name: &str) -> Result<Bookmark, Error> {
        let path = format!("{VERSION}/bookmark/{bookmark_id}");
        let body = json!({"DATA_TYPE": "bookmark", "name": name});
        self.service.put(&path, body).await
    }

    /// Deletes a bookmark (`DELETE /v0.10/bookmark/{id}`).
    ///
    /// # Errors
    /// Those of [`TransferClient::get_bookmark`].
    pub async fn delete_bookmark(&self, bookmark_id: &Uuid) -> Result<TransferResult, Error> {
        let path = format!("{VERSION}/bookmark/{bookmark_id}");
        self.service.delete(&path).await
    }
}

/// A bookmark to create.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "bookmark")]
pub struct NewBookmark {
    /// Its name, which no other bookmark of the user has.
    pub name: String,
    /// The collection.
    pub endpoint_id: Uuid,
    /// The directory.
    pub path: String,
}
