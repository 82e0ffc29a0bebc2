//! Bookmarks: places on collections that a person goes back to.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    call::{Call, document},
    collections::Collections,
    error::{Done, TransferError},
};
use crate::server::Globus;

const MAX_NAME: usize = 128;

#[derive(Debug, Default)]
pub(super) struct Bookmarks(Vec<Bookmark>);

#[derive(Debug)]
struct Bookmark {
    id: Uuid,
    owner_id: String,
    name: String,
    endpoint_id: String,
    path: String,
    is_pinned: bool,
}

#[derive(Deserialize)]
struct New {
    name: String,
    endpoint_id: String,
    path: String,
    #[serde(default)]
    pinned: bool,
}

/// A bookmark's place cannot be changed.
#[derive(Deserialize)]
struct Change {
    name: Option<String>,
    pinned: Option<bool>,
}

pub(super) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .route("/v0.10/bookmark_list", get(list))
        .route("/v0.10/bookmark", post(create))
        .route("/v0.10/bookmark/{id}", get(show).put(update).delete(delete))
}

impl Bookmarks {
    fn of<'a>(&'a self, owner: &'a str) -> impl Iterator<Item = &'a Bookmark> {
        let all = self.0.iter();
        all.filter(move |bookmark| bookmark.owner_id == owner)
    }

    fn get_mut(&mut self, id: &str, owner: &str) -> Result<&mut Bookmark, TransferError> {
        let mut all = self.0.iter_mut();
        all.find(|bookmark| bookmark.owner_id == owner && bookmark.id.to_string() == id)
            .ok_or_else(|| {
                let problem = format!("No bookmark found with id '{id}'");
                TransferError::not_found("BookmarkNotFound", problem)
            })
    }

    /// Names are unique for each person.
    fn check_name(&self, name: &str, owner: &str, id: Option<&str>) -> Result<(), TransferError> {
        if name.is_empty() || name.chars().count() > MAX_NAME {
            let problem = format!("name must have 1 to {MAX_NAME} characters");
            return Err(TransferError::bad_request(problem));
        }
        let mut others = self
            .of(owner)
            .filter(|bookmark| Some(bookmark.id.to_string().as_str()) != id);
        if others.any(|bookmark| bookmark.name == name) {
            let problem = format!("A bookmark named '{name}' already exists");
            return Err(TransferError::conflict(problem));
        }
        Ok(())
    }
}

impl Bookmark {
    fn document(&self) -> Value {
        json!({
            "DATA_TYPE": "bookmark", "id": self.id, "name": self.name,
            "endpoint_id": self.endpoint_id, "path": self.path, "pinned": self.is_pinned,
        })
    }
}

async fn list(call: Call) -> Response {
    call.work(|desk| {
        let bookmarks = desk.state.bookmarks.of(&desk.access.identity_id);
        let mut documents: Vec<Value> = bookmarks.map(Bookmark::document).collect();
        documents.sort_by(|a, b| a["name"].as_str().cmp(&b["name"].as_str()));
        Ok(Json(
            json!({ "DATA_TYPE": "bookmark_list", "DATA": documents }),
        ))
    })
    .await
}

async fn create(call: Call, body: Bytes) -> Response {
    call.work(move |desk| {
        let new: New = document(&body)?;
        let owner = &desk.access.identity_id;
        desk.state.bookmarks.check_name(&new.name, owner, None)?;
        Collections::get(&new.endpoint_id)?;
        if !new.path.starts_with(['/', '~']) {
            return Err(TransferError::bad_request("path must be absolute"));
        }
        let bookmark = Bookmark {
            id: desk.state.new_id(),
            owner_id: owner.clone(),
            name: new.name,
            endpoint_id: new.endpoint_id,
            path: new.path,
            is_pinned: new.pinned,
        };
        let document = bookmark.document();
        desk.state.bookmarks.0.push(bookmark);
        Ok((StatusCode::CREATED, Json(document)).into_response())
    })
    .await
}

async fn show(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let owner = &desk.access.identity_id;
        let bookmark = desk.state.bookmarks.get_mut(&id, owner)?;
        Ok(Json(desk.parameters.only_fields(bookmark.document())))
    })
    .await
}

async fn update(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.work(move |desk| {
        let change: Change = document(&body)?;
        let owner = &desk.access.identity_id;
        desk.state.bookmarks.get_mut(&id, owner)?;
        if let Some(name) = &change.name {
            desk.state.bookmarks.check_name(name, owner, Some(&id))?;
        }
        let bookmark = desk.state.bookmarks.get_mut(&id, owner)?;
        bookmark.name = change.name.unwrap_or_else(|| bookmark.name.clone());
        bookmark.is_pinned = change.pinned.unwrap_or(bookmark.is_pinned);
        Ok(Json(bookmark.document()))
    })
    .await
}

async fn delete(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let owner = &desk.access.identity_id;
        let bookmark = desk.state.bookmarks.get_mut(&id, owner)?.id;
        desk.state.bookmarks.0.retain(|known| known.id != bookmark);
        let message = format!("Bookmark '{id}' deleted successfully");
        Ok(Done::new("Deleted", message))
    })
    .await
}
