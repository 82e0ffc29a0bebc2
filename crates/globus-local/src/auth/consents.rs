//! What each user has allowed each client: scopes, and their dependent scopes.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::scopes::Scope;

/// The consents of all users.
#[derive(Debug, Default)]
pub(super) struct Consents {
    by_owner: HashMap<Owner, Vec<Consent>>,
    last_id: u64,
}

/// Whose consents these are: those of an effective identity, for a client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Owner {
    pub(super) identity_id: String,
    pub(super) client_id: String,
}

#[derive(Clone, Debug)]
struct Consent {
    id: u64,
    /// Scope strings, from the top-level scope down to this one.
    path: Vec<String>,
    /// Ids of the consents on that path.
    ids: Vec<u64>,
    is_optional: bool,
    allows_refresh: bool,
    created: Timestamp,
    updated: Timestamp,
    last_used: Timestamp,
}

/// A consent, as its page lists it.
pub(super) struct Allowed {
    /// Scope strings, from the top-level scope down.
    pub(super) path: Vec<String>,
    /// Whether it can be revoked without revoking what is above it.
    pub(super) is_revocable: bool,
}

impl Consents {
    /// Adds `scopes` with their dependencies, and keeps what was allowed before.
    pub(super) fn allow(
        &mut self,
        owner: &Owner,
        scopes: &[Scope],
        allows_refresh: bool,
        now: Timestamp,
    ) {
        let mut consents = self.by_owner.remove(owner).unwrap_or_default();
        for scope in scopes {
            self.allow_one(&mut consents, None, scope, allows_refresh, now);
        }
        self.by_owner.insert(owner.clone(), consents);
    }

    fn allow_one(
        &mut self,
        consents: &mut Vec<Consent>,
        above: Option<&Consent>,
        scope: &Scope,
        allows_refresh: bool,
        now: Timestamp,
    ) {
        let names = above.map(|parent| parent.path.clone());
        let mut path = names.unwrap_or_default();
        path.push(scope.name.clone());
        let known = consents.iter_mut().find(|known| known.path == path);
        let consent = if let Some(known) = known {
            known.updated = now;
            known.allows_refresh |= allows_refresh;
            known.is_optional &= scope.is_optional;
            known.clone()
        } else {
            self.last_id += 1;
            let mut ids = above.map(|parent| parent.ids.clone()).unwrap_or_default();
            ids.push(self.last_id);
            let consent = Consent {
                id: self.last_id,
                path,
                ids,
                is_optional: scope.is_optional,
                allows_refresh,
                created: now,
                updated: now,
                last_used: now,
            };
            consents.push(consent.clone());
            consent
        };
        for dependency in &scope.dependencies {
            self.allow_one(consents, Some(&consent), dependency, allows_refresh, now);
        }
    }

    /// Notes that tokens were issued for `scopes`, directly below the path `above`.
    pub(super) fn used(
        &mut self,
        owner: &Owner,
        above: &[String],
        scopes: &[String],
        now: Timestamp,
    ) {
        let consents = self.by_owner.get_mut(owner).into_iter().flatten();
        for consent in consents {
            let below = consent.path.strip_prefix(above);
            let is_used = below.is_some_and(|below| matches!(below, [own] if scopes.contains(own)));
            if is_used {
                consent.last_used = now;
            }
        }
    }

    /// Whether each scope in `path` was allowed as a dependency of the one before it.
    pub(super) fn has(&self, owner: &Owner, path: &[&str]) -> bool {
        let consents = self.by_owner.get(owner).into_iter().flatten();
        consents
            .map(|consent| &consent.path)
            .any(|known| known == path)
    }

    /// Whether the identity has allowed `path` to any client.
    pub(super) fn has_to_any(&self, identity_id: &str, path: &[&str]) -> bool {
        let mut owners = self.by_owner.keys();
        owners.any(|owner| owner.identity_id == identity_id && self.has(owner, path))
    }

    /// Scopes that were allowed directly below `path`.
    pub(super) fn below(&self, owner: &Owner, path: &[&str]) -> Vec<String> {
        let consents = self.by_owner.get(owner).into_iter().flatten();
        let is_below = |known: &&Consent| {
            known.path.len() == path.len() + 1 && known.path.starts_with(&owned(path))
        };
        consents
            .filter(is_below)
            .filter_map(|known| known.path.last().cloned())
            .collect()
    }

