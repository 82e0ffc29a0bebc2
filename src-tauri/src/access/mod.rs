//! What this app may do: required, granted, kept on this computer.

mod ask;
mod consents;
mod edit;
mod facts;
mod granted;
mod names;
mod parse;
mod preflight;
mod report;
mod scopes;
mod tokens;
mod tree;
mod under_way;
mod words;

pub use ask::{asking, outcome, preview, signing_in, to_ask};
pub use consents::consents;
pub use edit::{merge, requirements, with_added, without};
pub use granted::is_granted;
pub use parse::parse;
pub use report::report;
pub use scopes::scopes;
pub use tokens::{forget_token, renew_token, tokens};
pub use words::scope_title;

#[cfg(test)]
mod tests;
