//! Pending consents, codes and tokens.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use rand::RngCore;

use super::{
    issued::{Issued, IssuedKind},
    request::Request,
};

/// Seconds that an access token lives: 48 hours, as in all of Globus' recorded answers.
pub(super) const ACCESS_LIFE: i64 = 172_800;
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
const CONSENT_LIFE: SignedDuration = SignedDuration::from_mins(30);

/// A request that the person allowed, and when.
#[derive(Clone)]
pub(super) struct Granted {
    pub(super) request: Request,
    pub(super) signed_in: Timestamp,
}

/// What an access token allows.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) resource_server: String,
    pub(crate) scopes: Vec<String>,
    pub(super) signed_in: Timestamp,
    expires: Timestamp,
}

/// What a refresh token brings.
#[derive(Clone)]
pub(super) struct Refresh {
    pub(super) client_id: String,
    pub(super) resource_server: String,
    pub(super) scopes: Vec<String>,
    pub(super) signed_in: Timestamp,
}

#[derive(Default)]
pub(super) struct Grants {
    consents: HashMap<String, (Request, Timestamp)>,
    codes: HashMap<String, (Granted, Timestamp)>,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
    pub(super) issued: Vec<Issued>,
}

impl Grants {
    /// A request that waits for the person; the id is used once.
    pub(super) fn ask(&mut self, request: Request, now: Timestamp) -> String {
        self.consents.retain(|_, (_, expires)| now < *expires);
        let id = random();
        self.consents
            .insert(id.clone(), (request, now + CONSENT_LIFE));
        id
    }

    pub(super) fn take_consent(&mut self, id: &str, now: Timestamp) -> Option<Request> {
        let (request, expires) = self.consents.remove(id)?;
        (now < expires).then_some(request)
    }

    pub(super) fn issue_code(&mut self, request: Request, now: Timestamp) -> String {
        let code = self.new_secret(IssuedKind::AuthorizationCode);
        let granted = Granted {
            request,
            signed_in: now,
        };
        self.codes.insert(code.clone(), (granted, now + CODE_LIFE));
        code
    }

    /// Codes are good once (RFC 6749 §4.1.2), and for ten minutes.
    pub(super) fn take_code(&mut self, code: &str, now: Timestamp) -> Option<Granted> {
        let (granted, expires) = self.codes.remove(code)?;
        (now < expires).then_some(granted)
    }

    pub(super) fn issue_access(
        &mut self,
        resource_server: &str,
        scopes: &[String],
        signed_in: Timestamp,
        now: Timestamp,
    ) -> String {
        let token = self.new_secret(IssuedKind::AccessToken);
        let access = Access {
            resource_server: resource_server.to_owned(),
            scopes: scopes.to_vec(),
            signed_in,
            expires: now + SignedDuration::from_secs(ACCESS_LIFE),
        };
        self.access.insert(token.clone(), access);
        token
    }

    pub(super) fn issue_refresh(&mut self, refresh: Refresh) -> String {
        let token = self.new_secret(IssuedKind::RefreshToken);
        self.refresh.insert(token.clone(), refresh);
        token
    }

    pub(super) fn access(&self, token: &str, now: Timestamp) -> Option<Access> {
        let access = self.access.get(token)?;
        (now < access.expires).then(|| access.clone())
    }

    pub(super) fn refresh(&self, token: &str) -> Option<Refresh> {
        self.refresh.get(token).cloned()
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.access.remove(token);
        self.refresh.remove(token);
    }

    pub(super) fn expire_access_tokens(&mut self) {
        self.access.clear();
    }

    pub(super) fn revoke_refresh_tokens(&mut self) {
        self.refresh.clear();
    }

    pub(super) fn note(&mut self, kind: IssuedKind, value: &str) {
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

/// Counts alone: the keys of these maps are the secrets.
impl std::fmt::Debug for Grants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grants")
            .field("consents", &self.consents.len())
            .field("codes", &self.codes.len())
            .field("access", &self.access.len())
            .field("refresh", &self.refresh.len())
            .finish_non_exhaustive()
    }
}

/// 256 random bits.
fn random() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}
