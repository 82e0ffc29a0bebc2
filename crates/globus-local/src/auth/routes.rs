//! Every address of Globus Auth.

use std::sync::Arc;

use axum::Router;

use super::{authorize, discovery, resources, token, web};
use crate::globus::Globus;

pub(crate) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .merge(authorize::router())
        .merge(token::router())
        .merge(resources::router())
        .merge(discovery::router())
        .merge(web::router())
}
