//! An account's requirements as they are stored.

use std::collections::BTreeMap;

use globus_app::{GlobusAuthorizationParameters, Scope, ScopeParser};
use serde::{Deserialize, Serialize};

use crate::requirements::{
    branches::{all_of, branches, required, written},
    features::Preset,
};

/// An account's requirements: a preset, plus the scopes that you or an action added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredRequirements {
    /// The preset.
    pub preset: Preset,
    /// Added scope strings. Each is one branch of a scope tree: `a[*b[c]]`.
    pub added: Vec<String>,
}

impl Default for StoredRequirements {
    fn default() -> Self {
        Self::of_preset(Preset::FlowsAndTransfers)
    }
}

impl StoredRequirements {
    /// The requirements of a preset, with nothing added.
    pub fn of_preset(preset: Preset) -> Self {
        Self {
            preset,
            added: Vec::new(),
        }
    }

    /// The scope requirements to bind an app with, by resource server.
    ///
    /// For a user account, these are only the scopes that whole screens need. You can decline or
    /// revoke any of the others on its own, so each sign-in asks for them
    /// ([`sign_in_parameters`](crate::access::grant::sign_in_parameters)) but no call depends on them. A service
    /// account gets everything it asks for.
    pub fn bound(&self, for_a_person: bool) -> BTreeMap<String, Vec<Scope>> {
        let scopes = if for_a_person {
            self.preset.vital_scopes().cloned().collect()
        } else {
            self.scopes()
        };
        let mut bound: BTreeMap<String, Vec<Scope>> = BTreeMap::new();
        for scope in scopes {
            if let Some(server) = scope.resource_server() {
                bound.entry(server.to_owned()).or_default().push(scope);
            }
        }
        bound
    }

    /// Adds all requirements to the parameters of a sign-in, except branches with a scope for which
    /// `is_there` is false.
    pub fn asked_by(
        &self,
        parameters: GlobusAuthorizationParameters,
        is_there: impl Fn(&Scope) -> bool,
    ) -> GlobusAuthorizationParameters {
        let branches = self.branches().into_iter().filter_map(|branch| {
            let branch = required(&branch)?;
            all_of(&branch).iter().all(&is_there).then_some(branch)
        });
        let merged = branches.fold(parameters.required_scopes.clone(), |all, branch| {
            // Skip a branch that contradicts what the service asks for.
            ScopeParser::merge_scopes(&all, &[branch]).unwrap_or(all)
        });
        GlobusAuthorizationParameters {
            required_scopes: merged,
            ..parameters
        }
    }

    /// All required scopes, merged so that each appears once with everything below it.
    pub fn scopes(&self) -> Vec<Scope> {
        let preset: Vec<_> = self.preset.scopes().cloned().collect();
        // The file may come from another version or may have been edited. Skip what can't be parsed or
        // contradicts the rest.
        self.added.iter().fold(preset, |all, added| {
            let read = ScopeParser::parse(added).unwrap_or_default();
            ScopeParser::merge_scopes(&all, &read).unwrap_or(all)
        })
    }

    /// The requirements with `scopes` added, branch by branch.
    pub fn with(&self, scopes: &[Scope]) -> Self {
        let mut all = self.branches();
        for branch in branches(scopes) {
            if !all.contains(&branch) {
                all.push(branch);
            }
        }
        Self::of_all(all)
    }

