//! What Meridian uses each permission for, what doesn't work without it, and which presets include
//! it. The Access page takes its words from here.

use globus_app::{
    AuthScopes, FlowsScopes, GroupsScopes, KnownScope, Scope, ScopeKind, TransferScopes,
};

use serde::{Deserialize, Serialize};
use specta::Type;

/// Something you can do in Meridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    SignIn,
    Flows,
    Runs,
    Transfers,
    CancelRuns,
    ResumeRuns,
    BrowseCollections,
    LinkedIdentities,
    Names,
    AllConsents,
    Questions,
}

impl Feature {
    /// The feature's name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "Sign-in",
            Self::Flows => "Flows",
            Self::Runs => "Runs",
            Self::Transfers => "Transfers",
            Self::CancelRuns => "Cancel runs",
            Self::ResumeRuns => "Resume runs",
            Self::BrowseCollections => "Browse collections",
            Self::LinkedIdentities => "Linked identities",
            Self::Names => "Names of people and groups",
            Self::AllConsents => "Consents of all apps",
            Self::Questions => "Questions from runs",
        }
    }
}

/// What Meridian uses a permission for.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// The features that need it.
    pub features: &'static [Feature],
    /// Why it is needed, in one sentence.
    pub why: &'static str,
    /// What doesn't work without it, in one sentence.
    pub without: &'static str,
}

/// A permission that Meridian requests.
#[derive(Debug)]
pub struct Wanted {
    pub scope: Scope,
    pub purpose: Purpose,
    /// The smallest preset that includes it.
    from: Preset,
}

