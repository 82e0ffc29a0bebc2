//! The control plane over HTTP: JSON in, JSON out, and the secret as a bearer token.

use axum::{
    Json, Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Demand, Fault, Stage, person};
use crate::start_error::StartError;

/// Below [`super::PATH`]; who does not carry the secret learns that it is there, and no more.
pub(super) fn router(stage: &Stage) -> Router<Stage> {
    let protect = middleware::from_fn_with_state(stage.clone(), protect);
    Router::new()
        .route("/clock", post(clock))
        .route("/demand", post(demand))
        .route("/inject", post(inject))
        .route("/requests", get(requests))
        .route("/reset", post(reset))
        .merge(person::router())
        .merge(super::tasks::router())
        .route_layer(protect)
}

async fn protect(State(stage): State<Stage>, request: Request, next: Next) -> Response {
    let secret = stage.control.secret();
    if secret.is_some_and(|secret| secret.is_carried(request.headers())) {
        return next.run(request).await;
    }
    problem(
        StatusCode::UNAUTHORIZED,
        "the control plane needs the secret of this start",
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forward {
    advance_s: u32,
}

async fn clock(State(stage): State<Stage>, Json(forward): Json<Forward>) -> Json<Value> {
    stage
        .ahead
        .advance(SignedDuration::from_secs(forward.advance_s.into()));
    Json(json!({ "now": stage.running.globus().clock.now() }))
}

async fn inject(State(stage): State<Stage>, Json(fault): Json<Fault>) -> Response {
    if let Some(words) = fault.problem() {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, words);
    }
    stage.control.inject(fault);
    done()
}

async fn demand(State(stage): State<Stage>, Json(demand): Json<Demand>) -> Response {
    if let Some(words) = demand.problem() {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, words);
    }
    stage.control.demand(demand);
    done()
}

async fn requests(State(stage): State<Stage>) -> Json<Value> {
    Json(json!({ "requests": stage.control.recorded() }))
}

async fn reset(State(stage): State<Stage>) -> Result<Response, StartError> {
    stage.reset()?;
    Ok(done())
}

pub(super) fn done() -> Response {
    Json(json!({ "ok": true })).into_response()
}

pub(super) fn problem(status: StatusCode, words: &str) -> Response {
    (status, Json(json!({ "error": words }))).into_response()
}

impl IntoResponse for StartError {
    fn into_response(self) -> Response {
        problem(StatusCode::INTERNAL_SERVER_ERROR, &self.to_string())
    }
}
