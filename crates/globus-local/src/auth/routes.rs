//! The routes of Globus Auth.

use std::sync::Arc;

use axum::Router;

use super::{Auth, authorize, discovery, resources, token, web};

pub(crate) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .merge(authorize::router())
        .merge(token::router())
        .merge(resources::router())
        .merge(discovery::router())
        .merge(web::router())
}
