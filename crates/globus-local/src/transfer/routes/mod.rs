//! The routes of Globus Transfer.

mod bookmarks;
mod endpoints;
mod files;
mod submissions;
mod tasks;

use std::sync::Arc;

use axum::{Router, middleware};

use super::{Transfer, error};

pub(crate) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .merge(endpoints::router())
        .merge(files::router())
        .merge(submissions::router())
        .merge(tasks::router())
        .merge(bookmarks::router())
        .route_layer(middleware::from_fn(error::write_document))
}
