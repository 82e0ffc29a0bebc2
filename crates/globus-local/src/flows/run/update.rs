//! `PUT /runs/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use crate::{
    flows::{access, body::Body, error::FlowsError, policy, principals},
    globus::Globus,
};

pub(in crate::flows) async fn update(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus.auth, &headers, access::MANAGE_RUNS)?;
    let mut state = globus.flows_now();
    let run = state.run_mut(&id)?;
    run.require_manager(&caller)?;
    policy::require(&globus.auth, &caller, run.flow.policy.as_deref())?;
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

/// Each tag without spaces at its ends, and with single ones inside.
pub(super) fn read_tags(body: &mut Body) -> Option<Vec<String>> {
    let tags = body.texts("tags")?;
    Some(tags.iter().map(|tag| normalize(tag)).collect())
}

pub(super) fn normalize(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join(" ")
}
