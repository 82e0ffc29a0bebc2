//! Globus Auth's token endpoints, which our apps use by themselves.

use crate::server::{Asked, Server};

use super::sdk::Sdk;

pub async fn requests(
    _server: &Server,
    _sdk: &mut Sdk,
) -> Vec<(&'static str, Vec<Asked>, Vec<Asked>)> {
    Vec::new()
}
