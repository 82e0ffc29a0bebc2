//! `POST /web_inputs/{id}/respond`: answers the question, so that the run continues.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::web_input::WebInput;
use crate::flows::{Flows, access, body::Body, error::FlowsError};

pub(in crate::flows) async fn respond(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::RESPOND)?;
    let mut state = flows.state_now();
    let input = WebInput::find(&state, &id, &caller)?;
    input.require_policy(&flows.auth, &caller)?;
    if !input.roles(&caller).contains(&"respondent") {
        let words = format!("User does not have respondent role on web input {id}");
        return Err(FlowsError::Forbidden(words));
    }
    if !input.is_open() {
        return Err(FlowsError::Conflict(format!(
            "Web Input {id} is already closed."
        )));
    }
    let run_id = input.run.id.to_string();
    let mut body = Body::read(&body)?;
    let response = body.object("response");
    let response = body.required("response", response).unwrap_or_default();
    body.finish()?;
    let value = response["value"].as_str().unwrap_or_default();
    let choice = uuid::Uuid::try_parse(value).unwrap_or_default();
    let now = flows.clock.now();
    let run = state.run_mut(&run_id)?;
    if !run.walk.answer(choice, now) {
        let words = format!("'{value}' is not a registered option id for this input.");
        return Err(FlowsError::Unprocessable(words));
    }
    run.advance(now, &flows.services);
    Ok(Json(json!({ "status": "ok" })))
}
