//! The known scopes, in plain words.

mod dynamic;
mod find;
mod known;
mod services;

pub use dynamic::{GcsCollectionScopes, GcsEndpointScopes, SpecificFlowScopes};
pub use known::{KnownScope, ScopeKind};
pub use services::{
    ActionScopes, AuthScopes, ComputeScopes, FlowsScopes, GroupsScopes, NexusScopes, SearchScopes,
    TimersScopes, TransferScopes,
};
