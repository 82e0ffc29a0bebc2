//! What an account is asked for, as it is kept.

use std::collections::BTreeMap;

use globus_app::{FlowsScopes, Scope, ScopeParser, TransferScopes};
use serde::{Deserialize, Serialize};

use super::branches::{branches, required, written};
use crate::view::Preset;

/// What an account is asked for: a preset, and what the person or an action added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredRequirements {
    /// What it begins with.
    pub preset: Preset,
    /// Scope strings beside the preset's, each one branch of a tree: `a[*b[c]]`.
    pub added: Vec<String>,
}

impl Default for StoredRequirements {
    fn default() -> Self {
        Self::of_preset(Preset::FlowsAndTransfers)
    }
}

impl StoredRequirements {
    /// A preset alone.
    pub fn of_preset(preset: Preset) -> Self {
        Self {
            preset,
            added: Vec::new(),
        }
    }

    /// What the client of Globus Flows is bound with.
    pub fn flows_scopes(&self) -> Vec<Scope> {
        self.of(FlowsScopes::RESOURCE_SERVER)
    }

    /// What the client of Globus Transfer is bound with; nothing if transfers are not wanted.
    pub fn transfer_scopes(&self) -> Vec<Scope> {
        self.of(TransferScopes::RESOURCE_SERVER)
    }

    /// What the app requires beside those two, by resource server: of Globus Auth, and of single
    /// flows and collections.
    pub fn others(&self) -> BTreeMap<String, Vec<Scope>> {
        let mut others = self.by_resource_server();
        others.remove(FlowsScopes::RESOURCE_SERVER);
        others.remove(TransferScopes::RESOURCE_SERVER);
        others
    }

    fn of(&self, server: &str) -> Vec<Scope> {
        self.by_resource_server().remove(server).unwrap_or_default()
    }

    fn by_resource_server(&self) -> BTreeMap<String, Vec<Scope>> {
        let mut all: BTreeMap<String, Vec<Scope>> = BTreeMap::new();
        for scope in self.scopes() {
            if let Some(server) = scope.resource_server() {
                all.entry(server.to_owned()).or_default().push(scope);
            }
        }
        all
    }

    /// All of it, each scope once with everything below it.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let preset: Vec<_> = self.preset.scopes().cloned().collect();
        // What the file says may be of another version, or of nobody's: what cannot be read, or
        // contradicts the rest, is left out.
        self.added.iter().fold(preset, |all, added| {
            let read = ScopeParser::parse(added).unwrap_or_default();
            ScopeParser::merge_scopes(&all, &read).unwrap_or(all)
        })
    }

    /// With more, branch by branch.
    pub fn with(&self, scopes: &[Scope]) -> Self {
        let mut all = self.branches();
        for branch in branches(scopes) {
            if !all.contains(&branch) {
                all.push(branch);
            }
        }
        Self::of_all(all)
    }

    /// Without one scope and everything below it, or without one branch. None if the app cannot
    /// do without it.
    pub(super) fn without(&self, scope: &Scope) -> Option<Self> {
        let removed = branches(std::slice::from_ref(scope));
        let is_whole = scope.dependencies().next().is_none();
        if is_whole && is_fixed(scope) {
            return None;
        }
        let mut all = self.branches();
        all.retain(|branch| {
            let root = required(branch);
            let is_below = root.is_some_and(|root| root.scope_string() == scope.scope_string());
            let goes = removed.iter().any(|gone| is_same_branch(gone, branch));
            !(goes || is_whole && is_below)
        });
        Some(Self::of_all(all))
    }

    /// Whether the person added the scope that a path leads to, or something below it.
    pub(super) fn has_added(&self, path: &[String]) -> bool {
        let path: Vec<_> = path
            .iter()
            .map(|scope| scope.trim_start_matches('*'))
            .collect();
        let asked = written(&path);
        let begins = asked.trim_end_matches(']');
        self.added.iter().any(|added| {
            let added = added.replace('*', "");
            let rest = added.strip_prefix(begins);
            let is_of_preset =
                path.len() == 1 && self.preset.scopes().any(|s| s.scope_string() == begins);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', ']']))
                && !is_of_preset
        })
    }

    /// Every branch, those of the preset among them.
    pub(super) fn branches(&self) -> Vec<String> {
        let preset = self.preset.scopes().map(ToString::to_string);
        preset.chain(self.added.iter().cloned()).collect()
    }

    /// The largest preset that they hold, and the rest.
    fn of_all(all: Vec<String>) -> Self {
        let presets = [Preset::Everything, Preset::FlowsAndTransfers];
        let held = |preset: &Preset| {
            preset
                .scopes()
                .all(|scope| all.contains(&scope.to_string()))
        };
        let preset = presets.into_iter().find(held).unwrap_or(Preset::FlowsOnly);
        let of_preset: Vec<_> = preset.scopes().map(ToString::to_string).collect();
        let added = all.into_iter().filter(|branch| !of_preset.contains(branch));
        Self {
            preset,
            added: added.collect(),
        }
    }
}

