//! What the measured programs are told, and what they say at their end.

mod report;
mod setting;

pub use report::Report;
pub use setting::{CLIENT_ID, Kept, Setting, Token};

/// What went wrong, in words.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
