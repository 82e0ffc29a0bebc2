//! `POST /flows/validate`: would this make a flow?

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State, http::HeaderMap};
use serde_json::{Value, json};

use super::fields;
use crate::{
    flows::{access, body::Body, definition, error::FlowsError},
    globus::Globus,
};

pub(in crate::flows) async fn validate(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    access::caller(&globus.auth, &headers, access::MANAGE_FLOWS)?;
    let mut body = Body::read(&body)?;
    let given = fields::read(&mut body);
    let definition = body.required("definition", given.get("definition"));
    let scopes = definition.map(definition::by_run_as);
    body.finish()?;
    Ok(Json(json!({ "scopes": scopes })))
}
