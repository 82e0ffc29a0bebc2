//! Actions: what a state of type Action asks of an action provider.

mod consent;
mod hello;
mod outcome;
mod outside;
mod provider;
mod question;
mod request;
mod script;
mod simulated;
mod start;
mod started;
mod status;
mod transfer;

pub(super) use consent::MissingConsent;
pub(super) use outcome::Outcome;
pub(super) use outside::Outside;
pub(super) use provider::Provider;
pub(super) use question::Question;
pub(super) use request::Request;
pub(super) use script::Script;
pub(super) use start::start;
pub(super) use started::{Running, Started};
pub(super) use status::{Status, action_id};