    /// Revokes a scope, wherever it appears, with everything below it. Returns the top-level scopes
    /// that were revoked.
    pub(super) fn revoke(&mut self, owner: &Owner, scope: &str) -> Vec<String> {
        let Some(consents) = self.by_owner.get_mut(owner) else {
            return Vec::new();
        };
        let is_gone = |known: &Consent| known.path.iter().any(|name| name == scope);
        let gone = consents
            .iter()
            .filter(|known| is_gone(known) && known.path.len() == 1);
        let gone = gone.map(|known| known.path.concat()).collect();
        consents.retain(|known| !is_gone(known));
        gone
    }

    /// What was allowed, each consent after the one above it.
    pub(super) fn allowed(&self, owner: &Owner) -> Vec<Allowed> {
        let consents = self.by_owner.get(owner).into_iter().flatten();
        let mut allowed: Vec<Allowed> = consents
            .map(|consent| Allowed {
                path: consent.path.clone(),
                is_revocable: consent.is_optional || consent.path.len() == 1,
            })
            .collect();
        allowed.sort_by(|a, b| a.path.cmp(&b.path));
        allowed
    }

    /// Everyone who has allowed a client anything.
    pub(super) fn owners(&self) -> Vec<Owner> {
        self.by_owner.keys().cloned().collect()
    }

    /// The documents of `GET /v2/api/identities/{id}/consents`, for one client or for all.
    pub(super) fn documents(&self, identity_id: &str, client_id: Option<&str>) -> Vec<Value> {
        let of_owner = |owner: &&Owner| {
            owner.identity_id == identity_id
                && client_id.is_none_or(|client_id| owner.client_id == client_id)
        };
        let mut owners: Vec<&Owner> = self.by_owner.keys().filter(of_owner).collect();
        owners.sort_by(|a, b| a.client_id.cmp(&b.client_id));
        owners
            .into_iter()
            .flat_map(|owner| {
                let consents = &self.by_owner[owner];
                consents.iter().map(|consent| consent.document(owner))
            })
            .collect()
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|name| (*name).to_owned()).collect()
}

impl Consent {
    fn document(&self, owner: &Owner) -> Value {
        let name = self.path.last().map(String::as_str).unwrap_or_default();
        json!({
            "id": self.id,
            "scope_name": name,
            "scope": scope_id(name),
            "client": owner.client_id,
            "effective_identity": owner.identity_id,
            "dependency_path": self.ids,
            "status": "approved",
            "allows_refresh": self.allows_refresh,
            "atomically_revocable": self.is_optional,
            "auto_approved": false,
            "created": format_time(self.created),
            "updated": format_time(self.updated),
            "last_used": format_time(self.last_used),
        })
    }
}

/// A scope has the same id everywhere.
fn scope_id(name: &str) -> Uuid {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// Formats a time as Auth does, with microseconds and an offset.
fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}

#[cfg(test)]
mod tests {
    use super::{super::scopes::parse, *};

    fn owner() -> Owner {
        Owner {
            identity_id: "ada".into(),
            client_id: "app".into(),
        }
    }

    #[test]
    fn paths_are_kept_added_to_and_revoked_with_all_below() {
        let (mut consents, owner, now) = (Consents::default(), owner(), Timestamp::now());
        let mut allow = |text: &str| {
            let scopes = parse(text).expect("well-formed");
            consents.allow(&owner, &scopes, true, now);
        };
        allow("transfer[*a]");
        allow("transfer[*b[c]] flows");
        assert!(consents.has(&owner, &["transfer", "a"]), "the first stays");
        assert!(consents.has(&owner, &["transfer", "b", "c"]));
        assert!(!consents.has(&owner, &["transfer", "c"]));
        assert_eq!(consents.below(&owner, &["transfer"]), ["a", "b"]);

        let documents = consents.documents("ada", Some("app"));
        let of = |name: &str| {
            documents
                .iter()
                .find(|d| d["scope_name"] == name)
                .expect("there")
        };
        assert_eq!(of("c")["dependency_path"], json!([1, 3, 4]));
        assert_eq!(of("b")["atomically_revocable"], true);
        assert!(consents.documents("ada", Some("other")).is_empty());

        assert!(
            consents.revoke(&owner, "b").is_empty(),
            "no top-level scope"
        );
        assert!(!consents.has(&owner, &["transfer", "b", "c"]));
        assert_eq!(consents.revoke(&owner, "transfer"), ["transfer"]);
        assert!(!consents.has(&owner, &["transfer", "a"]));
        assert!(consents.has(&owner, &["flows"]));
    }
}
