//! Access › Tokens on this computer. Never a token.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::scopes::RequestLine;
use crate::problem::view::Problem;

/// What is kept for the current account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Tokens {
    /// By service.
    pub rows: Vec<TokenRow>,
    /// Tokens that Globus could not be told of yet that they are no longer in use.
    pub unrevoked: u32,
    /// How far this computer's clock is behind Globus', in seconds, if it is off by more than five
    /// minutes; less than nothing if it is ahead.
    pub clock_off_by: Option<i32>,
}

/// The token of one service, but for the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenRow {
    /// The resource server.
    pub resource_server: String,
    /// "Globus Transfer".
    pub title: String,
    /// Whose it is: "ada@uni.example".
    pub account: String,
    /// What it carries.
    pub scopes: Vec<RequestLine>,
    /// Milliseconds since 1970; none if Globus says yes, but this computer has no token.
    pub ends_at: Option<u64>,
    /// Whether it is renewed by itself.
    pub lasting: bool,
    /// "GNOME Keyring", or "memory, until you quit".
    pub kept_in: String,
    /// Why it could not be renewed, or saved.
    pub problem: Option<Problem>,
}
