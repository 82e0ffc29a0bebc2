//! What a person has consented to, as a forest (`globus_sdk/scopes/consents`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::scope::Scope;

/// One consent: a client may do something, on one path of scopes that depend on each other
/// (`GET /v2/api/identities/{id}/consents`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Its number, by which others name it in their paths.
    pub id: i64,
    /// The scope string that was consented to.
    pub scope_name: String,
    /// From a top-level consent down to this one, whose number is the last.
    pub dependency_path: Vec<i64>,
    /// The id of the scope.
    #[serde(default)]
    pub scope: String,
    /// Who may do it: the app itself at the top, further down the service that acts for it.
    #[serde(default)]
    pub client: String,
    /// The identity that it acts as.
    #[serde(default)]
    pub effective_identity: String,
    /// `approved`, as far as is known.
    #[serde(default)]
    pub status: String,
    /// When it was given.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default)]
    pub updated: Option<Timestamp>,
    /// When it was last made use of, if ever.
    #[serde(default)]
    pub last_used: Option<Timestamp>,
    /// Whether it lasts while the person is away.
    #[serde(default)]
    pub allows_refresh: bool,
    /// Whether it was given without a question.
    #[serde(default)]
    pub auto_approved: bool,
    /// Whether it can be withdrawn alone: it was asked for as optional.
    #[serde(default)]
    pub atomically_revocable: bool,
    /// Fields that we do not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Consents that do not make a forest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("consent {consent} depends on consent {parent}, which is not among them")]
pub struct ConsentForestError {
    /// The consent without its parent.
    pub consent: i64,
    /// The parent that is missing.
    pub parent: i64,
}

/// The consents of one identity for one client, with those that depend on them.
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
    /// Rebuilds the forest from the consents' paths.
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

    /// The forest of those whose path is all there, and the others: what they depend on is not
    /// among what was told.
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

    /// Every consent, by its number.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        self.consents.values()
    }

    /// The consents that the app itself was given.
    pub fn roots(&self) -> impl Iterator<Item = &Consent> {
        self.roots.iter().filter_map(|id| self.consents.get(id))
    }

    /// The consents that depend directly on another.
    pub fn children(&self, id: i64) -> impl Iterator<Item = &Consent> {
        let children = self.children.get(&id).into_iter().flatten();
        children.filter_map(|id| self.consents.get(id))
    }

    /// Whether each scope, with all its dependencies, is found in one tree of the forest.
    /// Optional dependencies count like any other, as in the SDK: who asks needs them.
    pub fn meets_scope_requirements(&self, scopes: &[Scope]) -> bool {
        scopes.iter().all(|scope| {
            self.meeting(scope)
                .intersection(&self.roots)
                .next()
                .is_some()
        })
    }

    /// The consents to `scope`, at any place, that have all its dependencies below them.
    fn meeting(&self, scope: &Scope) -> BTreeSet<i64> {
        // From the last scope up, so that dependencies are known before what depends on them.
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
            "consent 2 depends on consent 1, which is not among them"
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
        // As deep as scopes go.
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
