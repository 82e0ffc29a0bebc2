//! The tree of permissions: everything required, stored or consented to, with its status. Contains
//! no display text and makes no requests.

use std::collections::BTreeSet;

use globus_app::{Consent, ConsentForest, HeldToken, Scope, ScopeParser};

use crate::{
    permissions::{
        facts::{Allowed, Facts},
        status::ScopeStatus,
    },
    requirements::{
        branches::written,
        features::{WANTED, purpose},
    },
};

/// A permission. In a list, it is followed by those below it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The scopes from the first level down to this one, in the form in which they are requested.
    pub(super) path: Vec<String>,
    /// The scope without its dependencies.
    pub(super) scope: Scope,
    /// Whether each sign-in requests it.
    pub(super) required: bool,
    /// Whether the app can't work without it.
    pub(super) vital: bool,
    pub(super) status: ScopeStatus,
    /// Whether a token on this computer carries it. Always false below the first level.
    pub(super) has_token: bool,
    pub(super) consent: Option<Consent>,
    /// The scope string that requests it: the whole branch.
    pub(super) asks: String,
}

impl Node {
    /// The level, starting at 1.
    pub(super) fn level(&self) -> usize {
        self.path.len()
    }

    /// Whether `path` is the path of this node.
    pub(super) fn is_at(&self, path: &[String]) -> bool {
        let own = self.path.iter().map(|scope| scope.trim_start_matches('*'));
        own.eq(path.iter().map(String::as_str))
    }

    /// The scopes above this one, without their dependencies.
    pub(super) fn above(&self) -> Vec<&str> {
        let above = self.path.iter().take(self.path.len().saturating_sub(1));
        above.map(|scope| scope.trim_start_matches('*')).collect()
    }
}

/// The most nodes to show. Globus sets no limit.
const MAX_NODES: usize = 2_000;

/// Every permission of the first level, followed by those below it: required ones, ones that a
/// feature could use, ones with a token, and ones with a consent.
pub(super) fn nodes(facts: &Facts) -> Vec<Node> {
    let mut tree = Tree {
        facts,
        nodes: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let held = facts.held.iter().flat_map(|held| &held.scopes);
    let allowed = match &facts.allowed {
        Allowed::Known(forest) => forest.roots().map(|consent| &consent.scope_name).collect(),
        Allowed::Unknown | Allowed::Itself => Vec::new(),
    };
    let found = held
        .chain(allowed)
        .filter_map(|scope| Scope::new(scope).ok());
    let required = facts.required.iter().cloned().map(|scope| (scope, true));
    let wanted = WANTED.iter().map(|wanted| wanted.scope.clone());
    let others = wanted.chain(found).map(|scope| (scope, false));
    for (scope, required) in required.chain(others) {
        if seen.insert(scope.scope_string().to_owned()) {
            tree.root(&scope, required);
        }
    }
    tree.nodes
}

struct Tree<'a> {
    facts: &'a Facts,
    nodes: Vec<Node>,
}

impl<'a> Tree<'a> {
    fn root(&mut self, scope: &Scope, required: bool) {
        let consent = self.best(
            scope,
            self.forest().into_iter().flat_map(ConsentForest::roots),
        );
        let server = scope.resource_server().unwrap_or_default();
        // If the scope doesn't name its service, look for a token that carries it.
        let token = self.facts.token(server).filter(|held| carries(held, scope));
        let token = token.or_else(|| self.facts.held.iter().find(|held| carries(held, scope)));
        let status = self.root_status(scope, required, consent, token);
        let is_used = required || purpose(scope).is_some();
        let status = match status {
            ScopeStatus::Granted | ScopeStatus::NewTokenNeeded if !is_used => ScopeStatus::Unused,
            other => other,
        };
        let name = scope.scope_string().to_owned();
        self.push(Node {
            asks: scope.to_string().trim_start_matches('*').to_owned(),
            path: vec![name.clone()],
            scope: scope.clone(),
            required,
            vital: self.is_vital(scope),
            status,
            has_token: token.is_some_and(|held| !held.has_ended_for_good()),
            consent: consent.cloned(),
        });
        self.below(scope, consent, &[name], required);
    }

    fn root_status(
        &self,
        scope: &Scope,
        required: bool,
        consent: Option<&Consent>,
        token: Option<&HeldToken>,
    ) -> ScopeStatus {
        let has_ended = token.is_some_and(HeldToken::has_ended_for_good);
        let not_there = if required {
            ScopeStatus::Missing
        } else {
            ScopeStatus::Off
        };
        let whole = |consent: &Consent| self.meets(consent, scope);
        match (&self.facts.allowed, token) {
            (_, Some(_)) if has_ended => ScopeStatus::Expired,
            (Allowed::Unknown, Some(_)) if has_dependencies(scope) => ScopeStatus::Unknown,
            (Allowed::Itself | Allowed::Unknown, Some(_)) => ScopeStatus::Granted,
            (Allowed::Itself | Allowed::Unknown, None) => not_there,
            (Allowed::Known(_), token) => match consent {
                Some(consent) if !whole(consent) => ScopeStatus::PartGranted,
                Some(_) if token.is_some() => ScopeStatus::Granted,
                Some(_) => ScopeStatus::NewTokenNeeded,
                // Globus may release identity information without a separate consent.
                None if token.is_some() && is_about_the_person(scope) => ScopeStatus::Granted,
                // The token was invalidated with the consent, even if it looks valid.
                None => not_there,
            },
        }
    }

