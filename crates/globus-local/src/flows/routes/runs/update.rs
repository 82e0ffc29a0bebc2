//! `PUT /runs/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use super::tags::read_tags;
use crate::flows::{Flows, access, body::Body, error::FlowsError, policy, principals};

pub(in crate::flows) async fn update(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_RUNS)?;
    let mut state = flows.state_now();
    let run = state.run_mut(&id)?;
    run.require_manager(&caller)?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    let mut body = Body::read(&body)?;
    let label = body.text("label", 0..=usize::MAX);
    let tags = read_tags(&mut body);
    let [managers, monitors] = principals::OF_RUNS
        .each_ref()
        .map(|role| body.principals(role));
    body.finish()?;
    run.label = label.or(run.label.take());
    replace(&mut run.tags, tags);
    replace(&mut run.managers, managers);
    replace(&mut run.monitors, monitors);
    Ok(Json(run.shown_to(&caller)))
}

fn replace(list: &mut Vec<String>, given: Option<Vec<String>>) {
    if let Some(given) = given {
        *list = given;
    }
}
