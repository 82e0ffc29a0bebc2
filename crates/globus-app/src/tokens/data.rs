//! The token of one resource server, and the key it is kept under.

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

/// Tokens are renewed this long before they expire (`globus_sdk/authorizers/renewing.py`).
const EXPIRY_MARGIN: SignedDuration = SignedDuration::from_secs(60);

/// Which token: one per environment, client, namespace and resource server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenKey {
    /// `production`, `preview`, … or the name of a local Globus.
    pub environment: String,
    /// The client the token was issued to.
    pub client_id: String,
    /// Tells accounts, or the demo, apart.
    pub namespace: String,
    /// The service the token is for.
    pub resource_server: String,
}

/// What Globus Auth issued for one resource server. `Debug` never shows a token.
#[derive(Clone, Debug)]
pub struct TokenData {
    /// The service the token is for.
    pub resource_server: String,
    /// The `sub` of the person it was issued to.
    pub identity_id: Option<String>,
    /// Top-level scopes, separated by spaces.
    pub scope: String,
    /// The bearer token.
    pub access_token: SecretString,
    /// Gets the next access token, if offline access was asked for.
    pub refresh_token: Option<SecretString>,
    /// When the access token ends.
    pub expires_at: Timestamp,
}

impl TokenData {
    /// Whether the access token can no longer be relied on at `now`.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at < now + EXPIRY_MARGIN
    }

    /// Whether every one of `required` (scope strings) was granted.
    pub fn has_scopes<'a>(&self, required: impl IntoIterator<Item = &'a str>) -> bool {
        let granted: Vec<&str> = self.scope.split_whitespace().collect();
        required.into_iter().all(|scope| granted.contains(&scope))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(expires_at: Timestamp) -> TokenData {
        TokenData {
            resource_server: "flows.globus.org".into(),
            identity_id: None,
            scope: "a b".into(),
            access_token: SecretString::from("very-secret"),
            refresh_token: Some(SecretString::from("even-more")),
            expires_at,
        }
    }

    #[test]
    fn a_token_counts_as_expired_a_minute_early() {
        let now = Timestamp::from_second(1_000_000).expect("in range");
        assert!(token(now + SignedDuration::from_secs(59)).is_expired(now));
        assert!(!token(now + SignedDuration::from_secs(61)).is_expired(now));
    }

    #[test]
    fn scopes_are_compared_whole() {
        let token = token(Timestamp::now());
        assert!(token.has_scopes(["a", "b"]));
        assert!(!token.has_scopes(["a", "ab"]));
    }

    #[test]
    fn debug_shows_no_token() {
        let shown = format!("{:?}", token(Timestamp::now()));
        assert!(
            !shown.contains("secret") && !shown.contains("even-more"),
            "{shown}"
        );
    }
}
