//! Renews access tokens: one renewal at a time per service, across all tasks and processes.
//!
//! A refresh token may change with every use, and using an old one again revokes them all. So a
//! renewal checks storage before and after it asks Globus, and saves the new token before anyone
//! uses it.

use std::sync::Arc;

use futures::FutureExt;
use secrecy::{ExposeSecret, SecretString};

use super::{
    error::Error,
    inner::{Grant, Inner},
    ledger::{Held, Ledger, Since},
    lock::lock,
    process_lock::ProcessLock,
    running::Running,
    token_validation::TokenValidationError,
};
use crate::{
    login::LoginError,
    oauth::{IdTokenError, TokenResponse},
    scopes::ScopeParser,
    tokens::{StorageError, TokenData},
    transport::{ApiError, TransportError},
};

/// The renewed token. None if it can no longer be renewed.
type Outcome = Result<Option<TokenData>, Error>;

/// Globus's answer to a renewal.
enum Answer {
    Renewed(TokenData),
    /// Not with this token, now or later.
    Refused,
}

impl Inner {
    /// The token of a service, renewed if it is due, whatever its scopes.
    pub(super) async fn renewed_if_stale(
        self: &Arc<Self>,
        resource_server: &str,
    ) -> Result<TokenData, Error> {
        let held = self.found(resource_server).await?;
        if !held.is_stale() {
            return Ok(held.token);
        }
        let renewed = self.renew(resource_server, None).await?;
        renewed.ok_or_else(|| {
            let resource_server = resource_server.to_owned();
            TokenValidationError::Expired { resource_server }.into()
        })
    }

