//! Logins that are approved automatically, and how tests can change them.

use super::{
    people::{self, ADA, Identity, Person},
    session::SessionPolicy,
};

/// What happens at each login, until it is changed.
#[derive(Clone, Debug)]
pub(super) struct SignIn {
    /// The identity, if the request leaves a choice or `heeds_request` is off.
    pub(super) identity: &'static Identity,
    /// Whether a second factor is used even if none is required.
    pub(super) offers_mfa: bool,
    /// If off, logins ignore what the request requires, so the session does not meet it.
    pub(super) heeds_request: bool,
    /// Scope strings that are not granted, wherever they appear.
    pub(super) withheld: Vec<String>,
    /// Whether the user denies access.
    pub(super) denies: bool,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            identity: ADA.primary(),
            offers_mfa: false,
            heeds_request: true,
            withheld: Vec::new(),
            denies: false,
        }
    }
}

impl SignIn {
    /// The identity to sign in with for `policy`, and whether to use a second factor. None if no
    /// identity meets the policy.
    pub(super) fn answer(&self, policy: &SessionPolicy) -> Option<(&'static Identity, bool)> {
        if !self.heeds_request {
            return Some((self.identity, self.offers_mfa));
        }
        let person = Person::with_identity(self.identity.id)?;
        let suits =
            |identity: &&Identity| policy.accepts(identity) && policy.policies_accept(identity);
        let preferred = Some(self.identity).filter(suits);
        let identity = preferred.or_else(|| person.identities.iter().find(suits))?;
        Some((identity, self.offers_mfa || policy.needs_mfa()))
    }

    /// Sets the identity by id or username; false if it is unknown.
    pub(super) fn choose(&mut self, id_or_username: &str) -> bool {
        match people::find(id_or_username) {
            Some(identity) => {
                self.identity = identity;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_automatic_login_uses_an_identity_that_meets_the_requirements() {
        let mut sign_in = SignIn::default();
        let of = |domain: &str| SessionPolicy {
            domains: vec![domain.to_owned()],
            mfa: true,
            ..SessionPolicy::default()
        };
        let (identity, mfa) = sign_in.answer(&of("lab.example")).expect("linked");
        assert_eq!((identity.username, mfa), ("lovelace@lab.example", true));
        assert!(sign_in.answer(&of("elsewhere.example")).is_none());

        sign_in.heeds_request = false;
        let (identity, mfa) = sign_in.answer(&of("lab.example")).expect("anyhow");
        assert_eq!((identity.username, mfa), ("ada@uni.example", false));
        assert!(sign_in.choose("charles@uni.example") && !sign_in.choose("nobody"));
    }
}
