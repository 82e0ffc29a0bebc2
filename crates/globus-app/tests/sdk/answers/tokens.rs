//! The answers of Globus Auth's token endpoints.

use super::{Read, shipped::Answer};
use crate::server::Server;

pub async fn read(_server: &Server, _answer: &Answer) -> Option<Read> {
    None
}
