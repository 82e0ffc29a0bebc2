//! Pending consents, codes and tokens.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    consents::Owner,
    issued::{Issued, IssuedKind},
    request::Request,
    session::Session,
};
use crate::random::random_secret;

/// Lifetime of an access token in seconds: 48 hours, as in all recorded answers of Globus.
pub(super) const ACCESS_LIFE: i64 = 172_800;
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
const CONSENT_LIFE: SignedDuration = SignedDuration::from_mins(30);
/// How long a refresh token stays valid without use: six months (globus_sdk `GlobusAppConfig`).
const REFRESH_IDLE: SignedDuration = SignedDuration::from_hours(183 * 24);

/// A request that the user has allowed, and the session in which they did.
#[derive(Clone)]
pub(super) struct Granted {
    pub(super) request: Request,
    /// The scopes that tokens get: those requested, without the withheld ones.
    pub(super) scopes: Vec<String>,
    pub(super) session: Session,
}

/// Who holds a token. It is the same for all tokens of one grant.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) client_id: String,
    /// None if the client acts for itself.
    pub(super) session: Option<Session>,
    /// Set for a token with which a service acts for its caller.
    pub(super) on_behalf: Option<OnBehalf>,
    /// All tokens of a family end when a spent refresh token is used again.
    pub(super) family: u64,
}

/// What a service's dependent tokens are based on: a consent that its caller gave to a client.
#[derive(Clone, Debug)]
pub(super) struct OnBehalf {
    pub(super) client_id: String,
    /// Scope strings, from the top-level scope down.
    pub(super) path: Vec<String>,
}

impl Holder {
    /// Whose consents apply, and below which path.
    pub(super) fn consents(&self) -> (Owner, &[String]) {
        let (client_id, path) = match &self.on_behalf {
            Some(on_behalf) => (&on_behalf.client_id, on_behalf.path.as_slice()),
            None => (&self.client_id, [].as_slice()),
        };
        let owner = Owner {
            identity_id: self.identity_id().to_owned(),
            client_id: client_id.clone(),
        };
        (owner, path)
    }

    /// The effective identity: the user's primary one, or the client's own.
    pub(super) fn identity_id(&self) -> &str {
        match &self.session {
            Some(session) => session.person.primary().id,
            None => &self.client_id,
        }
    }

    pub(super) fn username(&self) -> String {
        match &self.session {
            Some(session) => session.person.primary().username.to_owned(),
            None => format!("{}@clients.auth.globus.org", self.client_id),
        }
    }
}

/// An access token or a refresh token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) holder: Holder,
    pub(super) resource_server: String,
    pub(super) scopes: Vec<String>,
    pub(super) issued: Timestamp,
    /// None for a refresh token, which expires only when unused.
    pub(super) expires: Option<Timestamp>,
    used: Timestamp,
}

impl Token {
    fn is_valid(&self, now: Timestamp) -> bool {
        match self.expires {
            Some(end) => now < end,
            None => now.duration_since(self.used) <= REFRESH_IDLE,
        }
    }
}

#[derive(Default)]
pub(super) struct Grants {
    consents: HashMap<String, (Request, Timestamp)>,
    codes: HashMap<String, (Granted, Timestamp)>,
    access: HashMap<String, Token>,
    refresh: HashMap<String, Token>,
    /// Refresh tokens that were replaced, with their family.
    spent: HashMap<String, u64>,
    families: u64,
    pub(super) issued: Vec<Issued>,
}

impl Grants {
    /// Keeps a request until the user answers. The id works once.
    pub(super) fn ask(&mut self, request: Request, now: Timestamp) -> String {
        self.consents.retain(|_, (_, expires)| now < *expires);
        let id = random_secret();
        self.consents
            .insert(id.clone(), (request, now + CONSENT_LIFE));
        id
    }

    pub(super) fn take_consent(&mut self, id: &str, now: Timestamp) -> Option<Request> {
        let (request, expires) = self.consents.remove(id)?;
        (now < expires).then_some(request)
    }

