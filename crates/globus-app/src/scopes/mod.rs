//! Scopes: what an app may do, per service (resource server).

mod catalog;
mod scope;

pub use catalog::{AuthScopes, FlowsScopes, TransferScopes};
pub use scope::Scope;
