//! The scopes that the app's clients need, by resource server.

use std::collections::BTreeMap;

use crate::scopes::{AuthScopes, Scope};

#[derive(Debug)]
pub(super) struct Requirements {
    by_resource_server: BTreeMap<String, Vec<Scope>>,
}

impl Requirements {
    /// A client signs in as itself, so it asks for nothing to find out who it is.
    pub(super) fn none() -> Self {
        Self {
            by_resource_server: BTreeMap::new(),
        }
    }

    /// Every person is asked who signs in; with `openid` alone there would be no name.
    pub(super) fn of_a_person() -> Self {
        let mut requirements = Self::none();
        requirements.add(
            AuthScopes::RESOURCE_SERVER,
            [AuthScopes::OPENID, AuthScopes::PROFILE, AuthScopes::EMAIL],
        );
        requirements
    }

    pub(super) fn add(&mut self, server: &str, scopes: impl IntoIterator<Item = Scope>) {
        let required = self
            .by_resource_server
            .entry(server.to_owned())
            .or_default();
        for scope in scopes {
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

    /// One `scope` parameter for everything, with `extra` scopes behind.
    pub(super) fn scope_parameter(&self, extra: &[Scope]) -> String {
        let own = self.by_resource_server.values().flatten();
        let mut scopes: Vec<String> = Vec::new();
        for scope in own.chain(extra).map(ToString::to_string) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scopes::TransferScopes;

    #[test]
    fn one_parameter_names_every_scope_once() {
        let mut requirements = Requirements::of_a_person();
        let server = TransferScopes::RESOURCE_SERVER;
        requirements.add(server, [TransferScopes::ALL, TransferScopes::ALL]);
        let asked = requirements
            .scope_parameter(&[TransferScopes::ALL, Scope::new("more").expect("one scope")]);
        assert_eq!(
            asked,
            "openid profile email urn:globus:auth:scope:transfer.api.globus.org:all more"
        );
        assert_eq!(requirements.resource_servers(), ["auth.globus.org", server]);
    }
}
