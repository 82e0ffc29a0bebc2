//! What an account is asked for, and what this app does with it.

mod branches;
mod features;
mod stored;

pub use branches::{all_of, branches, required, written};
pub use features::{Feature, Purpose, WANTED, is_data_access, purpose, purpose_below};
pub use stored::{StoredRequirements, is_fixed};
