//! The calls about collections, which Transfer's paths call endpoints.

mod document;
mod search;

use std::sync::Arc;

use axum::{Json, Router, body::Bytes, extract::Path, response::Response, routing::get};
use serde_json::{Map, Value};

use crate::transfer::{
    Transfer,
    call::{self, Call},
    collections::Collections,
    error::{Done, TransferError},
};

/// The fields that an owner can change here.
const EDITABLE: [&str; 11] = [
    "display_name",
    "description",
    "organization",
    "department",
    "keywords",
    "contact_email",
    "contact_info",
    "info_link",
    "user_message",
    "user_message_link",
    "default_directory",
];

pub(super) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .route("/v0.10/endpoint_search", get(find))
        .route("/v0.10/endpoint/{id}", get(show).put(update))
}

async fn find(call: Call) -> Response {
    call.work(|desk| search::search(desk).map(Json)).await
}

async fn show(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let collection = Collections::get(&id)?;
        let document = document::of(collection, desk);
        Ok(Json(desk.parameters.only_fields(document)))
    })
    .await
}

async fn update(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.work(move |desk| {
        let collection = Collections::get(&id)?;
        let changes: Map<String, Value> = call::document(&body)?;
        if !collection.is_owned_by(&desk.access.identity_id) {
            let problem = format!("No permission to update endpoint '{id}'");
            return Err(TransferError::permission_denied(problem));
        }
        let changes = changes.into_iter().filter(|(name, _)| name != "DATA_TYPE");
        let mut accepted = Map::new();
        for (name, value) in changes {
            if !EDITABLE.contains(&name.as_str()) || !(value.is_string() || value.is_null()) {
                let problem = format!("{name} cannot be set to {value}");
                return Err(TransferError::bad_request(problem));
            }
            accepted.insert(name, value);
        }
        desk.state.collections.change(collection, accepted);
        Ok(Done::new("Updated", "Endpoint updated successfully"))
    })
    .await
}
