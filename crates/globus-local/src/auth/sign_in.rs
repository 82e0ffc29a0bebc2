//! How the person answers when a login is asked for without a browser to ask in, and what the
//! owner of this Globus may change about it.

use super::{
    people::{self, ADA, Identity, Person},
    session::SessionPolicy,
};

/// What the person does at the next logins, until it is changed.
#[derive(Clone, Debug)]
pub(super) struct SignIn {
    /// With which identity, if the request leaves a choice or `heeds_request` is off.
    pub(super) identity: &'static Identity,
    /// Whether a second factor is given although nobody asks for it.
    pub(super) offers_mfa: bool,
    /// Off: somebody signs in with an identity and without a second factor, whatever was
    /// required, so that the session does not meet it.
    pub(super) heeds_request: bool,
    /// Scope strings that are not granted, wherever they stand.
    pub(super) withheld: Vec<String>,
    /// Whether the person says no.
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
    /// With which identity, and whether with a second factor, the person signs in for `policy`;
    /// none if none of their identities will do.
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

    /// Chooses an identity by id or username; false if nobody has it.
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
    fn the_person_takes_the_identity_that_suits() {
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
