//! `POST /flows`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;

use super::fields;
use crate::flows::{Flows, access, body::Body, error::FlowsError, flow::Flow, policy};

pub(in crate::flows) async fn create(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_FLOWS)?;
    let mut body = Body::read(&body)?;
    let mut given = fields::read(&mut body);
    body.required("title", given.get("title"));
    body.required("definition", given.get("definition"));
    for name in ["subscription_id", "authentication_policy_id"] {
        if let Some(id) = body.uuid(name) {
            if name == "authentication_policy_id" {
                body.add(policy::check(&id));
            }
            given.insert(name.to_owned(), id.into());
        }
    }
    body.finish()?;
    let mut state = flows.state();
    let id = state.new_id();
    let flow = Flow::new(id, &caller.urn, given, flows.clock.now());
    let shown = flow.shown_to(&caller);
    flows.register(&flow);
    state.flows.push(flow);
    Ok((StatusCode::CREATED, Json(shown)))
}
