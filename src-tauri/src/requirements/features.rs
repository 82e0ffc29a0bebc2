//! What this app does with which permission: why it is asked for, what is off without it, and
//! from which preset on an account is asked for it. Everything that Access says comes from here.

use globus_app::{AuthScopes, FlowsScopes, KnownScope, Scope, ScopeKind, TransferScopes};

use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that a person can do here.
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
    AllConsents,
}

impl Feature {
    /// What it is called on a row.
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
            Self::AllConsents => "Consents of all apps",
        }
    }
}

/// What a permission is for.
#[derive(Clone, Debug)]
pub struct Purpose {
    pub features: &'static [Feature],
    /// Why it is asked for, in a sentence.
    pub why: &'static str,
    /// What is off without it, in a sentence.
    pub without: &'static str,
}

/// A permission that the app asks for by itself.
#[derive(Debug)]
pub struct Wanted {
    pub scope: Scope,
    pub purpose: Purpose,
    /// The first preset that has it.
    from: Preset,
}

/// Only what a screen of this app uses. Approvals, starting and managing flows have no screen,
/// so that not even *Everything* asks for them.
pub const WANTED: &[Wanted] = &[
    Wanted {
        scope: FlowsScopes::VIEW_FLOWS,
        purpose: Purpose {
            features: &[Feature::Flows],
            why: "Lists the flows that you may see, and shows each of them.",
            without: "No flow can be shown.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: FlowsScopes::RUN_STATUS,
        purpose: Purpose {
            features: &[Feature::Runs],
            why: "Lists runs, and shows how they are doing and what they log.",
            without: "No run can be shown, and nothing tells you when one needs you.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: FlowsScopes::RUN_MANAGE,
        purpose: Purpose {
            features: &[Feature::CancelRuns],
            why: "Cancels a run when you say so.",
            without: "Off. Runs can be watched, not canceled.",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: TransferScopes::ALL,
        purpose: Purpose {
            features: &[Feature::Transfers, Feature::BrowseCollections],
            why: "Lists transfers, cancels them when you say so, and shows collections. Globus \
                  has no look-only permission for transfers: this one could also start them.",
            without: "Off. No transfer or collection can be shown.",
        },
        from: Preset::FlowsAndTransfers,
    },
    Wanted {
        scope: AuthScopes::OPENID,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Tells this app who signed in.",
            without: "Nobody can sign in.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::PROFILE,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Shows your name and organization, so that accounts can be told apart.",
            without: "Accounts cannot be told apart.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::EMAIL,
        purpose: Purpose {
            features: &[Feature::SignIn],
            why: "Shows your e-mail address, so that accounts can be told apart.",
            without: "Accounts cannot be told apart.",
        },
        from: Preset::FlowsOnly,
    },
    Wanted {
        scope: AuthScopes::VIEW_IDENTITY_SET,
        purpose: Purpose {
            features: &[Feature::LinkedIdentities],
            why: "Shows the identities that are linked to your account.",
            without: "Off. Accounts shows only the identity that you signed in with.",
        },
        from: Preset::Everything,
    },
    Wanted {
        scope: AuthScopes::VIEW_CONSENTS,
        purpose: Purpose {
            features: &[Feature::AllConsents],
            why: "Shows what you allowed other apps to do.",
            without: "Off. Consents shows only what you allowed this app.",
        },
        from: Preset::Everything,
    },
];

const OF_A_FLOW: Purpose = Purpose {
    features: &[Feature::ResumeRuns],
    why: "Lets a run of this flow go on for you when it stands still.",
    without: "Off until a run of this flow needs you; it is asked for then.",
};

const OF_A_COLLECTION: Purpose = Purpose {
    features: &[Feature::BrowseCollections, Feature::Transfers],
    why: "Shows the folders of this collection; it guards its data with a permission of its own.",
    without: "Off. This collection cannot be browsed, and transfers with it stop.",
};

impl Preset {
    /// Whether an account of this preset is asked for what `first` begins with.
    pub fn reaches(self, first: Self) -> bool {
        let rank = |preset| match preset {
            Self::FlowsOnly => 0,
            Self::FlowsAndTransfers => 1,
            Self::Everything => 2,
        };
        rank(self) >= rank(first)
    }

    /// What the screens of this preset cannot do without: while it is missing, the app does not
    /// call the service. The rest stops a single action when it is missing.
    pub fn vital_scopes(self) -> impl Iterator<Item = &'static Scope> {
        let vital = WANTED.iter().filter(move |wanted| {
            self.reaches(wanted.from) && Self::FlowsAndTransfers.reaches(wanted.from)
        });
        vital.map(|wanted| &wanted.scope)
    }

    /// What an account of this preset is asked for.
    pub fn scopes(self) -> impl Iterator<Item = &'static Scope> {
        let wanted = WANTED
            .iter()
            .filter(move |wanted| self.reaches(wanted.from));
        wanted.map(|wanted| &wanted.scope)
    }
}

/// What a permission of the first level is for; none if no screen makes use of it.
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

/// What a permission below `above` is for, from the first level down; none if only the service
/// above it knows.
pub fn purpose_below(above: &[&str], scope: &Scope) -> Option<&'static Purpose> {
    let is_transfer = *above == [TransferScopes::ALL.scope_string()];
    let known = KnownScope::find(scope)?;
    let is_data = matches!(known.kind, ScopeKind::Collection(_)) && is_data_access(scope);
    (is_transfer && is_data).then_some(&OF_A_COLLECTION)
}

/// Whether it is the use of a collection's data.
pub fn is_data_access(scope: &Scope) -> bool {
    scope.scope_string().ends_with("/data_access")
}

/// A set of requirements with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Preset {
    /// Seeing flows and runs.
    FlowsOnly,
    /// And transfers; the default.
    FlowsAndTransfers,
    /// All that this app can make use of.
    Everything,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_preset_has_all_of_the_smaller_one() {
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
    fn every_wanted_scope_is_known_in_words() {
        for wanted in WANTED {
            assert!(KnownScope::find(&wanted.scope).is_some(), "{wanted:?}");
            assert!(!wanted.purpose.features.is_empty(), "{wanted:?}");
        }
    }
}
