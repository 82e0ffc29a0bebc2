//! The input and the report of the measured programs.

mod report;
mod setting;

pub use report::Report;
pub use setting::{CLIENT_ID, Kept, Setting, Token};

/// Any error.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
