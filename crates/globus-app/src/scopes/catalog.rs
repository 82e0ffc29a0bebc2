//! The scopes of Globus' own services (`globus_sdk/scopes/data/*.py`).

use super::Scope;

/// Scopes of Globus Auth itself.
#[derive(Debug)]
pub enum AuthScopes {}

impl AuthScopes {
    /// The resource server these scopes belong to.
    pub const RESOURCE_SERVER: &'static str = "auth.globus.org";
    /// Who you are.
    pub const OPENID: Scope = Scope::known("openid");
    /// Your name, organization and identity provider.
    pub const PROFILE: Scope = Scope::known("profile");
    /// Your e-mail address.
    pub const EMAIL: Scope = Scope::known("email");
}

/// Scopes of Globus Transfer.
#[derive(Debug)]
pub enum TransferScopes {}

impl TransferScopes {
    /// The resource server these scopes belong to.
    pub const RESOURCE_SERVER: &'static str = "transfer.api.globus.org";
    /// Everything in Transfer; it has no scope that only looks.
    pub const ALL: Scope = Scope::known("urn:globus:auth:scope:transfer.api.globus.org:all");
}

/// Scopes of Globus Flows, but for those of single flows.
#[derive(Debug)]
pub enum FlowsScopes {}

impl FlowsScopes {
    /// The resource server these scopes belong to.
    pub const RESOURCE_SERVER: &'static str = "flows.globus.org";
    /// Everything that needs no flow's own scope.
    pub const ALL: Scope = flows_scope!("all");
    /// Create, change and delete flows.
    pub const MANAGE_FLOWS: Scope = flows_scope!("manage_flows");
    /// See flows.
    pub const VIEW_FLOWS: Scope = flows_scope!("view_flows");
    /// See how runs are doing.
    pub const RUN_STATUS: Scope = flows_scope!("run_status");
    /// Cancel, relabel and delete runs.
    pub const RUN_MANAGE: Scope = flows_scope!("run_manage");
}

macro_rules! flows_scope {
    ($name:literal) => {
        Scope::known(concat!(
            "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/",
            $name
        ))
    };
}
use flows_scope;
