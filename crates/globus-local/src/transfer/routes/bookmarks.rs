//! The calls about bookmarks.

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

use crate::transfer::{
    Transfer,
    bookmarks::Bookmark,
    call::{Call, document},
    collections::Collections,
    error::{Done, TransferError},
};

#[derive(Deserialize)]
struct New {
    name: String,
    endpoint_id: String,
    path: String,
    #[serde(default)]
    pinned: bool,
}

/// The place of a bookmark cannot be changed.
#[derive(Deserialize)]
struct Change {
    name: Option<String>,
    pinned: Option<bool>,
}

pub(super) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .route("/v0.10/bookmark_list", get(list))
        .route("/v0.10/bookmark", post(create))
        .route("/v0.10/bookmark/{id}", get(show).put(update).delete(delete))
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
        desk.state.bookmarks.add(bookmark);
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
        desk.state.bookmarks.remove(bookmark);
        let message = format!("Bookmark '{id}' deleted successfully");
        Ok(Done::new("Deleted", message))
    })
    .await
}
