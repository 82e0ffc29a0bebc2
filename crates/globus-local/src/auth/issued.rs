//! Secrets that left or entered this Globus, for tests that look where they went.

/// A secret that this Globus issued or was sent.
#[derive(Clone)]
pub struct Issued {
    /// What it is.
    pub kind: IssuedKind,
    /// The secret itself.
    pub value: String,
}

/// Kinds of secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedKind {
    /// A bearer token.
    AccessToken,
    /// Gets the next access token.
    RefreshToken,
    /// Comes back in the redirect.
    AuthorizationCode,
    /// Says who signed in.
    IdToken,
    /// Proves that code and exchange belong together (RFC 7636).
    CodeVerifier,
}

/// Without the value: what is printed ends up in logs.
impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