    /// A record that can't be read counts as missing, so a login is needed; the error says why.
    pub(super) async fn found(&self, resource_server: &str) -> Result<Held, Error> {
        match self.ledger.get(resource_server).await {
            Ok(Some(held)) => Ok(held),
            Ok(None) => Err(TokenValidationError::Missing {
                resource_server: resource_server.to_owned(),
            }
            .into()),
            Err(reason @ (StorageError::Corrupt { .. } | StorageError::Newer { .. })) => {
                tracing::warn!(%reason, "a stored token can't be read, so a login is needed");
                Err(TokenValidationError::Unreadable {
                    resource_server: resource_server.to_owned(),
                    reason,
                }
                .into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Renews the token of a service. `refused` is a token that a service didn't accept: it is
    /// renewed even if it looks valid.
    pub(super) async fn renew(
        self: &Arc<Self>,
        resource_server: &str,
        refused: Option<&SecretString>,
    ) -> Outcome {
        loop {
            let (running, is_ours) = self.join_or_start_renewal(resource_server, refused);
            let outcome = running.await;
            match &outcome {
                // The renewal may have been started by someone who didn't know that the token was
                // refused.
                Ok(Some(token)) if !is_ours && is_refused(token, refused) => {}
                _ => return outcome,
            }
        }
    }

    fn join_or_start_renewal(
        self: &Arc<Self>,
        resource_server: &str,
        refused: Option<&SecretString>,
    ) -> (Running<Option<TokenData>>, bool) {
        let mut renewals = lock(&self.renewals);
        if let Some(running) = renewals.get(resource_server)
            && running.peek().is_none()
        {
            return (running.clone(), false);
        }
        let (inner, server) = (Arc::clone(self), resource_server.to_owned());
        let refused = refused.cloned();
        // A task of its own, so that a canceled caller can't lose a rotated token.
        let task = tokio::spawn(async move { inner.renew_once(&server, refused.as_ref()).await });
        let running = async move { task.await.unwrap_or(Ok(None)) }
            .boxed()
            .shared();
        renewals.insert(resource_server.to_owned(), running.clone());
        (running, true)
    }

    async fn renew_once(&self, resource_server: &str, refused: Option<&SecretString>) -> Outcome {
        let since = self.ledger.now();
        let Some(held) = self.ledger.get(resource_server).await? else {
            return Ok(None);
        };
        if is_good(&held, refused) {
            return Ok(Some(held.token));
        }
        let _turn = self.turn_among_processes(resource_server).await;
        let Some(held) = look_again(&self.ledger, held).await? else {
            return Ok(None);
        };
        if is_good(&held, refused) {
            return Ok(Some(held.token));
        }
        match self.next_token(&held, refused, since).await? {
            Ok(token) => Ok(Some(token)),
            Err(refused_for) => {
                tracing::info!(resource_server, "the token can no longer be renewed");
                self.ledger.remove(&refused_for.token).await?;
                Ok(None)
            }
        }
    }

    /// None if there is no lock. Then only storage tells what other processes did.
    async fn turn_among_processes(&self, resource_server: &str) -> Option<ProcessLock> {
        let storage = self.ledger.storage().shared_as()?;
        let key = self.ledger.account().key(resource_server);
        let name = format!(
            "{storage}\n{}\n{}\n{}\n{resource_server}",
            key.environment, key.client_id, key.namespace
        );
        let turn = ProcessLock::acquire(&name).await;
        turn.inspect_err(|reason| {
            tracing::warn!(%reason, resource_server, "renewing a token without the lock");
        })
        .ok()
    }

    /// Asks Globus for the next token and saves it. `Err` holds the token that Globus refused to
    /// renew.
    async fn next_token(
        &self,
        held: &Held,
        refused: Option<&SecretString>,
        since: Since,
    ) -> Result<Result<TokenData, Held>, Error> {
        let answer = match self.ask(&held.token).await {
            // Another process may have been faster, with or without the lock.
            Ok(Answer::Refused) => match look_again(&self.ledger, held.clone()).await? {
                Some(other) if is_good(&other, refused) => return Ok(Ok(other.token)),
                Some(other) if !is_same(&other.token, &held.token) => {
                    match self.ask(&other.token).await? {
                        Answer::Refused => return Ok(Err(other)),
                        Answer::Renewed(new) => (other, new),
                    }
                }
                _ => return Ok(Err(held.clone())),
            },
            Ok(Answer::Renewed(new)) => (held.clone(), new),
            Err(error) => return self.without_an_answer(held, refused, error).await.map(Ok),
        };
        let (old, new) = answer;
        match self.ledger.replace(&old, new.clone(), since).await {
            Ok(held) => Ok(Ok(held.token)),
            Err(theirs) => {
                // Nobody else knows the token that was just issued.
                let mut unwanted = new;
                let shared = |token: &SecretString| {
                    let old = old.token.refresh_token.as_ref();
                    old.is_some_and(|old| old.expose_secret() == token.expose_secret())
                };
                unwanted.refresh_token = unwanted.refresh_token.filter(|token| !shared(token));
                self.revocations.begin([unwanted]);
                theirs.map_or(Ok(Err(old)), |held| Ok(Ok(held.token)))
            }
        }
    }

    /// It is unknown whether Globus got the request. The user stays signed in, and the next call
    /// checks storage before it asks again.
    async fn without_an_answer(
        &self,
        held: &Held,
        refused: Option<&SecretString>,
        error: Error,
    ) -> Result<TokenData, Error> {
        match look_again(&self.ledger, held.clone()).await? {
            Some(other) if is_good(&other, refused) => Ok(other.token),
            // It was renewed early, so it is still valid for a while.
            Some(other) if !other.has_ended() && !is_refused(&other.token, refused) => {
                tracing::warn!(%error, "a token could not be renewed yet");
                Ok(other.token)
            }
            _ => Err(error),
        }
    }

    async fn ask(&self, token: &TokenData) -> Result<Answer, Error> {
        let response = match &self.grant {
            Grant::ToTheClient => {
                let scopes = lock(&self.requirements).of(&token.resource_server).to_vec();
                let scope = ScopeParser::serialize(&scopes);
                self.auth.client_credentials(&scope).await
            }
            Grant::ToAPerson(_) => match token.refresh_token.clone() {
                Some(refresh_token) if self.request_refresh_tokens => {
                    self.auth.refresh(refresh_token).await
                }
                _ => return Ok(Answer::Refused),
            },
        };
        let response = match response {
            Ok(response) => response,
            Err(TransportError::Api(error)) if is_invalid_grant(&error) => {
                return Ok(Answer::Refused);
            }
            Err(error) => return Err(error.into()),
        };
        if response.id_token.is_some() {
            self.check_same_person(&response, token).await?;
        }
        let mut answers = response.tokens.into_iter();
        let mut new = answers
            .find(|new| new.resource_server == token.resource_server)
            .ok_or_else(|| Error::UnexpectedAnswer {
                host: self
                    .environment
                    .auth()
                    .host_str()
                    .unwrap_or_default()
                    .into(),
                reason: format!("it has no token for {}", token.resource_server),
            })?;
        new.identity_id.clone_from(&token.identity_id);
        // Globus returns the same refresh token today, but may rotate it one day.
        new.refresh_token = new.refresh_token.or_else(|| token.refresh_token.clone());
        Ok(Answer::Renewed(new))
    }

    /// OpenID Connect Core §12.2: issuer, subject and audience must not change.
    async fn check_same_person(
        &self,
        response: &TokenResponse,
        token: &TokenData,
    ) -> Result<(), Error> {
        let identity = self.auth.identity(response, None).await?;
        match &token.identity_id {
            Some(expected) if *expected != identity.sub => {
                Err(LoginError::IdToken(IdTokenError::Invalid("wrong subject")).into())
            }
            _ => Ok(()),
        }
    }
}

/// The token in storage now. If storage can't be read, the one in memory is used.
async fn look_again(ledger: &Ledger, held: Held) -> Result<Option<Held>, Error> {
    match ledger.reread(&held.token.resource_server).await {
        Ok(found) => Ok(found),
        Err(error @ (StorageError::Corrupt { .. } | StorageError::Newer { .. })) => {
            Err(error.into())
        }
        Err(error) => {
            tracing::warn!(%error, "renewing a token without checking storage");
            Ok(Some(held))
        }
    }
}

fn is_good(held: &Held, refused: Option<&SecretString>) -> bool {
    !held.is_stale() && !is_refused(&held.token, refused)
}

fn is_refused(token: &TokenData, refused: Option<&SecretString>) -> bool {
    refused.is_some_and(|refused| refused.expose_secret() == token.access_token.expose_secret())
}

fn is_same(one: &TokenData, other: &TokenData) -> bool {
    one.access_token.expose_secret() == other.access_token.expose_secret()
}

/// Globus answers 401 where RFC 6749 §5.2 says 400.
fn is_invalid_grant(error: &ApiError) -> bool {
    matches!(error.status, 400 | 401) && error.code.as_deref() == Some("invalid_grant")
}
