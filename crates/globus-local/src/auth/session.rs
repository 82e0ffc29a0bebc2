//! Sessions: who signed in how and when, and what may be required of that (docs.globus.org:
//! Sessions).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    people::{self, Identity, Person},
    policies,
};

/// A session as of when a token was issued. Later logins in the browser do not change it.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) person: &'static Person,
    authentications: Vec<Authentication>,
}

#[derive(Clone, Copy, Debug)]
struct Authentication {
    identity: &'static Identity,
    at: Timestamp,
    mfa: bool,
}

/// What an authorize request, a collection or a flow requires of a session.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionPolicy {
    /// Ids or usernames; one of them is enough.
    pub(crate) identities: Vec<String>,
    /// One of them is enough.
    pub(crate) domains: Vec<String>,
    /// All of them must be met.
    pub(crate) policies: Vec<String>,
    pub(crate) mfa: bool,
    /// How long ago the login may have been.
    pub(crate) max_age: Option<SignedDuration>,
}

impl Session {
    pub(super) fn new(person: &'static Person) -> Self {
        Self {
            person,
            authentications: Vec::new(),
        }
    }

    /// Adds a login with one of the user's identities.
    pub(super) fn authenticate(&mut self, identity: &'static Identity, mfa: bool, at: Timestamp) {
        self.authentications
            .retain(|known| known.identity.id != identity.id);
        self.authentications
            .push(Authentication { identity, at, mfa });
    }

    /// When the user last signed in, with any identity.
    pub(super) fn last(&self) -> Option<Timestamp> {
        self.authentications.iter().map(|known| known.at).max()
    }

    /// When the user last signed in with this identity.
    pub(super) fn last_of(&self, identity: &Identity) -> Option<Timestamp> {
        let known = self.authentications.iter();
        known
            .filter(|known| known.identity.id == identity.id)
            .map(|known| known.at)
            .max()
    }

    /// The `session_info` of introspection.
    pub(super) fn info(&self) -> Value {
        let authentications: Map<String, Value> = self
            .authentications
            .iter()
            .map(|known| {
                let methods = if known.mfa {
                    json!(["pwd", "mfa"])
                } else {
                    json!(["pwd"])
                };
                let authentication = json!({
                    "acr": null,
                    "amr": methods,
                    "idp": known.identity.provider,
                    "auth_time": known.at.as_second(),
                    "custom_claims": {},
                });
                (known.identity.id.to_owned(), authentication)
            })
            .collect();
        json!({ "authentications": authentications })
    }

    /// Whether the session meets the policy.
    pub(super) fn meets(&self, policy: &SessionPolicy, now: Timestamp) -> bool {
        let of_policies = policy.policies.iter().all(|id| {
            policies::find(id).is_some_and(|known| {
                self.has(known.mfa, Some(known.max_age), now, |identity| {
                    known
                        .domain
                        .is_none_or(|domain| domain == identity.domain())
                })
            })
        });
        of_policies
            && self.has(policy.mfa, policy.max_age, now, |identity| {
                policy.accepts(identity)
            })
    }

    fn has(
        &self,
        mfa: bool,
        max_age: Option<SignedDuration>,
        now: Timestamp,
        accepts: impl Fn(&Identity) -> bool,
    ) -> bool {
        self.authentications.iter().any(|known| {
            (known.mfa || !mfa)
                && max_age.is_none_or(|max| now.duration_since(known.at) <= max)
                && accepts(known.identity)
        })
    }
}

