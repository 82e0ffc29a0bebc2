//! Submissions over HTTP.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    response::Response,
    routing::{get, post},
};
use serde_json::json;

use crate::transfer::{
    Transfer,
    call::{Call, document},
    submit::{Kind, check::Submitter, submit},
};

pub(super) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .route("/v0.10/submission_id", get(new_id))
        .route("/v0.10/transfer", post(transfer))
        .route("/v0.10/delete", post(delete))
}

async fn new_id(call: Call) -> Response {
    call.work(|desk| {
        let id = desk.state.new_id();
        Ok(Json(json!({ "DATA_TYPE": "submission_id", "value": id })))
    })
    .await
}

async fn transfer(call: Call, body: Bytes) -> Response {
    take(call, Kind::Transfer, body).await
}

async fn delete(call: Call, body: Bytes) -> Response {
    take(call, Kind::Delete, body).await
}

async fn take(call: Call, kind: Kind, body: Bytes) -> Response {
    call.work(move |desk| {
        let submitter = Submitter {
            access: desk.access,
            auth: Some(desk.auth),
        };
        let document = document(&body)?;
        submit(desk.state, submitter, kind, document).map(|(_, done)| done)
    })
    .await
}
