//! Operations on files over HTTP.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;

use crate::transfer::{
    Transfer,
    call::{Call, document},
    error::{Done, TransferError},
    files::operations::{LIST, MKDIR, RENAME, STAT, list, make_directory, permitted, rename, stat},
};

pub(super) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .route("/v0.10/operation/endpoint/{id}/ls", get(ls))
        .route("/v0.10/operation/endpoint/{id}/stat", get(look))
        .route("/v0.10/operation/endpoint/{id}/mkdir", post(mkdir))
        .route("/v0.10/operation/endpoint/{id}/rename", post(mv))
}

async fn ls(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let collection = permitted(desk.auth, desk.access, &id, LIST)?;
        list(&mut desk.state.files, collection, desk.parameters).map(Json)
    })
    .await
}

async fn look(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let missing = || TransferError::bad_request("path is required");
        let path = desk.parameters.get("path").ok_or_else(missing)?;
        let collection = permitted(desk.auth, desk.access, &id, STAT)?;
        stat(&mut desk.state.files, collection, path).map(Json)
    })
    .await
}

/// If a user has several accounts on a collection, the document also has a `local_user`. Here
/// everyone has one account, so it is ignored.
#[derive(Deserialize)]
struct Mkdir {
    path: String,
}

async fn mkdir(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.work(move |desk| {
        let wanted: Mkdir = document(&body)?;
        let collection = permitted(desk.auth, desk.access, &id, MKDIR)?;
        let at = desk.state.now();
        make_directory(&mut desk.state.files, collection, &wanted.path, at)?;
        let done = Done::new("DirectoryCreated", "The directory was created successfully");
        Ok(done.data_type("mkdir_result"))
    })
    .await
}

#[derive(Deserialize)]
struct Rename {
    old_path: String,
    new_path: String,
}

async fn mv(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.work(move |desk| {
        let wanted: Rename = document(&body)?;
        let collection = permitted(desk.auth, desk.access, &id, RENAME)?;
        let at = desk.state.now();
        let names = (wanted.old_path.as_str(), wanted.new_path.as_str());
        rename(&mut desk.state.files, collection, names, at)?;
        Ok(Done::new(
            "FileRenamed",
            "File or directory renamed successfully",
        ))
    })
    .await
}
