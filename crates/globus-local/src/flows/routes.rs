//! Every address of Globus Flows.

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::{flow, run, web_input};
use crate::globus::Globus;

pub(crate) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .route("/flows", get(flow::list).post(flow::create))
        .route("/flows/validate", post(flow::validate))
        .route(
            "/flows/{id}",
            get(flow::get).put(flow::update).delete(flow::delete),
        )
        .route("/flows/{id}/run", post(run::start))
        .route("/flows/{id}/validate_run", post(run::validate))
        .route("/flows/{id}/runs", get(run::list_of_flow))
        .route("/flows/{id}/runs/{run_id}/log", get(run::log_of_flow))
        .route("/flows/{id}/{run_id}/resume", post(run::resume_of_flow))
        .route("/runs", get(run::list))
        .route("/runs/{id}", get(run::get).put(run::update))
        .route("/runs/{id}/definition", get(run::definition))
        .route("/runs/{id}/log", get(run::log))
        .route("/runs/{id}/cancel", post(run::cancel))
        .route("/runs/{id}/resume", post(run::resume))
        .route("/runs/{id}/release", post(run::release))
        .route("/batch/runs", post(run::batch))
        .route("/web_inputs", get(web_input::list))
        .route("/web_inputs/{id}", get(web_input::get))
        .route("/web_inputs/{id}/respond", post(web_input::respond))
}
