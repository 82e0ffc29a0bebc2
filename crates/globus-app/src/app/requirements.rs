//! The required scopes, by resource server.

use std::collections::BTreeMap;

use crate::scopes::{AuthScopes, Scope, ScopeParseError, ScopeParser};

#[derive(Debug)]
pub(super) struct Requirements {
    by_resource_server: BTreeMap<String, Vec<Scope>>,
}

impl Requirements {
    /// A client signs in as itself, so it needs no scope to find out who it is.
    pub(super) fn none() -> Self {
        Self {
            by_resource_server: BTreeMap::new(),
        }
    }

    /// Everyone who signs in is asked for these. With `openid` alone there would be no name.
    pub(super) fn of_a_person() -> Self {
        let mut requirements = Self::none();
        requirements.add(
            AuthScopes::RESOURCE_SERVER,
            [AuthScopes::OPENID, AuthScopes::PROFILE, AuthScopes::EMAIL],
        );
        requirements
    }

    /// A client that is bound without scopes requires no token.
    pub(super) fn add(&mut self, server: &str, scopes: impl IntoIterator<Item = Scope>) {
        for scope in scopes {
            let required = self
                .by_resource_server
                .entry(server.to_owned())
                .or_default();
            if !required.contains(&scope) {
                required.push(scope);
            }
        }
    }

    pub(super) fn resource_servers(&self) -> Vec<String> {
        self.by_resource_server.keys().cloned().collect()
    }

    pub(super) fn all(&self) -> BTreeMap<String, Vec<Scope>> {
        self.by_resource_server.clone()
    }

    pub(super) fn of(&self, server: &str) -> &[Scope] {
        self.by_resource_server
            .get(server)
            .map_or(&[], Vec::as_slice)
    }

    /// All required scopes plus `extra`: what a login requests.
    pub(super) fn with(&self, extra: &[Scope]) -> Result<Vec<Scope>, ScopeParseError> {
        let own: Vec<_> = self
            .by_resource_server
            .values()
            .flatten()
            .cloned()
            .collect();
        ScopeParser::merge_scopes(&own, extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scopes::TransferScopes;

    #[test]
    fn a_login_asks_for_every_scope_once() {
        let mut requirements = Requirements::of_a_person();
        let server = TransferScopes::RESOURCE_SERVER;
        requirements.add(server, [TransferScopes::ALL, TransferScopes::ALL]);
        requirements.add("nothing is wanted of it", []);
        let data_access = Scope::new("data_access").expect("a scope").optional();
        let extra = [TransferScopes::ALL.with_dependency(data_access)];
        let mut asked: Vec<_> = requirements
            .with(&extra)
            .expect("no cycle")
            .iter()
            .map(ToString::to_string)
            .collect();
        asked.sort();
        assert_eq!(
            asked,
            [
                "email",
                "openid",
                "profile",
                "urn:globus:auth:scope:transfer.api.globus.org:all[*data_access]"
            ]
        );
        assert_eq!(requirements.resource_servers(), ["auth.globus.org", server]);
    }
}
