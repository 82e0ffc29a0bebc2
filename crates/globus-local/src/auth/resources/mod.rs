//! Auth's resources: identities, consents, clients and userinfo.

mod caller;
mod clients;
mod consents;
mod identities;
mod userinfo;

use std::sync::Arc;

use axum::{
    Router,
    routing::{delete, get, post},
};

use super::Auth;

pub(super) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .route("/v2/oauth2/userinfo", get(userinfo::userinfo))
        .route("/v2/api/identities", get(identities::look_up))
        .route("/v2/api/identities/{id}", get(identities::one))
        .route("/v2/api/identities/{id}/consents", get(consents::list))
        .route("/v2/api/clients", post(clients::create))
        .route("/v2/api/clients/{id}", delete(clients::remove))
}
