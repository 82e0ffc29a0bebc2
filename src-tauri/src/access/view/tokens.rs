//! Access › Tokens on this computer. Never contains a token itself.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::scopes::RequestLine;
use crate::{problem::view::Problem, text::Text};

/// The tokens stored for the current account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Tokens {
    /// The tokens by service.
    pub rows: Vec<TokenRow>,
    /// The number of deleted tokens that aren't yet revoked at Globus.
    pub unrevoked: u32,
    /// How far this computer's clock is behind Globus, in seconds. Negative if it is ahead, None if
    /// the difference is less than five minutes.
    pub clock_off_by: Option<i32>,
}

/// What is known about the token of one service, without the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenRow {
    /// The resource server.
    pub resource_server: String,
    /// "Globus Transfer".
    pub title: Text,
    /// The account it belongs to: "ada@uni.example".
    pub account: Text,
    /// The scopes that it carries.
    pub scopes: Vec<RequestLine>,
    /// When it expires, in milliseconds since 1970. None if there is a consent but no token on this
    /// computer.
    pub ends_at: Option<u64>,
    /// Whether it is refreshed automatically.
    pub lasting: bool,
    /// Where it is stored: "GNOME Keyring" or "memory, until you quit".
    pub kept_in: Text,
    /// Why it could not be refreshed or saved.
    pub problem: Option<Problem>,
}
