//! Secrets that this Globus issued or received, so that tests can check where they went.

/// A secret that this Globus issued or received.
#[derive(Clone)]
pub struct Issued {
    /// What kind of secret it is.
    pub kind: IssuedKind,
    /// The secret itself.
    pub value: String,
}

/// Kinds of secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedKind {
    /// A bearer token.
    AccessToken,
    /// A token to get further access tokens with.
    RefreshToken,
    /// The code in the redirect after a login.
    AuthorizationCode,
    /// A signed statement of who signed in.
    IdToken,
    /// The secret that ties a code to its exchange (RFC 7636).
    CodeVerifier,
}

/// Leaves out the value, because what is printed ends up in logs.
impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
