//! Flows and collections that have scopes of their own, as their services register them.

use std::collections::HashMap;

/// The registered flows and collections, by id.
#[derive(Debug, Default)]
pub(super) struct Registry(HashMap<String, Resource>);

/// A flow or a collection.
#[derive(Debug)]
struct Resource {
    name: String,
    has_data_access: bool,
}

impl Registry {
    /// Adds a flow or collection, or replaces its entry.
    pub(super) fn add(&mut self, id: &str, name: &str, has_data_access: bool) {
        let name = name.to_owned();
        let resource = Resource {
            name,
            has_data_access,
        };
        self.0.insert(id.to_owned(), resource);
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }

    pub(super) fn name_of(&self, id: &str) -> Option<String> {
        self.0.get(id).map(|resource| resource.name.clone())
    }

    /// Whether `scope` is the `data_access` scope of something that has none. Requesting it is an
    /// error.
    pub(super) fn lacks(&self, scope: &str) -> bool {
        let rest = scope.strip_prefix("https://auth.globus.org/scopes/");
        let id = rest.and_then(|rest| rest.strip_suffix("/data_access"));
        let resource = id.and_then(|id| self.0.get(id));
        resource.is_some_and(|resource| !resource.has_data_access)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_registered_resource_without_data_access_lacks_the_scope() {
        let mut registry = Registry::default();
        registry.add("mapped", "Midway3", true);
        registry.add("guest", "Eagle", false);
        let lacks =
            |id: &str| registry.lacks(&format!("https://auth.globus.org/scopes/{id}/data_access"));
        assert!(lacks("guest"));
        assert!(!lacks("mapped"));
        assert!(!lacks("unknown"), "it may be somebody else's");
        assert!(!registry.lacks("https://auth.globus.org/scopes/guest/https"));
        assert_eq!(registry.name_of("guest").as_deref(), Some("Eagle"));
    }
}
