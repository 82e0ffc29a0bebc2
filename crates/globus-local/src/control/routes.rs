//! The control plane over HTTP: JSON in, JSON out, with the secret as a bearer token.

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822::DateTimePrinter};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    answer::{done, problem},
    demand::Demand,
    fault::Fault,
    person, record,
    stage::Stage,
    tasks,
};
use crate::start_error::StartError;

/// The path of the control plane below the base URL.
pub(crate) const PATH: &str = "_globus_local/";

/// The services, and the control plane if there is one.
pub(crate) fn router(stage: Stage) -> Router {
    let router = Router::new();
    let router = match stage.control.secret() {
        Some(_) => {
            let path = format!("/{}", PATH.trim_end_matches('/'));
            router.nest(&path, control_plane(&stage))
        }
        None => router,
    };
    router.fallback(answer).with_state(stage)
}

/// Records a request, refuses it if a demand says so, and otherwise answers it, spoiled if a fault
/// says so.
async fn answer(State(stage): State<Stage>, request: Request) -> Response {
    let Stage {
        running, control, ..
    } = stage;
    let request = match control.secret() {
        Some(_) => match record::read(request).await {
            Ok((recorded, request)) => {
                control.record(recorded);
                request
            }
            Err(too_large) => return too_large,
        },
        None => request,
    };
    let fault = control.next_fault(&request);
    let path = request.uri().path().to_owned();
    let answer = async {
        match control.refusal(&running.globus(), &request) {
            Some(refusal) => refusal,
            None => running.answer(request).await,
        }
    };
    let mut response = match fault {
        Some(fault) => fault.spoil(&path, answer).await,
        None => answer.await,
    };
    // By this clock; the server itself would send the computer's time.
    if let Some(date) = http_date(running.globus().clock.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

fn http_date(time: Timestamp) -> Option<HeaderValue> {
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&time);
    date.ok()?.parse().ok()
}

/// Everything below [`PATH`]. Without the secret, a client learns only that it exists.
fn control_plane(stage: &Stage) -> Router<Stage> {
    let protect = middleware::from_fn_with_state(stage.clone(), protect);
    Router::new()
        .route("/clock", post(clock))
        .route("/demand", post(demand))
        .route("/inject", post(inject))
        .route("/requests", get(requests))
        .route("/reset", post(reset))
        .merge(person::router())
        .merge(tasks::router())
        .route_layer(protect)
}

async fn protect(State(stage): State<Stage>, request: Request, next: Next) -> Response {
    let secret = stage.control.secret();
    if secret.is_some_and(|secret| secret.is_carried(request.headers())) {
        return next.run(request).await;
    }
    problem(
        StatusCode::UNAUTHORIZED,
        "the control plane needs the secret of this globus-local as a bearer token",
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
