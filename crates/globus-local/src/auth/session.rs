//! Sessions: who signed in how and when, and what somebody requires of that
//! (docs.globus.org: Sessions).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    people::{self, Identity, Person},
    policies,
};

/// Who signed in, as a token remembers it: what happens later in the browser does not change it.
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

/// What is required of a session: by an authorize request, a collection or a flow.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionPolicy {
    /// Ids or usernames; one of them is enough.
    pub(crate) identities: Vec<String>,
    /// One of them is enough.
    pub(crate) domains: Vec<String>,
    /// All of them.
    pub(crate) policies: Vec<String>,
    pub(crate) mfa: bool,
    /// How long ago the person may have signed in.
    pub(crate) max_age: Option<SignedDuration>,
}

impl Session {
    pub(super) fn new(person: &'static Person) -> Self {
        Self {
            person,
            authentications: Vec::new(),
        }
    }

    /// The person signs in with one of their identities.
    pub(super) fn authenticate(&mut self, identity: &'static Identity, mfa: bool, at: Timestamp) {
        self.authentications
            .retain(|known| known.identity.id != identity.id);
        self.authentications
            .push(Authentication { identity, at, mfa });
    }

    /// When the person last signed in, with any identity.
    pub(super) fn last(&self) -> Option<Timestamp> {
        self.authentications.iter().map(|known| known.at).max()
    }

    /// When the person last signed in with this one.
    pub(super) fn last_of(&self, identity: &Identity) -> Option<Timestamp> {
        let known = self.authentications.iter();
        known
            .filter(|known| known.identity.id == identity.id)
            .map(|known| known.at)
            .max()
    }

    /// As introspection's `session_info` has it.
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

    /// Whether everything required is there.
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
    /// Reads an authorize request's `session_required_*`: comma lists, and booleans as Python
    /// and as JavaScript write them; none if a value is no boolean.
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

    /// Whether a login with this identity can be what is asked for.
    pub(super) fn accepts(&self, identity: &Identity) -> bool {
        let is_one =
            |wanted: &String| people::find(wanted).is_some_and(|wanted| wanted.id == identity.id);
        (self.identities.is_empty() || self.identities.iter().any(is_one))
            && (self.domains.is_empty() || self.domains.iter().any(|d| d == identity.domain()))
    }

    /// Whether the policies allow this identity.
    pub(super) fn policies_accept(&self, identity: &Identity) -> bool {
        let mut domains = self
            .policies
            .iter()
            .filter_map(|id| policies::find(id)?.domain);
        domains.all(|domain| domain == identity.domain())
    }

    /// Whether a second factor is part of it, directly or through a policy.
    pub(super) fn needs_mfa(&self) -> bool {
        self.mfa
            || self
                .policies
                .iter()
                .any(|id| policies::find(id).is_some_and(|p| p.mfa))
    }

    /// What a login must be asked for, as `authorization_parameters` of an error.
    pub(super) fn parameters(&self, message: &str) -> Value {
        json!({
            "session_message": message,
            "session_required_identities": self.identities,
            "session_required_single_domain": self.domains,
            "session_required_policies": self.policies,
            "session_required_mfa": self.mfa,
        })
    }

    /// One sentence for each requirement.
    pub(super) fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |what: &str, values: &[String]| {
            if !values.is_empty() {
                words.push(format!("{what}: {}", values.join(", ")));
            }
        };
        add("You sign in as one of", &self.identities);
        add("You sign in with an identity of", &self.domains);
        let name = |id: &String| match policies::find(id) {
            Some(policy) => format!("{} ({id})", policy.name),
            None => id.clone(),
        };
        let policies: Vec<String> = self.policies.iter().map(name).collect();
        add("You meet the policies", &policies);
        if self.mfa {
            words.push("You sign in with a second factor".to_owned());
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
        let mfa = Some(vec!["You sign in with a second factor".to_owned()]);
        assert_eq!(words("session_required_mfa", "True"), mfa);
        assert_eq!(words("session_required_mfa", "true"), mfa);
        assert_eq!(words("session_required_mfa", "False"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "false"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "maybe"), None);
        assert_eq!(
            words("session_required_single_domain", "uni.example,,lab.example"),
            Some(vec![
                "You sign in with an identity of: uni.example, lab.example".to_owned()
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
            "the factor was another's"
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
