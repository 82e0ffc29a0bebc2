//! What is known about a scope.

use std::borrow::Cow;

use uuid::Uuid;

use crate::scopes::scope::Scope;

/// A scope, and what it means in plain words.
///
/// ```
/// use globus_app::{KnownScope, TransferScopes};
///
/// let known = KnownScope::find(&TransferScopes::ALL).expect("in the catalog");
/// assert_eq!(known.title, "Manage data using Globus Transfer");
/// assert_eq!(known.resource_server, "transfer.api.globus.org");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownScope {
    /// The scope alone, without dependencies.
    pub scope: Scope,
    /// The resource server whose token carries it.
    pub resource_server: Cow<'static, str>,
    /// What it allows.
    pub title: &'static str,
    /// What doesn't work without it.
    pub needed_for: &'static str,
    /// What it belongs to.
    pub kind: ScopeKind,
}

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScopeKind {
    /// A Globus service.
    Service,
    /// An action that flows use.
    Action,
    /// One flow.
    Flow(Uuid),
    /// One collection.
    Collection(Uuid),
    /// One endpoint of Globus Connect Server.
    Endpoint(Uuid),
}
