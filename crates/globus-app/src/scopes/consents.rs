//! What a user has consented to, as a forest (`globus_sdk/scopes/consents`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::scope::Scope;

/// One consent: a client may do something, on one path of dependent scopes (`GET
/// /v2/api/identities/{id}/consents`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Its number, which other consents use in their paths.
    pub id: i64,
    /// The scope string that the user consented to.
    pub scope_name: String,
    /// The path from a top-level consent down to this one. The last number is its own.
    pub dependency_path: Vec<i64>,
    /// The scope's id.
    #[serde(default)]
    pub scope: String,
    /// The client that may do it: the app itself at the top, and below that the service that acts
    /// for it.
    #[serde(default)]
    pub client: String,
    /// The identity that the client acts as.
    #[serde(default)]
    pub effective_identity: String,
    /// `approved` is the only known value.
    #[serde(default)]
    pub status: String,
    /// When it was granted.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default)]
    pub updated: Option<Timestamp>,
    /// When it was last used, if ever.
    #[serde(default)]
    pub last_used: Option<Timestamp>,
    /// Whether it also works while the user is away.
    #[serde(default)]
    pub allows_refresh: bool,
    /// Whether it was granted without asking.
    #[serde(default)]
    pub auto_approved: bool,
    /// Whether it can be revoked on its own, because it was requested as optional.
    #[serde(default)]
    pub atomically_revocable: bool,
    /// All other fields.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A consent is missing its parent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("consent {consent} depends on consent {parent}, which is missing")]
pub struct ConsentForestError {
    /// The consent.
    pub consent: i64,
    /// Its missing parent.
    pub parent: i64,
}

/// The consents of one identity for one client, including those for dependent scopes.
///
/// ```
/// use globus_app::{Consent, ConsentForest, ScopeParser};
/// use serde_json::json;
///
/// let consents: Vec<Consent> = serde_json::from_value(json!([
///     {"id": 1, "scope_name": "transfer", "dependency_path": [1]},
///     {"id": 2, "scope_name": "data_access", "dependency_path": [1, 2]},
/// ]))?;
/// let forest = ConsentForest::new(consents)?;
/// assert!(forest.meets_scope_requirements(&ScopeParser::parse("transfer[*data_access]")?));
/// assert!(!forest.meets_scope_requirements(&ScopeParser::parse("transfer[*another]")?));
/// assert!(!forest.meets_scope_requirements(&ScopeParser::parse("data_access")?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ConsentForest {
    consents: BTreeMap<i64, Consent>,
    by_scope: HashMap<String, Vec<i64>>,
    children: HashMap<i64, BTreeSet<i64>>,
    roots: BTreeSet<i64>,
}

impl ConsentForest {
    /// Builds the forest from the consents' paths.
    ///
    /// # Errors
    /// [`ConsentForestError`] if a consent's parent is missing.
    pub fn new(consents: impl IntoIterator<Item = Consent>) -> Result<Self, ConsentForestError> {
        let forest = Self::grown_from(consents);
        let mut parents = forest.children.iter();
        let orphan = parents.find(|(id, _)| !forest.consents.contains_key(id));
        if let Some((&parent, orphans)) = orphan {
            let consent = orphans.first().copied().unwrap_or(parent);
            return Err(ConsentForestError { consent, parent });
        }
        Ok(forest)
    }

    /// The forest of the consents whose path is complete, and the others, whose parents are
    /// missing.
    pub fn of_linked(consents: impl IntoIterator<Item = Consent>) -> (Self, Vec<Consent>) {
        let consents: Vec<_> = consents.into_iter().collect();
        let ids: BTreeSet<i64> = consents.iter().map(|consent| consent.id).collect();
        let is_linked = |consent: &Consent| {
            let path = &consent.dependency_path;
            path.last() == Some(&consent.id) && path.iter().all(|id| ids.contains(id))
        };
        let (linked, unlinked): (Vec<_>, Vec<_>) = consents.into_iter().partition(is_linked);
        (Self::grown_from(linked), unlinked)
    }

    fn grown_from(consents: impl IntoIterator<Item = Consent>) -> Self {
        let mut roots = BTreeSet::new();
        let mut children: HashMap<i64, BTreeSet<i64>> = HashMap::new();
        let mut by_id = BTreeMap::new();
        for consent in consents {
            match consent.dependency_path[..] {
                [] => {}
                [_] => _ = roots.insert(consent.id),
                [.., parent, _] => _ = children.entry(parent).or_default().insert(consent.id),
            }
            by_id.insert(consent.id, consent);
        }
        let mut by_scope: HashMap<String, Vec<i64>> = HashMap::new();
        for consent in by_id.values() {
            let same_scope = by_scope.entry(consent.scope_name.clone()).or_default();
            same_scope.push(consent.id);
        }
        Self {
            consents: by_id,
            by_scope,
            children,
            roots,
        }
    }

