//! Looks up what is known about a scope by its string.

use uuid::Uuid;

use super::{
    dynamic::{GcsCollectionScopes, GcsEndpointScopes, SpecificFlowScopes},
    known::{KnownScope, ScopeKind},
    services::{self, AuthScopes, ComputeScopes, FlowsScopes},
};
use crate::scopes::scope::Scope;

/// How the scopes of services start whose resource server isn't part of the scope.
const IRREGULAR: [(&str, &str); 2] = [
    (
        "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/",
        FlowsScopes::RESOURCE_SERVER,
    ),
    (
        "https://auth.globus.org/scopes/facd7ccc-c5f4-42aa-916b-a0e270e2c2a9/",
        ComputeScopes::RESOURCE_SERVER,
    ),
];

impl KnownScope {
    /// All scopes of Globus services, service by service.
    pub fn all() -> &'static [Self] {
        services::ALL
    }

    /// What is known about a scope, including those of flows, collections and endpoints. Ignores
    /// its dependencies.
    pub fn find(scope: &Scope) -> Option<Self> {
        let scope_string = scope.scope_string();
        let of_service = Self::all()
            .iter()
            .find(|known| known.scope.scope_string() == scope_string);
        of_service.cloned().or_else(|| find_dynamic(scope_string))
    }
}

impl Scope {
    /// The resource server whose token carries this scope, if the string shows it.
    pub fn resource_server(&self) -> Option<&str> {
        let scope_string = self.scope_string();
        if ["openid", "profile", "email"].contains(&scope_string) {
            return Some(AuthScopes::RESOURCE_SERVER);
        }
        let irregular = IRREGULAR
            .into_iter()
            .find(|(begin, _)| scope_string.starts_with(begin));
        if let Some((_, server)) = irregular {
            return Some(server);
        }
        let (server, _) = split(scope_string)?;
        Some(server)
    }
}

fn find_dynamic(scope_string: &str) -> Option<KnownScope> {
    let (server, name) = split(scope_string)?;
    let id = Uuid::try_parse(server).ok()?;
    let of_collection = GcsCollectionScopes::new(id);
    let (scope, title, needed_for, kind) = match name {
        "data_access" => (
            of_collection.data_access(),
            "Access the data in this collection",
            "browsing it, and transferring data to and from it",
            ScopeKind::Collection(id),
        ),
        "https" => (
            of_collection.https(),
            "Read and write files of this collection over HTTPS",
            "opening and saving single files",
            ScopeKind::Collection(id),
        ),
        "manage_collections" => (
            GcsEndpointScopes::new(id).manage_collections(),
            "Administer this endpoint and its collections",
            "administering Globus Connect Server",
            ScopeKind::Endpoint(id),
        ),
        _ => (
            SpecificFlowScopes::new(id).user(),
            "Start this flow and resume its runs",
            "starting this flow and resuming its runs",
            ScopeKind::Flow(id),
        ),
    };
    (scope.scope_string() == scope_string).then(|| KnownScope {
        scope,
        resource_server: server.to_owned().into(),
        title,
        needed_for,
        kind,
    })
}

/// Globus Auth has two forms: `urn:globus:auth:scope:SERVER:NAME` and
/// `https://auth.globus.org/scopes/SERVER/NAME`.
fn split(scope_string: &str) -> Option<(&str, &str)> {
    let urn = scope_string.strip_prefix("urn:globus:auth:scope:");
    let url = scope_string.strip_prefix("https://auth.globus.org/scopes/");
    urn.and_then(|rest| rest.split_once(':'))
        .or_else(|| url?.split_once('/'))
        .filter(|(server, name)| !server.is_empty() && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::uuid;

    use super::*;

    const ID: Uuid = uuid!("24bc4997-b483-4c25-a19c-64b0afc00743");

    #[test]
    fn every_known_scope_is_found_and_shows_its_resource_server() {
        let mut seen = HashSet::new();
        for known in KnownScope::all() {
            assert!(seen.insert(known.scope.scope_string()), "{known:?}");
            assert_eq!(KnownScope::find(&known.scope).as_ref(), Some(known));
            assert_eq!(
                known.scope.resource_server(),
                Some(&*known.resource_server),
                "{known:?}"
            );
            assert!(Scope::new(known.scope.scope_string()).is_ok(), "{known:?}");
        }
    }

    #[test]
    fn scopes_of_flows_collections_and_endpoints_are_found() {
        let collection = GcsCollectionScopes::new(ID);
        for (scope, kind) in [
            (SpecificFlowScopes::new(ID).user(), ScopeKind::Flow(ID)),
            (collection.data_access(), ScopeKind::Collection(ID)),
            (collection.https(), ScopeKind::Collection(ID)),
            (
                GcsEndpointScopes::new(ID).manage_collections(),
                ScopeKind::Endpoint(ID),
            ),
        ] {
            let with_more = scope.clone().optional().with_dependency(AuthScopes::OPENID);
            let known = KnownScope::find(&with_more).expect("known");
            assert_eq!((&known.scope, known.kind), (&scope, kind));
            assert_eq!(known.resource_server, ID.to_string());
            assert_eq!(scope.resource_server(), Some(ID.to_string().as_str()));
        }
    }

    #[test]
    fn what_only_looks_like_one_is_not_found() {
        for text in [
            "foo",
            "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/",
            "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/flow_x_user",
            "urn:globus:auth:scope:24bc4997-b483-4c25-a19c-64b0afc00743:data_access",
            "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/manage_collections",
            "https://auth.globus.org/scopes/24BC4997-B483-4C25-A19C-64B0AFC00743/data_access",
        ] {
            let scope = Scope::new(text).expect("one scope");
            assert_eq!(KnownScope::find(&scope), None, "{text}");
        }
    }
}