    /// The requirements without a top-level scope and everything below it, or without a branch. None if
    /// Meridian can't work without it.
    pub fn without(&self, scope: &Scope) -> Option<Self> {
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

    /// Whether a branch is required, optional or not.
    pub fn has(&self, branch: &Scope) -> bool {
        let branch = branch.to_string();
        self.branches()
            .iter()
            .any(|other| is_same_branch(&branch, other))
    }

    /// Whether the scope at the end of `path`, or one below it, was added to the preset.
    pub fn has_added(&self, path: &[String]) -> bool {
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

    /// All branches, including those of the preset.
    pub fn branches(&self) -> Vec<String> {
        let preset = self.preset.scopes().map(ToString::to_string);
        preset.chain(self.added.iter().cloned()).collect()
    }

    /// Finds the largest preset that `all` includes. The rest counts as added.
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

/// Whether Meridian can't work without this scope.
pub fn is_fixed(scope: &Scope) -> bool {
    let mut fixed = Preset::FlowsOnly.scopes();
    fixed.any(|fixed| fixed.scope_string() == scope.scope_string())
}

/// Whether two branches have the same scopes, ignoring which are optional.
fn is_same_branch(one: &str, other: &str) -> bool {
    one.replace('*', "") == other.replace('*', "")
}

#[cfg(test)]
mod tests {
    use globus_app::{FlowsScopes, TransferScopes};

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
    fn only_vital_scopes_are_bound_and_all_are_requested() {
        let flows_only = StoredRequirements::of_preset(Preset::FlowsOnly).bound(true);
        let servers: Vec<_> = flows_only.keys().collect();
        assert_eq!(servers, ["auth.globus.org", "flows.globus.org"]);
        let flows = [FlowsScopes::VIEW_FLOWS, FlowsScopes::RUN_STATUS];
        let everything = StoredRequirements::of_preset(Preset::Everything);
        let all = everything.with(&scopes(&format!(
            "{} urn:globus:auth:scope:x:y",
            transfer_with_data()
        )));
        let bound = all.bound(true);
        assert_eq!(bound["flows.globus.org"], flows);
        assert_eq!(bound["transfer.api.globus.org"], [TransferScopes::ALL]);
        assert_eq!((bound["auth.globus.org"].len(), bound.get("x")), (3, None));
        let of_a_client = all.bound(false);
        assert!(of_a_client["flows.globus.org"].contains(&FlowsScopes::RUN_MANAGE));
        assert_eq!(
            of_a_client["transfer.api.globus.org"],
            scopes(&transfer_with_data())
        );
        assert_eq!(of_a_client["x"].len(), 1);

        let mfa = GlobusAuthorizationParameters {
            session_required_mfa: Some(true),
            required_scopes: scopes("z"),
            ..GlobusAuthorizationParameters::default()
        };
        let asked = all.asked_by(mfa.clone(), |_| true);
        assert_eq!(asked.session_required_mfa, Some(true));
        assert_eq!(asked.required_scopes.len(), all.scopes().len() + 1);
        assert_eq!(
            all.asked_by(asked.clone(), |_| true),
            asked,
            "merging twice changes nothing"
        );
        let less = all.asked_by(mfa, |scope| scope.scope_string() != DATA);
        assert!(less.required_scopes.contains(&TransferScopes::ALL));
    }

    #[test]
    fn added_scopes_are_stored_as_branches_and_requested_merged() {
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
    fn scopes_that_make_up_a_preset_are_recognized_as_it() {
        let default = StoredRequirements::default();
        let more = Preset::Everything.scopes().cloned();
        let mut more: Vec<_> = more.filter(|scope| !default.has(scope)).collect();
        let all = default.with(&more);
        assert_eq!(all, StoredRequirements::of_preset(Preset::Everything));
        let less = all.without(&FlowsScopes::RUN_MANAGE).expect("not fixed");
        assert_eq!(less.preset, Preset::FlowsAndTransfers);
        more.retain(|scope| *scope != FlowsScopes::RUN_MANAGE);
        let added: Vec<_> = more.iter().map(Scope::scope_string).collect();
        assert_eq!(less.added, added);
        let flows = StoredRequirements::default().without(&TransferScopes::ALL);
        assert_eq!(
            flows,
            Some(StoredRequirements::of_preset(Preset::FlowsOnly))
        );
    }

    #[test]
    fn removing_a_scope_removes_what_is_below_it() {
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
    fn vital_scopes_cannot_be_removed() {
        for preset in [Preset::FlowsOnly, Preset::Everything] {
            let requirements = StoredRequirements::of_preset(preset);
            for scope in Preset::FlowsOnly.scopes() {
                assert_eq!(requirements.without(scope), None, "{scope}");
            }
        }
    }

    #[test]
    fn invalid_scopes_in_the_file_are_skipped() {
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
        assert_eq!(stored.bound(false)["x"].len(), 1);
    }
}
