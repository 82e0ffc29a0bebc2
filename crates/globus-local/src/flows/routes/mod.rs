//! The routes of Globus Flows.

mod flows;
mod runs;
mod web_inputs;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::Flows;

pub(crate) fn router() -> Router<Arc<Flows>> {
    Router::new()
        .route("/flows", get(flows::list).post(flows::create))
        .route("/flows/validate", post(flows::validate))
        .route(
            "/flows/{id}",
            get(flows::get).put(flows::update).delete(flows::delete),
        )
        .route("/flows/{id}/run", post(runs::start))
        .route("/flows/{id}/validate_run", post(runs::validate))
        .route("/flows/{id}/runs", get(runs::list_of_flow))
        .route("/flows/{id}/runs/{run_id}/log", get(runs::log_of_flow))
        .route("/flows/{id}/{run_id}/resume", post(runs::resume_of_flow))
        .route("/runs", get(runs::list))
        .route("/runs/{id}", get(runs::get).put(runs::update))
        .route("/runs/{id}/definition", get(runs::definition))
        .route("/runs/{id}/log", get(runs::log))
        .route("/runs/{id}/cancel", post(runs::cancel))
        .route("/runs/{id}/resume", post(runs::resume))
        .route("/runs/{id}/release", post(runs::release))
        .route("/batch/runs", post(runs::batch))
        .route("/web_inputs", get(web_inputs::list))
        .route("/web_inputs/{id}", get(web_inputs::get))
        .route("/web_inputs/{id}/respond", post(web_inputs::respond))
}
