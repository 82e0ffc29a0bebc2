//! Submissions over HTTP.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    response::Response,
    routing::{get, post},
};
use serde_json::json;

use super::{Kind, Submitter, submit};
use crate::{
    globus::Globus,
    transfer::call::{Call, document},
};

pub(in crate::transfer) fn router() -> Router<Arc<Globus>> {
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
            auth: Some(&desk.globus.auth),
        };
        let document = document(&body)?;
        submit(desk.state, submitter, kind, document).map(|(_, done)| done)
    })
    .await
}
