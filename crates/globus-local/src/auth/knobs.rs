//! What the owner of this Globus can turn, for tests: nothing on Globus' own paths reaches it.

use std::sync::atomic::Ordering;

use super::{Auth, Issued, signing_key::SigningKey};

impl Auth {
    /// Every secret that was issued or sent.
    pub(crate) fn issued(&self) -> Vec<Issued> {
        self.grants().issued.clone()
    }

    /// Ends every access token now.
    pub(crate) fn expire_access_tokens(&self) {
        self.grants().expire_access_tokens();
    }

    /// Ends every refresh token now.
    pub(crate) fn revoke_refresh_tokens(&self) {
        self.grants().revoke_refresh_tokens();
    }

    /// From now on each refresh brings another refresh token; a spent one that comes back ends
    /// its whole family.
    pub(crate) fn rotate_refresh_tokens(&self, rotates: bool) {
        self.rotates.store(rotates, Ordering::Relaxed);
    }

    /// Signs with another key from now on, and publishes that one alone; false if none could be
    /// made.
    pub(crate) fn rotate_signing_key(&self) -> bool {
        let mut key = self.key();
        match SigningKey::generate(key.number() + 1) {
            Ok(next) => {
                *key = next;
                true
            }
            Err(_) => false,
        }
    }

    /// With which identity the person signs in next; false if nobody has it.
    pub(crate) fn next_identity(&self, id_or_username: &str) -> bool {
        self.sign_in().choose(id_or_username)
    }

    /// Whether a second factor is given unasked.
    pub(crate) fn next_mfa(&self, offers: bool) {
        self.sign_in().offers_mfa = offers;
    }

    /// Whether logins do what the request requires of the session.
    pub(crate) fn next_heeds_request(&self, heeds: bool) {
        self.sign_in().heeds_request = heeds;
    }

    /// Whether the person says no.
    pub(crate) fn next_denies(&self, denies: bool) {
        self.sign_in().denies = denies;
    }

    /// Scope strings that logins do not grant.
    pub(crate) fn withhold(&self, scopes: Vec<String>) {
        self.sign_in().withheld = scopes;
    }

    /// Takes a scope back from every client, with all below it and the tokens that stand on it.
    pub(crate) fn revoke_consent(&self, scope: &str) {
        let owners = self.consents().owners();
        for owner in owners {
            self.take_back(&owner, scope);
        }
    }
}
