//! The token of one resource server, and the key that it is stored under.

use jiff::Timestamp;
use secrecy::SecretString;

/// Names a token: one per environment, client, namespace and resource server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenKey {
    /// `production`, `preview`, and so on, or the name of a local Globus.
    pub environment: String,
    /// The client the token was issued to.
    pub client_id: String,
    /// Tells accounts apart, and the demo from real ones.
    pub namespace: String,
    /// The service the token is for.
    pub resource_server: String,
}

impl TokenKey {
    /// Whether both belong to one account, which means that only the service differs.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.environment == other.environment
            && self.client_id == other.client_id
            && self.namespace == other.namespace
    }
}

/// The tokens that Globus Auth issued for one resource server. `Debug` never shows them.
#[derive(Clone, Debug)]
pub struct TokenData {
    /// The service the token is for.
    pub resource_server: String,
    /// The `sub` of the identity that the token was issued to.
    pub identity_id: Option<String>,
    /// Top-level scopes, separated by spaces.
    pub scope: String,
    /// The bearer token.
    pub access_token: SecretString,
    /// Gets the next access token. None unless offline access was requested.
    pub refresh_token: Option<SecretString>,
    /// When the access token expires.
    pub expires_at: Timestamp,
}

impl TokenData {
    /// The top-level scopes.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scope.split_whitespace()
    }

    /// Whether all of the `required` scope strings were granted.
    pub fn has_scopes<'a>(&self, required: impl IntoIterator<Item = &'a str>) -> bool {
        let granted: Vec<&str> = self.scopes().collect();
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
