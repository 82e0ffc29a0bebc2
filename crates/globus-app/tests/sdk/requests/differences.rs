//! The only place that lists where our requests differ from the SDK's on purpose.

use std::collections::{BTreeMap, BTreeSet};

use super::shown;
use crate::server::{Asked, Body};

/// An intended difference.
struct Difference {
    name: &'static str,
    /// Looks for the difference between our request and the SDK's. If it is as intended, removes it
    /// from both and returns true. Otherwise leaves them unchanged.
    take: fn(&mut Asked, &mut Asked) -> bool,
}

const WANTED: &[Difference] = &[
    Difference {
        name: "we are another program, and identify ourselves as such",
        take: |ours, theirs| {
            let wanted = ours.user_agent.starts_with("globus-app-rs-")
                && theirs.user_agent.starts_with("globus-sdk-py-")
                && ours.client_info.starts_with("product=globus-app")
                && theirs.client_info.starts_with("product=python-sdk,");
            if wanted {
                ours.user_agent.clone_from(&theirs.user_agent);
                ours.client_info.clone_from(&theirs.client_info);
            }
            wanted
        },
    },
    Difference {
        name: "a random state, instead of a fixed one that nobody checks",
        take: |ours, theirs| {
            let random = value(&ours.query, "state").is_some_and(|state| state.len() >= 22);
            let fixed = value(&theirs.query, "state") == Some("_default");
            random
                && fixed
                && remove(&mut ours.query, "state")
                && remove(&mut theirs.query, "state")
        },
    },
    Difference {
        name: "a nonce, so that an ID token belongs to this login",
        take: |ours, theirs| {
            let random = value(&ours.query, "nonce").is_some_and(|nonce| nonce.len() >= 22);
            random && value(&theirs.query, "nonce").is_none() && remove(&mut ours.query, "nonce")
        },
    },
    Difference {
        name: "`openid profile email`, because `openid` alone gives no name",
        take: |ours, theirs| {
            let theirs = scopes(theirs);
            let wanted = theirs.contains("openid")
                && !theirs.contains("profile")
                && !theirs.contains("email");
            wanted && take_scopes(ours, &["profile", "email"])
        },
    },
    Difference {
        name: "Flows's default scopes, which allow reading only",
        take: |ours, theirs| {
            let flows = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a";
            let of = |name: &str| format!("{flows}/{name}");
            scopes(theirs).contains(&of("all"))
                && take_scopes(ours, &[&of("view_flows"), &of("run_status")])
                && take_scopes(theirs, &[&of("all")])
        },
    },
    Difference {
        name: "PKCE for confidential clients too",
        take: |ours, theirs| {
            if value(&theirs.query, "code_challenge").is_none()
                && value(&ours.query, "code_challenge").is_some_and(|text| text.len() == 43)
                && value(&ours.query, "code_challenge_method") == Some("S256")
            {
                return remove(&mut ours.query, "code_challenge")
                    && remove(&mut ours.query, "code_challenge_method");
            }
            let (Body::Form(ours), Body::Form(theirs)) = (&mut ours.body, &theirs.body) else {
                return false;
            };
            value(theirs, "code_verifier").is_none()
                && value(ours, "code_verifier").is_some_and(is_verifier)
                && remove(ours, "code_verifier")
        },
    },
    Difference {
        name: "PKCE is random on both sides",
        take: |ours, theirs| {
            let challenge = "code_challenge";
            let both = [&ours.query, &theirs.query].map(|query| value(query, challenge));
            if let [Some(a), Some(b)] = both
                && a.len() == 43
                && b.len() == 43
                && a != b
            {
                return remove(&mut ours.query, challenge) && remove(&mut theirs.query, challenge);
            }
            let (Body::Form(ours), Body::Form(theirs)) = (&mut ours.body, &mut theirs.body) else {
                return false;
            };
            let name = "code_verifier";
            let random = [&*ours, &*theirs].map(|form| value(form, name).is_some_and(is_verifier));
            random == [true, true] && remove(ours, name) && remove(theirs, name)
        },
    },
    Difference {
        name: "a new sign-in where the session was not good enough",
        take: |ours, theirs| {
            let required = theirs
                .query
                .iter()
                .any(|(name, _)| name.starts_with("session_required_"));
            required
                && value(&theirs.query, "prompt").is_none()
                && value(&ours.query, "prompt") == Some("login")
                && remove(&mut ours.query, "prompt")
        },
    },
];

/// Which differences occurred.
#[derive(Default)]
pub struct Differences {
    seen: BTreeMap<&'static str, usize>,
}

impl Differences {
    /// Checks that the requests are the same, except for intended differences.
    pub fn compare(&mut self, mut ours: Vec<Asked>, mut theirs: Vec<Asked>) -> Result<(), String> {
        if ours.is_empty() || ours.len() != theirs.len() {
            return Err(format!("ours {}, theirs {}", shown(&ours), shown(&theirs)));
        }
        for (ours, theirs) in ours.iter_mut().zip(&mut theirs) {
            for difference in WANTED {
                if (difference.take)(ours, theirs) {
                    *self.seen.entry(difference.name).or_default() += 1;
                }
            }
            same_order_of_scopes(ours);
            same_order_of_scopes(theirs);
        }
        let same = ours == theirs;
        same.then_some(())
            .ok_or_else(|| format!("ours {}, theirs {}", shown(&ours), shown(&theirs)))
    }

    pub fn assert_that_each_occurred(&self) {
        let wanted: BTreeSet<_> = WANTED.iter().map(|difference| difference.name).collect();
        let seen: BTreeSet<_> = self.seen.keys().copied().collect();
        assert_eq!(seen, wanted, "seen, and listed");
    }
}

fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let pair = pairs.iter().find(|(known, _)| known == name)?;
    Some(&pair.1)
}

fn remove(pairs: &mut Vec<(String, String)>, name: &str) -> bool {
    let before = pairs.len();
    pairs.retain(|(known, _)| known != name);
    pairs.len() < before
}

/// The scopes in a login's address, each with its dependencies.
fn scopes(asked: &Asked) -> BTreeSet<String> {
    let text = value(&asked.query, "scope").unwrap_or_default();
    let parsed = globus_app::ScopeParser::parse(text).expect("scopes");
    parsed.iter().map(ToString::to_string).collect()
}

/// Removes all of these from a login's scopes, or none.
fn take_scopes(asked: &mut Asked, names: &[&str]) -> bool {
    let mut scopes = scopes(asked);
    let all = names.iter().all(|name| scopes.remove(*name));
    if all {
        let left: Vec<_> = scopes.into_iter().collect();
        set_scope(asked, &left.join(" "));
    }
    all
}

/// The order has no meaning, and the SDK's changes from run to run.
fn same_order_of_scopes(asked: &mut Asked) {
    if value(&asked.query, "scope").is_some() {
        let text = value(&asked.query, "scope").unwrap_or_default();
        let parsed = globus_app::ScopeParser::parse(text).expect("scopes");
        set_scope(asked, &sorted(parsed));
    }
}

fn sorted(scopes: impl IntoIterator<Item = globus_app::Scope>) -> String {
    let scopes = scopes.into_iter().map(|scope| {
        let star = if scope.is_optional() { "*" } else { "" };
        let below = sorted(scope.dependencies());
        format!("{star}{}[{below}]", scope.scope_string())
    });
    let mut scopes: Vec<_> = scopes.collect();
    scopes.sort();
    scopes.join(" ")
}

fn set_scope(asked: &mut Asked, text: &str) {
    for (name, value) in &mut asked.query {
        if name == "scope" {
            text.clone_into(value);
        }
    }
}