    /// Adds the dependencies of `scope`, and then any other consents below it.
    fn below(&mut self, scope: &Scope, consent: Option<&Consent>, path: &[String], required: bool) {
        // The data comes from outside and may contain cycles.
        if path.len() >= ScopeParser::MAX_DEPTH || self.nodes.len() >= MAX_NODES {
            return;
        }
        let mut wanted = BTreeSet::new();
        for dependency in scope.dependencies() {
            wanted.insert(dependency.scope_string().to_owned());
            let below = consent.and_then(|consent| self.best(&dependency, self.children(consent)));
            let status = self.status_below(&dependency, required, below);
            self.branch(path, &dependency, below, status, required);
        }
        let Some(consent) = consent else { return };
        let more: Vec<_> = self.children(consent).cloned().collect();
        for below in more {
            if !wanted.insert(below.scope_name.clone()) {
                continue;
            }
            let Ok(scope) = Scope::new(below.scope_name.clone()) else {
                continue;
            };
            let scope = if below.atomically_revocable {
                scope.optional()
            } else {
                scope
            };
            self.branch(path, &scope, Some(&below), ScopeStatus::Granted, false);
        }
    }

    fn status_below(
        &self,
        scope: &Scope,
        required: bool,
        consent: Option<&Consent>,
    ) -> ScopeStatus {
        match (&self.facts.allowed, consent) {
            (Allowed::Itself, _) => ScopeStatus::Granted,
            (Allowed::Unknown, _) => ScopeStatus::Unknown,
            (Allowed::Known(_), Some(consent)) if self.meets(consent, scope) => {
                ScopeStatus::Granted
            }
            (Allowed::Known(_), Some(_)) => ScopeStatus::PartGranted,
            (Allowed::Known(_), None) if required => ScopeStatus::Missing,
            (Allowed::Known(_), None) => ScopeStatus::Off,
        }
    }

    fn branch(
        &mut self,
        above: &[String],
        scope: &Scope,
        consent: Option<&Consent>,
        status: ScopeStatus,
        required: bool,
    ) {
        let mark = if scope.is_optional() { "*" } else { "" };
        let mut path = above.to_vec();
        path.push(scope.to_string());
        let asks = written(&path);
        path.pop();
        path.push(format!("{mark}{}", scope.scope_string()));
        self.push(Node {
            asks,
            path: path.clone(),
            scope: scope.clone(),
            required,
            vital: false,
            status,
            has_token: false,
            consent: consent.cloned(),
        });
        self.below(scope, consent, &path, required);
    }

    fn push(&mut self, node: Node) {
        if self.nodes.len() < MAX_NODES {
            self.nodes.push(node);
        }
    }

    fn is_vital(&self, scope: &Scope) -> bool {
        let mut vital = self.facts.vital.iter();
        vital.any(|vital| vital.scope_string() == scope.scope_string())
    }

    fn forest(&self) -> Option<&'a ConsentForest> {
        let facts: &'a Facts = self.facts;
        match &facts.allowed {
            Allowed::Known(forest) => Some(forest),
            Allowed::Unknown | Allowed::Itself => None,
        }
    }

    fn children(&self, consent: &Consent) -> impl Iterator<Item = &'a Consent> + use<'a> {
        let id = consent.id;
        let forest = self.forest();
        forest
            .into_iter()
            .flat_map(move |forest| forest.children(id))
    }

    /// Of several consents to the same scope, prefers one that covers everything below it.
    fn best(
        &self,
        scope: &Scope,
        consents: impl Iterator<Item = &'a Consent>,
    ) -> Option<&'a Consent> {
        let same = consents.filter(|consent| consent.scope_name == scope.scope_string());
        same.max_by_key(|consent| (self.meets(consent, scope), self.children(consent).count()))
    }

    /// Whether there are consents below this one for everything that `scope` depends on
    /// ([`ConsentForest::meets_scope_requirements`]).
    fn meets(&self, consent: &Consent, scope: &Scope) -> bool {
        scope.dependencies().all(|dependency| {
            self.children(consent).any(|below| {
                below.scope_name == dependency.scope_string() && self.meets(below, &dependency)
            })
        })
    }
}

fn carries(held: &HeldToken, scope: &Scope) -> bool {
    held.scopes.iter().any(|held| held == scope.scope_string())
}

fn has_dependencies(scope: &Scope) -> bool {
    scope.dependencies().next().is_some()
}

fn is_about_the_person(scope: &Scope) -> bool {
    ["openid", "profile", "email"].contains(&scope.scope_string())
}

#[cfg(test)]
mod tests;
