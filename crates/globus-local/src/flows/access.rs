//! Who makes a call, and with which of Flows' scopes.

use axum::http::HeaderMap;
use serde_json::Value;

use super::error::FlowsError;
use crate::{
    auth::{Access, Auth, people::Person},
    bearer::bearer,
    groups,
};

const RESOURCE_SERVER: &str = "flows.globus.org";
const PREFIX: &str = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/";

/// The last parts of scope strings, the weakest scope first. Any of them allows the call.
pub(super) const VIEW_FLOWS: &[&str] = &["view_flows", "manage_flows", "all"];
pub(super) const MANAGE_FLOWS: &[&str] = &["manage_flows", "all"];
pub(super) const VIEW_RUNS: &[&str] = &["run_status", "run_manage", "all"];
pub(super) const MANAGE_RUNS: &[&str] = &["run_manage", "all"];
pub(super) const VIEW_WEB_INPUTS: &[&str] = &["web_input_view", "all"];
pub(super) const RESPOND: &[&str] = &["web_input_respond", "all"];

/// The user that the token of a call stands for.
pub(super) struct Caller {
    pub(super) access: Access,
    /// The URN of the effective identity.
    pub(super) urn: String,
    /// The URNs of all linked identities, including the effective one, and of their groups.
    urns: Vec<String>,
}

impl Caller {
    pub(super) fn new(access: Access) -> Self {
        let urn = identity_urn(&access.identity_id);
        let urns = match Person::with_identity(&access.identity_id) {
            Some(person) => {
                let identities = person.identities.iter();
                let own = identities.map(|identity| identity_urn(identity.id));
                own.chain(groups::urns_of(person.identities)).collect()
            }
            None => vec![urn.clone()],
        };
        Self { access, urn, urns }
    }

    /// Whether `principal` is one of the caller's identities or groups.
    pub(super) fn is(&self, principal: &str) -> bool {
        self.urns.iter().any(|urn| urn == principal)
    }

    /// Whether the caller is among `principals`, a list of URNs and of names such as "public".
    pub(super) fn is_among(&self, principals: &Value) -> bool {
        let principals = principals.as_array().into_iter().flatten();
        principals.filter_map(Value::as_str).any(|principal| {
            matches!(principal, "public" | "all_authenticated_users") || self.is(principal)
        })
    }

    pub(super) fn is_one_of(&self, urns: &[String]) -> bool {
        urns.iter().any(|urn| self.is(urn))
    }
}

pub(super) fn identity_urn(id: impl std::fmt::Display) -> String {
    format!("urn:globus:auth:identity:{id}")
}

/// The scope for starting and resuming runs of a flow.
pub(super) fn flow_scope(flow_id: &str) -> String {
    let name = format!("flow_{}_user", flow_id.replace('-', "_"));
    format!("https://auth.globus.org/scopes/{flow_id}/{name}")
}

/// The caller, if the token has one of Flows' own `scopes`.
pub(super) fn caller(
    auth: &Auth,
    headers: &HeaderMap,
    scopes: &[&str],
) -> Result<Caller, FlowsError> {
    let access = bearer_access(auth, headers, RESOURCE_SERVER).ok_or(FlowsError::Authentication)?;
    let is_allowed = access.scopes.iter().any(|scope| {
        scope
            .strip_prefix(PREFIX)
            .is_some_and(|name| scopes.contains(&name))
    });
    if is_allowed {
        Ok(Caller::new(access))
    } else {
        let least = scopes.first().unwrap_or(&"all");
        Err(FlowsError::MissingScope(format!("{PREFIX}{least}")))
    }
}

/// The caller, if the token is for this flow.
pub(super) fn starter(
    auth: &Auth,
    headers: &HeaderMap,
    flow_id: &str,
) -> Result<Caller, FlowsError> {
    let scope = flow_scope(flow_id);
    let of_flow = bearer_access(auth, headers, flow_id);
    match of_flow.filter(|access| access.scopes.contains(&scope)) {
        Some(access) => Ok(Caller::new(access)),
        // A token for Flows is valid, but not sufficient.
        None if bearer_access(auth, headers, RESOURCE_SERVER).is_some() => {
            Err(FlowsError::MissingScope(scope))
        }
        None => Err(FlowsError::Authentication),
    }
}

fn bearer_access(auth: &Auth, headers: &HeaderMap, resource_server: &str) -> Option<Access> {
    auth.access(bearer(headers)?, resource_server)
}
