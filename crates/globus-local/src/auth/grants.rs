//! Pending consents, codes and tokens.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use rand::RngCore;

/// Seconds that an access token lives: 48 hours, as in all of Globus' recorded answers.
pub(crate) const ACCESS_LIFE: i64 = 172_800;
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// A secret that this Globus issued or was sent.
#[derive(Clone, Debug)]
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

/// A validated authorize request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    /// Top-level scope strings.
    pub(crate) scopes: Vec<String>,
    pub(crate) state: String,
    pub(crate) challenge: String,
    pub(crate) nonce: Option<String>,
    pub(crate) offline: bool,
    pub(crate) grant_name: Option<String>,
    pub(crate) session_message: Option<String>,
}

/// What an access token allows.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) resource_server: String,
    pub(crate) scopes: Vec<String>,
    expires: Timestamp,
}

#[derive(Clone, Debug)]
pub(crate) struct Refresh {
    pub(crate) client_id: String,
    pub(crate) resource_server: String,
    pub(crate) scopes: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Grants {
    consents: HashMap<String, Request>,
    codes: HashMap<String, (Request, Timestamp)>,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
    pub(crate) issued: Vec<Issued>,
}

impl Grants {
    /// A request that waits for the person; the id is used once.
    pub(crate) fn ask(&mut self, request: Request) -> String {
        let id = random();
        self.consents.insert(id.clone(), request);
        id
    }

    pub(crate) fn take_consent(&mut self, id: &str) -> Option<Request> {
        self.consents.remove(id)
    }

    pub(crate) fn issue_code(&mut self, request: Request) -> String {
        let code = self.new_secret(IssuedKind::AuthorizationCode);
        self.codes
            .insert(code.clone(), (request, Timestamp::now() + CODE_LIFE));
        code
    }

    /// Codes are good once, and for ten minutes.
    pub(crate) fn take_code(&mut self, code: &str) -> Option<Request> {
        let (request, expires) = self.codes.remove(code)?;
        (Timestamp::now() < expires).then_some(request)
    }

    pub(crate) fn issue_access(&mut self, resource_server: &str, scopes: &[String]) -> String {
        let token = self.new_secret(IssuedKind::AccessToken);
        let access = Access {
            resource_server: resource_server.to_owned(),
            scopes: scopes.to_vec(),
            expires: Timestamp::now() + SignedDuration::from_secs(ACCESS_LIFE),
        };
        self.access.insert(token.clone(), access);
        token
    }

    pub(crate) fn issue_refresh(&mut self, refresh: Refresh) -> String {
        let token = self.new_secret(IssuedKind::RefreshToken);
        self.refresh.insert(token.clone(), refresh);
        token
    }

    pub(crate) fn access(&self, token: &str) -> Option<Access> {
        self.access
            .get(token)
            .filter(|access| Timestamp::now() < access.expires)
            .cloned()
    }

    pub(crate) fn refresh(&self, token: &str) -> Option<Refresh> {
        self.refresh.get(token).cloned()
    }

    pub(crate) fn revoke(&mut self, token: &str) {
        self.access.remove(token);
        self.refresh.remove(token);
    }

    pub(crate) fn expire_access_tokens(&mut self) {
        self.access.clear();
    }

    pub(crate) fn revoke_refresh_tokens(&mut self) {
        self.refresh.clear();
    }

    pub(crate) fn note(&mut self, kind: IssuedKind, value: &str) {
        self.issued.push(Issued {
            kind,
            value: value.to_owned(),
        });
    }

    fn new_secret(&mut self, kind: IssuedKind) -> String {
        let secret = random();
        self.note(kind, &secret);
        secret
    }
}

/// 256 random bits.
fn random() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}
