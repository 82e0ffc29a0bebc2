//! `POST /flows/{id}/run` and `…/validate_run`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::{Value, json};

use super::tags::read_tags;
use crate::{
    auth::Auth,
    flows::{
        Flows, State as FlowsState,
        access::{self, Caller},
        action::Script,
        body::Body,
        error::{FlowsError, Invalid},
        policy, principals,
        run::{FlowAtStart, Run, Walk},
        schema,
    },
};

/// Who may start runs of a flow.
const STARTERS: [&str; 3] = ["flow_starter", "flow_administrator", "flow_owner"];
/// The statuses that can be reported by e-mail.
const STATUSES: [&str; 3] = ["INACTIVE", "FAILED", "SUCCEEDED"];

pub(in crate::flows) async fn start(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(flow_id): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), FlowsError> {
    let caller = access::starter(&flows.auth, &headers, &flow_id)?;
    let now = flows.clock.now();
    let mut state = flows.state();
    let request = Request::read(&flows.auth, &state, &caller, &flow_id, &body)?;
    let id = state.new_id();
    let walk = Walk::new(id, &request.flow.definition, request.input, now);
    let mut run = Run {
        id,
        walk,
        flow: request.flow,
        label: request.label,
        tags: request.tags,
        owner: caller.urn.clone(),
        managers: request.managers,
        monitors: request.monitors,
        started: now,
        access: Some(caller.access.clone()),
        script: Script::default(),
    };
    run.advance(now, &flows.services);
    let document = run.shown_to(&caller);
    state.runs.push(run);
    Ok((StatusCode::CREATED, Json(document)))
}

pub(in crate::flows) async fn validate(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(flow_id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::starter(&flows.auth, &headers, &flow_id)?;
    let state = flows.state();
    Request::read(&flows.auth, &state, &caller, &flow_id, &body)?;
    Ok(Json(json!({ "message": "validation successful" })))
}

/// The fields of the request.
struct Request {
    flow: FlowAtStart,
    input: Value,
    label: Option<String>,
    tags: Vec<String>,
    managers: Vec<String>,
    monitors: Vec<String>,
}

impl Request {
    fn read(
        auth: &Auth,
        state: &FlowsState,
        caller: &Caller,
        flow_id: &str,
        body: &[u8],
    ) -> Result<Self, FlowsError> {
        let flow = state.flow(flow_id)?;
        flow.require(caller, &STARTERS, "RUN")?;
        policy::require(auth, caller, flow.policy())?;
        let mut body = Body::read(body)?;
        let input = body.object("body");
        let input = body.required("body", input).unwrap_or_default();
        let label = body.text("label", 0..=usize::MAX);
        let tags = read_tags(&mut body).unwrap_or_default();
        let [managers, monitors] = principals::OF_RUNS
            .each_ref()
            .map(|role| body.principals(role).unwrap_or_default());
        if let Some(policy) = body.object("activity_notification_policy") {
            let statuses = policy["status"].as_array().into_iter().flatten();
            if !statuses
                .into_iter()
                .all(|status| STATUSES.iter().any(|known| status == known))
            {
                let msg = format!("each status must be one of {}", STATUSES.join(", "));
                body.add([Invalid::new(
                    &["activity_notification_policy", "status"],
                    msg,
                )]);
            }
        }
        body.finish()?;
        schema::check_input(&flow.document()["input_schema"], &input)?;
        Ok(Self {
            flow: flow.into(),
            input,
            label,
            tags,
            managers,
            monitors,
        })
    }
}