impl SessionPolicy {
    /// Reads `session_required_*` of an authorize request: comma-separated lists, and booleans as
    /// Python and JavaScript write them. None if a value is not a boolean.
    pub(super) fn read<'a>(given: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let list = |name: &str| {
            let items = given(name).unwrap_or_default().split(',').map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            items.map(str::to_owned).collect()
        };
        Some(Self {
            identities: list("session_required_identities"),
            domains: list("session_required_single_domain"),
            policies: list("session_required_policies"),
            mfa: match given("session_required_mfa") {
                None | Some("False" | "false") => false,
                Some("True" | "true") => true,
                Some(_) => return None,
            },
            max_age: None,
        })
    }

    /// Whether nothing is required.
    pub(super) fn is_empty(&self) -> bool {
        self.identities.is_empty()
            && self.domains.is_empty()
            && self.policies.is_empty()
            && !self.mfa
            && self.max_age.is_none()
    }

    /// Whether a login with this identity can meet the requirements.
    pub(super) fn accepts(&self, identity: &Identity) -> bool {
        let is_one =
            |wanted: &String| people::find(wanted).is_some_and(|wanted| wanted.id == identity.id);
        (self.identities.is_empty() || self.identities.iter().any(is_one))
            && (self.domains.is_empty() || self.domains.iter().any(|d| d == identity.domain()))
    }

    /// Whether the required policies accept this identity.
    pub(super) fn policies_accept(&self, identity: &Identity) -> bool {
        let mut domains = self
            .policies
            .iter()
            .filter_map(|id| policies::find(id)?.domain);
        domains.all(|domain| domain == identity.domain())
    }

    /// Whether a second factor is required, directly or by a policy.
    pub(super) fn needs_mfa(&self) -> bool {
        self.mfa
            || self
                .policies
                .iter()
                .any(|id| policies::find(id).is_some_and(|p| p.mfa))
    }

    /// The `authorization_parameters` of an error that asks for such a login.
    pub(super) fn parameters(&self, message: &str) -> Value {
        json!({
            "session_message": message,
            "session_required_identities": self.identities,
            "session_required_single_domain": self.domains,
            "session_required_policies": self.policies,
            "session_required_mfa": self.mfa,
        })
    }

    /// One line for each requirement.
    pub(super) fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |what: &str, values: &[String]| {
            if !values.is_empty() {
                words.push(format!("{what}: {}", values.join(", ")));
            }
        };
        add("Sign in as one of", &self.identities);
        add("Sign in with an identity from", &self.domains);
        let name = |id: &String| match policies::find(id) {
            Some(policy) => format!("{} ({id})", policy.name),
            None => id.clone(),
        };
        let policies: Vec<String> = self.policies.iter().map(name).collect();
        add("Meet the policies", &policies);
        if self.mfa {
            words.push("Use a second factor".to_owned());
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::{super::people::ADA, *};

    fn words(name: &'static str, value: &'static str) -> Option<Vec<String>> {
        let given = |asked: &str| (asked == name && !value.is_empty()).then_some(value);
        SessionPolicy::read(given).map(|policy| policy.in_words())
    }

    #[test]
    fn booleans_of_two_languages_and_comma_lists_are_read() {
        let mfa = Some(vec!["Use a second factor".to_owned()]);
        assert_eq!(words("session_required_mfa", "True"), mfa);
        assert_eq!(words("session_required_mfa", "true"), mfa);
        assert_eq!(words("session_required_mfa", "False"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "false"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "maybe"), None);
        assert_eq!(
            words("session_required_single_domain", "uni.example,,lab.example"),
            Some(vec![
                "Sign in with an identity from: uni.example, lab.example".to_owned()
            ])
        );
        assert_eq!(words("session_required_identities", ""), Some(vec![]));
    }

    #[test]
    fn a_session_meets_what_one_of_its_logins_meets_alone() {
        let now = Timestamp::now();
        let [uni, lab, _] = ADA.identities else {
            panic!("three identities")
        };
        let mut session = Session::new(&ADA);
        session.authenticate(uni, true, now);
        session.authenticate(lab, false, now);
        let policy = |domain: &str, mfa| SessionPolicy {
            domains: vec![domain.to_owned()],
            mfa,
            ..SessionPolicy::default()
        };
        assert!(session.meets(&policy("uni.example", true), now));
        assert!(session.meets(&policy("lab.example", false), now));
        assert!(
            !session.meets(&policy("lab.example", true), now),
            "the second factor was the other identity's"
        );
        assert!(!session.meets(&policy("elsewhere.example", false), now));
    }

    #[test]
    fn a_policy_wants_a_fresh_login() {
        let then = Timestamp::now();
        let mut session = Session::new(&ADA);
        session.authenticate(ADA.primary(), true, then);
        let policy = SessionPolicy {
            policies: vec![policies::PROTECTED_FLOWS.id.to_owned()],
            ..SessionPolicy::default()
        };
        assert!(session.meets(&policy, then + SignedDuration::from_mins(29)));
        assert!(!session.meets(&policy, then + SignedDuration::from_mins(31)));
        let unknown = SessionPolicy {
            policies: vec!["nobody's".to_owned()],
            ..SessionPolicy::default()
        };
        assert!(!session.meets(&unknown, then));
    }
}
