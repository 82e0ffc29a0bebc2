//! `PUT /flows/{id}`: fields that are absent keep their values.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::{Map, Value};

use super::fields;
use crate::flows::{
    Flows,
    access::{self, Caller},
    body::Body,
    error::{FlowsError, Invalid},
    flow::{DEFAULT_SUBSCRIPTION, Flow},
    policy,
    time::format_time,
};

pub(in crate::flows) async fn update(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_FLOWS)?;
    let mut state = flows.state();
    let flow = state.flow_mut(&id)?;
    flow.require(&caller, &["flow_administrator", "flow_owner"], "UPDATE")?;
    policy::require(&flows.auth, &caller, flow.policy())?;
    let mut body = Body::read(&body)?;
    let mut given = fields::read(&mut body);
    given.append(&mut of_updates(&mut body, flow, &caller));
    body.finish()?;
    for (field, value) in given {
        flow.set(&field, value);
    }
    flow.set("updated_at", format_time(flows.clock.now()));
    flows.register(flow);
    Ok(Json(flow.shown_to(&caller)))
}

/// The fields that only an update can set.
fn of_updates(body: &mut Body, flow: &Flow, caller: &Caller) -> Map<String, Value> {
    let mut given = Map::new();
    if let Some(owner) = body.text("flow_owner", 1..=128) {
        if !caller.is(&owner) {
            let msg = "only the caller can become the new owner";
            body.add([Invalid::new(&["flow_owner"], msg)]);
        }
        given.insert("flow_owner".to_owned(), owner.into());
    }
    match body.value("subscription_id") {
        Some(Value::String(id)) if id.eq_ignore_ascii_case("DEFAULT") => {
            given.insert("subscription_id".to_owned(), DEFAULT_SUBSCRIPTION.into());
        }
        Some(Value::String(id)) if uuid::Uuid::try_parse(&id).is_ok() => {
            given.insert("subscription_id".to_owned(), id.into());
        }
        Some(_) => body.add([Invalid::new(
            &["subscription_id"],
            "value is not a valid uuid",
        )]),
        None => {}
    }
    if let Some(policy) = body.uuid("authentication_policy_id") {
        body.add(policy::check(&policy));
        if flow.policy().is_none() {
            let msg = "a policy cannot be added to a flow that had none";
            body.add([Invalid::new(&["authentication_policy_id"], msg)]);
        }
        given.insert("authentication_policy_id".to_owned(), policy.into());
    }
    given
}
