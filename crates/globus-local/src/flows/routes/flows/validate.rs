//! `POST /flows/validate`: checks whether this would make a flow.

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State, http::HeaderMap};
use serde_json::{Value, json};

use super::fields;
use crate::flows::{Flows, access, body::Body, definition, error::FlowsError};

pub(in crate::flows) async fn validate(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    access::caller(&flows.auth, &headers, access::MANAGE_FLOWS)?;
    let mut body = Body::read(&body)?;
    let given = fields::read(&mut body);
    let definition = body.required("definition", given.get("definition"));
    let scopes = definition.map(definition::by_run_as);
    body.finish()?;
    Ok(Json(json!({ "scopes": scopes })))
}