    pub(super) fn issue_code(&mut self, granted: Granted, now: Timestamp) -> String {
        let code = self.new_secret(IssuedKind::AuthorizationCode);
        self.codes.insert(code.clone(), (granted, now + CODE_LIFE));
        code
    }

    /// A code works once (RFC 6749 §4.1.2), and for ten minutes.
    pub(super) fn take_code(&mut self, code: &str, now: Timestamp) -> Option<Granted> {
        let (granted, expires) = self.codes.remove(code)?;
        (now < expires).then_some(granted)
    }

    pub(super) fn new_family(&mut self) -> u64 {
        self.families += 1;
        self.families
    }

    pub(super) fn issue_access(
        &mut self,
        holder: &Holder,
        resource_server: &str,
        scopes: &[String],
        life: i64,
        now: Timestamp,
    ) -> String {
        let secret = self.new_secret(IssuedKind::AccessToken);
        let token = Token {
            holder: holder.clone(),
            resource_server: resource_server.to_owned(),
            scopes: scopes.to_vec(),
            issued: now,
            expires: Some(now + SignedDuration::from_secs(life)),
            used: now,
        };
        self.access.insert(secret.clone(), token);
        secret
    }

    pub(super) fn issue_refresh(
        &mut self,
        holder: &Holder,
        resource_server: &str,
        scopes: &[String],
        now: Timestamp,
    ) -> String {
        let secret = self.new_secret(IssuedKind::RefreshToken);
        let token = Token {
            holder: holder.clone(),
            resource_server: resource_server.to_owned(),
            scopes: scopes.to_vec(),
            issued: now,
            expires: None,
            used: now,
        };
        self.refresh.insert(secret.clone(), token);
        secret
    }

    /// An access token, if it is valid now.
    pub(super) fn access(&self, secret: &str, now: Timestamp) -> Option<&Token> {
        let token = self.access.get(secret)?;
        token.is_valid(now).then_some(token)
    }

    /// A token of either kind, if it is valid now.
    pub(super) fn any(&self, secret: &str, now: Timestamp) -> Option<&Token> {
        let refresh = || self.refresh.get(secret).filter(|token| token.is_valid(now));
        self.access(secret, now).or_else(refresh)
    }

    /// Uses a refresh token. If it was already replaced, two parties have it, and all tokens of its
    /// family end (RFC 9700 §4.14.2).
    pub(super) fn refresh(&mut self, secret: &str, now: Timestamp) -> Option<Token> {
        if let Some(family) = self.spent.get(secret).copied() {
            let is_other = |token: &mut Token| token.holder.family != family;
            self.access.retain(|_, token| is_other(token));
            self.refresh.retain(|_, token| is_other(token));
        }
        let token = self
            .refresh
            .get_mut(secret)
            .filter(|token| token.is_valid(now))?;
        token.used = now;
        Some(token.clone())
    }

    /// Replaces the refresh token `secret`, which is then spent.
    pub(super) fn rotate(&mut self, secret: &str, now: Timestamp) -> Option<String> {
        let token = self.refresh.remove(secret)?;
        self.spent.insert(secret.to_owned(), token.holder.family);
        Some(self.issue_refresh(&token.holder, &token.resource_server, &token.scopes, now))
    }

    pub(super) fn revoke(&mut self, secret: &str) {
        self.access.remove(secret);
        self.refresh.remove(secret);
    }

    /// Ends every token that depends on the owner's consent to any of `scopes`, including those of
    /// services that act for them.
    pub(super) fn revoke_scopes(&mut self, owner: &Owner, scopes: &[String]) {
        let stays = |token: &mut Token| {
            let (of, above) = token.holder.consents();
            let mut stands_on = above.iter().chain(&token.scopes);
            of != *owner || !stands_on.any(|scope| scopes.contains(scope))
        };
        self.access.retain(|_, token| stays(token));
        self.refresh.retain(|_, token| stays(token));
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
        let secret = random_secret();
        self.note(kind, &secret);
        secret
    }
}

/// Prints counts only: the keys of these maps are secrets.
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
