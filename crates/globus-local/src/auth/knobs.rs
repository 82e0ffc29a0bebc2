//! Controls for tests. Nothing on Globus' own paths reaches them.

use std::sync::atomic::Ordering;

use super::{Auth, Issued, signing_key::SigningKey};

impl Auth {
    /// Every secret that was issued or received.
    pub(crate) fn issued(&self) -> Vec<Issued> {
        self.grants().issued.clone()
    }

    /// Expires every access token.
    pub(crate) fn expire_access_tokens(&self) {
        self.grants().expire_access_tokens();
    }

    /// Revokes every refresh token.
    pub(crate) fn revoke_refresh_tokens(&self) {
        self.grants().revoke_refresh_tokens();
    }

    /// Whether each refresh replaces the refresh token; using a replaced one ends its whole family.
    pub(crate) fn rotate_refresh_tokens(&self, rotates: bool) {
        self.rotates.store(rotates, Ordering::Relaxed);
    }

    /// Switches to a new signing key and publishes only that one; false if none could be made.
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

    /// Sets the identity for the next login; false if it is unknown.
    pub(crate) fn next_identity(&self, id_or_username: &str) -> bool {
        self.sign_in().choose(id_or_username)
    }

    /// Whether logins include a second factor even if none is required.
    pub(crate) fn next_mfa(&self, offers: bool) {
        self.sign_in().offers_mfa = offers;
    }

    /// Whether logins meet what the request requires of the session.
    pub(crate) fn next_heeds_request(&self, heeds: bool) {
        self.sign_in().heeds_request = heeds;
    }

    /// Whether the user denies access.
    pub(crate) fn next_denies(&self, denies: bool) {
        self.sign_in().denies = denies;
    }

    /// Sets the scopes that logins do not grant.
    pub(crate) fn withhold(&self, scopes: Vec<String>) {
        self.sign_in().withheld = scopes;
    }

    /// Revokes a scope for every client, with everything below it and the tokens that depend on it.
    pub(crate) fn revoke_consent(&self, scope: &str) {
        let owners = self.consents().owners();
        for owner in owners {
            self.take_back(&owner, scope);
        }
    }
}