    /// All consents, by number.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        self.consents.values()
    }

    /// The consents that the app itself was granted.
    pub fn roots(&self) -> impl Iterator<Item = &Consent> {
        self.roots.iter().filter_map(|id| self.consents.get(id))
    }

    /// The consents that depend directly on this one.
    pub fn children(&self, id: i64) -> impl Iterator<Item = &Consent> {
        let children = self.children.get(&id).into_iter().flatten();
        children.filter_map(|id| self.consents.get(id))
    }

    /// Whether each scope is found in one tree of the forest, with all its dependencies. Optional
    /// dependencies count like required ones, as in the SDK, because whoever asks needs them.
    pub fn meets_scope_requirements(&self, scopes: &[Scope]) -> bool {
        scopes.iter().all(|scope| {
            self.meeting(scope)
                .intersection(&self.roots)
                .next()
                .is_some()
        })
    }

    /// The consents to `scope`, anywhere in the forest, that have all its dependencies below them.
    fn meeting(&self, scope: &Scope) -> BTreeSet<i64> {
        // From the last scope up, so that dependencies are known before the scopes that depend on
        // them.
        let mut known: Vec<(usize, BTreeSet<i64>)> = Vec::new();
        for (depth, scope_string) in scope.with_all_below().rev() {
            let first = known
                .iter()
                .rposition(|(below, _)| *below != depth + 1)
                .map_or(0, |other| other + 1);
            let dependencies = known.split_off(first);
            let candidates = self.by_scope.get(scope_string).into_iter().flatten();
            let meeting = candidates.copied().filter(|id| {
                dependencies.iter().all(|(_, meeting)| {
                    let children = self.children.get(id).into_iter().flatten();
                    children.copied().any(|child| meeting.contains(&child))
                })
            });
            known.push((depth, meeting.collect()));
        }
        known.pop().map(|(_, meeting)| meeting).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scopes::ScopeParser;

    fn consent(id: i64, scope_name: &str, dependency_path: &[i64]) -> Consent {
        serde_json::from_value(serde_json::json!({
            "id": id, "scope_name": scope_name, "dependency_path": dependency_path,
        }))
        .expect("a consent")
    }

    fn meets(forest: &ConsentForest, scopes: &str) -> bool {
        forest.meets_scope_requirements(&ScopeParser::parse(scopes).expect("scopes"))
    }

    #[test]
    fn what_depends_must_be_below_the_same_consent() {
        let forest = ConsentForest::new([
            consent(1, "a", &[1]),
            consent(2, "b", &[1, 2]),
            consent(3, "c", &[1, 2, 3]),
            consent(4, "d", &[1, 4]),
            consent(5, "e", &[5]),
            consent(6, "b", &[5, 6]),
        ])
        .expect("a forest");
        for met in ["", "a", "a e", "a[b]", "a[b[c] d]", "a[*b]", "e[b]", "a[d]"] {
            assert!(meets(&forest, met), "{met}");
        }
        for unmet in [
            "b", "a[c]", "e[b[c]]", "e[d]", "a[b d e]", "a[b[d]]", "x", "a x",
        ] {
            assert!(!meets(&forest, unmet), "{unmet}");
        }
    }

    #[test]
    fn a_consent_without_its_parent_is_an_error() {
        let error = ConsentForest::new([consent(2, "b", &[1, 2])]).expect_err("no parent");
        assert_eq!(
            error.to_string(),
            "consent 2 depends on consent 1, which is missing"
        );
    }

    #[test]
    fn what_is_linked_makes_a_forest_and_the_rest_is_handed_out() {
        let (forest, unlinked) = ConsentForest::of_linked([
            consent(1, "a", &[1]),
            consent(2, "b", &[1, 2]),
            consent(3, "c", &[9, 3]),
            consent(4, "d", &[9, 3, 4]),
            consent(5, "e", &[]),
        ]);
        assert!(meets(&forest, "a[b]"));
        let unlinked: Vec<_> = unlinked.iter().map(|consent| consent.id).collect();
        assert_eq!(unlinked, [3, 4, 5]);
        assert_eq!(forest.consents().count(), 2);
    }

    #[test]
    fn a_long_chain_is_followed() {
        // As deep as scopes may go.
        let depth = ScopeParser::MAX_DEPTH;
        let path: Vec<i64> = (0..100).collect();
        let forest = (0..depth).map(|at| consent(path[at], &format!("s{at}"), &path[..=at]));
        let forest = ConsentForest::new(forest).expect("a chain");
        let names: Vec<_> = (0..depth).map(|at| format!("s{at}")).collect();
        let chain = names.join("[") + &"]".repeat(depth - 1);
        assert!(meets(&forest, &chain));
        assert!(!meets(&forest, &chain.replace("s99", "s98x")));
    }
}
