//! What this app may do: required, granted, kept on this computer.

pub mod consents;
pub mod edit;
pub mod grant;
pub mod missing;
pub mod parse;
mod preflight;
pub mod report;
pub mod scopes;
pub mod tokens;
mod tree;
pub mod under_way;
pub mod view;

#[cfg(test)]
mod tests;
