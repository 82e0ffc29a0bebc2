//! The address that a person is sent to.

use crate::server::{Asked, Server};

use super::sdk::Sdk;

pub async fn requests(_server: &Server, _sdk: &mut Sdk) -> Vec<(Asked, Asked)> {
    Vec::new()
}
