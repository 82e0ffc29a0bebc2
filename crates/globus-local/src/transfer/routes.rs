//! Every address of Globus Transfer.

use std::sync::Arc;

use axum::{Router, middleware};

use super::{bookmarks, collections, error, files, submit, tasks};
use crate::globus::Globus;

pub(crate) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .merge(collections::routes::router())
        .merge(files::routes::router())
        .merge(submit::routes::router())
        .merge(tasks::routes::router())
        .merge(bookmarks::routes::router())
        .route_layer(middleware::from_fn(error::write_document))
}
