//! What this app may do: required, granted, kept on this computer.

mod ask;
mod branches;
mod consents;
mod edit;
mod facts;
mod features;
mod granted;
mod names;
mod parse;
mod preflight;
mod report;
mod requirements;
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
pub use requirements::StoredRequirements;
pub use scopes::scopes;
pub use tokens::{forget_token, renew_token, tokens};
pub use words::scope_title;

use crate::view::Preset;

/// A preset's requirements.
pub fn of_preset(preset: Preset) -> StoredRequirements {
    StoredRequirements::of_preset(preset)
}

#[cfg(test)]
mod tests;
