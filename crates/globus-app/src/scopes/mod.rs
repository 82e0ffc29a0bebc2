//! Scopes: what an app may do, per service (resource server).

mod catalog;
mod error;
mod graph;
mod parser;
mod scope;
mod tokens;

pub use catalog::{AuthScopes, FlowsScopes, TransferScopes};
pub use error::{ScopeParseError, ScopeProblem};
pub use parser::ScopeParser;
pub use scope::Scope;
