//! Faults and pauses of tasks, over the control plane.

use axum::{Json, Router, extract::State, response::Response, routing::post};
use serde::Deserialize;

use super::{answer::done, stage::Stage};
use crate::transfer::TaskFault;

pub(super) fn router() -> Router<Stage> {
    Router::new()
        .route("/task_fault", post(fault))
        .route("/pause", post(pause))
        .route("/resume", post(resume))
}

async fn fault(State(stage): State<Stage>, Json(fault): Json<TaskFault>) -> Response {
    stage.running.globus().transfer.arm(fault);
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
    globus.transfer.pause(&rule.collection, &rule.message);
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resume {
    collection: String,
}

async fn resume(State(stage): State<Stage>, Json(rule): Json<Resume>) -> Response {
    stage.running.globus().transfer.resume(&rule.collection);
    done()
}