/// Whether the app cannot do without it.
pub(super) fn is_fixed(scope: &Scope) -> bool {
    let mut fixed = Preset::FlowsOnly.scopes();
    fixed.any(|fixed| fixed.scope_string() == scope.scope_string())
}

/// The same scopes one below the other, whether optional or not.
fn is_same_branch(one: &str, other: &str) -> bool {
    one.replace('*', "") == other.replace('*', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str =
        "https://auth.globus.org/scopes/6c54cade-bde5-45c1-bdea-f4bd71dba2cc/data_access";

    fn scopes(text: &str) -> Vec<Scope> {
        ScopeParser::parse(text).expect(text)
    }

    fn transfer_with_data() -> String {
        format!("{}[*{DATA}]", TransferScopes::ALL)
    }

    fn asked(requirements: &StoredRequirements) -> Vec<String> {
        requirements
            .scopes()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn the_clients_are_bound_with_what_their_services_need() {
        let flows_only = StoredRequirements::of_preset(Preset::FlowsOnly);
        let flows = [FlowsScopes::VIEW_FLOWS, FlowsScopes::RUN_STATUS];
        assert_eq!(flows_only.flows_scopes(), flows);
        assert!(flows_only.transfer_scopes().is_empty());
        let both = StoredRequirements::default();
        assert_eq!(both.transfer_scopes(), [TransferScopes::ALL]);
        let others = both.others();
        assert_eq!(others.keys().collect::<Vec<_>>(), ["auth.globus.org"]);
        assert_eq!(others["auth.globus.org"].len(), 3);
    }

    #[test]
    fn what_is_added_is_kept_branch_by_branch_and_asked_for_merged() {
        let text = format!("{0}[*{DATA} b[c]] *foo:bar", TransferScopes::ALL);
        let with = StoredRequirements::default().with(&scopes(&text));
        assert_eq!(with.preset, Preset::FlowsAndTransfers);
        let branch = |below: &str| format!("{}[{below}]", TransferScopes::ALL);
        assert_eq!(
            with.added,
            [
                branch(&format!("*{DATA}")),
                branch("b[c]"),
                "foo:bar".into()
            ]
        );
        assert!(asked(&with).contains(&branch(&format!("*{DATA} b[c]"))));
        assert_eq!(with.with(&scopes(&text)), with, "nothing is added twice");
        let read = serde_json::to_string(&with).and_then(|json| serde_json::from_str(&json));
        assert_eq!(read.ok(), Some(with));
    }

    #[test]
    fn a_preset_is_known_again_however_it_came_about() {
        let more = scopes(&format!(
            "{} {} {}",
            FlowsScopes::RUN_MANAGE,
            globus_app::AuthScopes::VIEW_CONSENTS,
            globus_app::AuthScopes::VIEW_IDENTITY_SET
        ));
        let all = StoredRequirements::default().with(&more);
        assert_eq!(all, StoredRequirements::of_preset(Preset::Everything));
        let less = all.without(&FlowsScopes::RUN_MANAGE).expect("not fixed");
        assert_eq!(less.preset, Preset::FlowsAndTransfers);
        assert_eq!(less.added.len(), 2);
        let flows = StoredRequirements::default().without(&TransferScopes::ALL);
        assert_eq!(
            flows,
            Some(StoredRequirements::of_preset(Preset::FlowsOnly))
        );
    }

    #[test]
    fn a_scope_goes_with_what_is_below_it_and_a_branch_alone() {
        let with = StoredRequirements::default().with(&scopes(&transfer_with_data()));
        let branch = scopes(&transfer_with_data().replace('*', ""));
        assert_eq!(
            with.without(&branch[0]),
            Some(StoredRequirements::default())
        );
        let flows = with.without(&TransferScopes::ALL);
        assert_eq!(
            flows,
            Some(StoredRequirements::of_preset(Preset::FlowsOnly))
        );
    }

    #[test]
    fn what_the_app_cannot_do_without_stays() {
        for preset in [Preset::FlowsOnly, Preset::Everything] {
            let requirements = StoredRequirements::of_preset(preset);
            for scope in Preset::FlowsOnly.scopes() {
                assert_eq!(requirements.without(scope), None, "{scope}");
            }
        }
    }

    #[test]
    fn what_the_file_says_wrongly_is_left_out() {
        let stored = StoredRequirements {
            preset: Preset::FlowsOnly,
            added: [
                "a[",
                "",
                "urn:globus:auth:scope:x:y",
                "urn:globus:auth:scope:x:y[urn:globus:auth:scope:x:y]",
            ]
            .map(str::to_owned)
            .into(),
        };
        assert_eq!(
            stored.scopes().len(),
            Preset::FlowsOnly.scopes().count() + 1
        );
        assert_eq!(stored.others()["x"].len(), 1);
    }
}
