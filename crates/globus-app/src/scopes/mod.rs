//! Scopes: what an app may do, per service (resource server).

mod catalog;
mod consents;
mod error;
mod graph;
mod limits;
mod parser;
mod scope;
mod tokens;

pub use catalog::{
    ActionScopes, AuthScopes, ComputeScopes, FlowsScopes, GcsCollectionScopes, GcsEndpointScopes,
    GroupsScopes, KnownScope, NexusScopes, ScopeKind, SearchScopes, SpecificFlowScopes,
    TimersScopes, TransferScopes,
};
pub use consents::{Consent, ConsentForest, ConsentForestError};
pub use error::{ScopeParseError, ScopeProblem};
pub use parser::ScopeParser;
pub use scope::Scope;
