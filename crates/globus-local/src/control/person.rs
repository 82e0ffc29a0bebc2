//! What the control plane can change about the user, their consents and the keys.

use axum::{Json, Router, extract::State, http::StatusCode, response::Response, routing::post};
use serde::Deserialize;

use super::{
    answer::{done, problem},
    stage::Stage,
};

pub(super) fn router() -> Router<Stage> {
    Router::new()
        .route("/sign_in", post(sign_in))
        .route("/consents/revoke", post(revoke_consent))
        .route("/signing_key/rotate", post(rotate_signing_key))
        .route("/refresh_tokens/rotate", post(rotate_refresh_tokens))
        .route("/refresh_tokens/revoke", post(revoke_refresh_tokens))
        .route("/access_tokens/expire", post(expire_access_tokens))
}

/// How automatically approved logins go from now on. Omitted fields stay as they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// An id or username.
    identity: Option<String>,
    /// Whether a second factor is used without being asked for.
    mfa: Option<bool>,
    /// Whether logins do what is required of the session. If not, they succeed all the same.
    heeds_request: Option<bool>,
    /// Whether logins are denied.
    denies: Option<bool>,
    /// Scope strings that are not granted.
    withhold: Option<Vec<String>>,
}

async fn sign_in(State(stage): State<Stage>, Json(sign_in): Json<SignIn>) -> Response {
    let globus = stage.running.globus();
    let auth = &globus.auth;
    if let Some(identity) = &sign_in.identity
        && !auth.next_identity(identity)
    {
        return problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "there is no such identity",
        );
    }
    if let Some(offers) = sign_in.mfa {
        auth.next_mfa(offers);
    }
    if let Some(heeds) = sign_in.heeds_request {
        auth.next_heeds_request(heeds);
    }
    if let Some(denies) = sign_in.denies {
        auth.next_denies(denies);
    }
    if let Some(scopes) = sign_in.withhold {
        auth.withhold(scopes);
    }
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revoked {
    scope: String,
}

async fn revoke_consent(State(stage): State<Stage>, Json(revoked): Json<Revoked>) -> Response {
    stage.running.globus().auth.revoke_consent(&revoked.scope);
    done()
}

async fn rotate_signing_key(State(stage): State<Stage>) -> Response {
    if stage.running.globus().auth.rotate_signing_key() {
        done()
    } else {
        problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "no new signing key could be made",
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rotation {
    on: bool,
}

async fn rotate_refresh_tokens(
    State(stage): State<Stage>,
    Json(rotation): Json<Rotation>,
) -> Response {
    stage
        .running
        .globus()
        .auth
        .rotate_refresh_tokens(rotation.on);
    done()
}

async fn revoke_refresh_tokens(State(stage): State<Stage>) -> Response {
    stage.running.globus().auth.revoke_refresh_tokens();
    done()
}

async fn expire_access_tokens(State(stage): State<Stage>) -> Response {
    stage.running.globus().auth.expire_access_tokens();
    done()
}
