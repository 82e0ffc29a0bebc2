//! What happens to tasks, from outside.

use axum::{Json, Router, extract::State, response::Response, routing::post};
use serde::Deserialize;

use super::{Stage, routes::done};
use crate::transfer::TaskFault;

pub(super) fn router() -> Router<Stage> {
    Router::new()
        .route("/task_fault", post(fault))
        .route("/pause", post(pause))
        .route("/resume", post(resume))
}

async fn fault(State(stage): State<Stage>, Json(fault): Json<TaskFault>) -> Response {
    let globus = stage.running.globus();
    globus.transfer.arm(fault, globus.clock.now());
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pause {
    collection: String,
    message: String,
}

async fn pause(State(stage): State<Stage>, Json(rule): Json<Pause>) -> Response {
    let globus = stage.running.globus();
    let now = globus.clock.now();
    globus.transfer.pause(&rule.collection, &rule.message, now);
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resume {
    collection: String,
}

async fn resume(State(stage): State<Stage>, Json(rule): Json<Resume>) -> Response {
    let globus = stage.running.globus();
    globus.transfer.resume(&rule.collection, globus.clock.now());
    done()
}