/// The permissions that Meridian uses. Approvals and starting or managing flows have no screen yet,
/// so not even the *Everything* preset includes them.
pub const WANTED: &[Wanted] = &[
    Wanted {
        scope: FlowsScopes::VIEW_FLOWS,
        purpose: Purpose {
            features: &[Feature::Flows],
            why: "Shows the flows you have access to.",
            without: "Meridian can't show any flows.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: FlowsScopes::RUN_STATUS,
        purpose: Purpose {
            features: &[Feature::Runs],
            why: "Shows your runs, their status and their logs.",
            without: "Meridian can't show any runs or tell you when one needs you.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: FlowsScopes::RUN_MANAGE,
        purpose: Purpose {
            features: &[Feature::CancelRuns],
            why: "Cancels runs when you ask for it.",
            without: "Off. You can watch runs but not cancel them.",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: FlowsScopes::WEB_INPUT_VIEW,
        purpose: Purpose {
            features: &[Feature::Questions],
            why: "Shows what a run asks, and tells you which questions you can answer.",
            without: "Off. You can see that a run waits for an answer, but not what it asks.",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: TransferScopes::ALL,
        purpose: Purpose {
            features: &[Feature::Transfers, Feature::BrowseCollections],
            why: "Shows transfers and collections, and cancels transfers when you ask for it. \
                  Globus has no read-only permission for transfers, so this one also allows \
                  starting them.",
            without: "Off. No transfers or collections are shown.",
        },
        from: Preset::FlowsAndTransfers,
    },
    Wanted {
        scope: AuthScopes::OPENID,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Tells Meridian who you are.",
            without: "You can't sign in.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::PROFILE,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Shows your name and organization, so that you can tell accounts apart.",
            without: "You can't tell accounts apart.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::EMAIL,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Shows your e-mail address, so that you can tell accounts apart.",
            without: "You can't tell accounts apart.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::VIEW_IDENTITY_SET,
        purpose: Purpose {
            features: &[Feature::LinkedIdentities],
            why: "Shows the identities linked to your account.",
            without: "Off. The Accounts page shows only the identity you signed in with.",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: AuthScopes::VIEW_IDENTITIES,
        purpose: Purpose {
            features: &[Feature::Names],
            why: "Shows people by their usernames, and finds those you want to add to a run.",
            without: "Off. People are shown by short IDs, such as 46bd0f56….",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: GroupsScopes::VIEW_MY_GROUPS_AND_MEMBERSHIPS,
        purpose: Purpose {
            features: &[Feature::Names],
            why: "Shows the groups you belong to by their names.",
            without: "Off. Groups are shown by short IDs, such as 46bd0f56….",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: AuthScopes::VIEW_CONSENTS,
        purpose: Purpose {
            features: &[Feature::AllConsents],
            why: "Shows what you have allowed other apps to do.",
            without: "Off. The Consents tab shows only what you have allowed Meridian to do.",
        },
        from: Preset::Everything,
    },
];

const OF_A_FLOW: Purpose = Purpose {
    features: &[Feature::ResumeRuns],
    why: "Lets you resume a run of this flow that has stopped.",
    without: "Off. You'll be asked the first time a run of this flow needs you.",
};

const OF_A_COLLECTION: Purpose = Purpose {
    features: &[Feature::BrowseCollections, Feature::Transfers],
    why: "Shows the folders of this collection, which needs a permission of its own.",
    without: "Off. This collection cannot be browsed, and transfers from or to it stop.",
};

impl Preset {
    /// Whether this preset includes everything in the preset `first`.
    pub fn reaches(self, first: Self) -> bool {
        let rank = |preset| match preset {
            Self::FlowsOnly => 0,
            Self::FlowsAndTransfers => 1,
            Self::Everything => 2,
        };
        rank(self) >= rank(first)
    }

    /// The scopes that whole screens of this preset need. While one is missing, Meridian doesn't call
    /// its service. Each of the other scopes affects only one action.
    pub fn vital_scopes(self) -> impl Iterator<Item = &'static Scope> {
        let vital = WANTED.iter().filter(move |wanted| {
            self.reaches(wanted.from) && Self::FlowsAndTransfers.reaches(wanted.from)
        });
        vital.map(|wanted| &wanted.scope)
    }

    /// All scopes of this preset.
    pub fn scopes(self) -> impl Iterator<Item = &'static Scope> {
        let wanted = WANTED
            .iter()
            .filter(move |wanted| self.reaches(wanted.from));
        wanted.map(|wanted| &wanted.scope)
    }
}

/// What a top-level scope is used for. None if Meridian doesn't use it.
pub fn purpose(scope: &Scope) -> Option<&'static Purpose> {
    let alone = scope.scope_string();
    let wanted = WANTED
        .iter()
        .find(|wanted| wanted.scope.scope_string() == alone);
    wanted.map(|wanted| &wanted.purpose).or_else(|| {
        let known = KnownScope::find(scope)?;
        matches!(known.kind, ScopeKind::Flow(_)).then_some(&OF_A_FLOW)
    })
}

/// What a scope below the path `above` is used for. None if only the service above it knows.
pub fn purpose_below(above: &[&str], scope: &Scope) -> Option<&'static Purpose> {
    let is_transfer = *above == [TransferScopes::ALL.scope_string()];
    let known = KnownScope::find(scope)?;
    let is_data = matches!(known.kind, ScopeKind::Collection(_)) && is_data_access(scope);
    (is_transfer && is_data).then_some(&OF_A_COLLECTION)
}

/// Whether this is a collection's `data_access` scope.
pub fn is_data_access(scope: &Scope) -> bool {
    scope.scope_string().ends_with("/data_access")
}

/// A named set of requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Preset {
    /// Permissions to view flows and runs.
    FlowsOnly,
    /// Permissions to view flows, runs and transfers. The default.
    FlowsAndTransfers,
    /// Every permission that Meridian uses.
    Everything,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_preset_includes_the_smaller_one() {
        let of = |preset: Preset| preset.scopes().collect::<Vec<_>>();
        let (flows, both) = (of(Preset::FlowsOnly), of(Preset::FlowsAndTransfers));
        let everything = of(Preset::Everything);
        assert!(flows.iter().all(|scope| both.contains(scope)));
        assert!(both.iter().all(|scope| everything.contains(scope)));
        assert_eq!(everything.len(), WANTED.len());
        assert!(!flows.contains(&&TransferScopes::ALL));
        assert!(both.contains(&&TransferScopes::ALL));
        assert!(!both.contains(&&FlowsScopes::RUN_MANAGE));
    }

    #[test]
    fn every_wanted_scope_has_a_title_and_a_feature() {
        for wanted in WANTED {
            assert!(KnownScope::find(&wanted.scope).is_some(), "{wanted:?}");
            assert!(!wanted.purpose.features.is_empty(), "{wanted:?}");
        }
    }
}
