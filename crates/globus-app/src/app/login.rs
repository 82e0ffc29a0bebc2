//! One login at a time, from the request to the stored tokens.

use std::sync::Arc;

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared, join_all},
};
use secrecy::SecretString;
use tokio::time::timeout;

use super::{Grant, Inner, lock};
use crate::{
    error::Error,
    gare::GlobusAuthorizationParameters,
    login::{LoginAnswer, LoginError, LoginOutcome, LoginRequest},
    oauth::{Expected, IdTokenError, Identity, TokenResponse, verify},
    tokens::TokenData,
};

/// Why there is to be a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Tokens are missing; if they no longer are when its turn comes, nobody is asked.
    ForWhatIsMissing,
    /// Somebody wants one in any case, with these parameters.
    Anyway(GlobusAuthorizationParameters),
}

/// A login that others can wait for. When nobody waits any more, it ends and closes its port.
#[derive(Debug)]
pub(super) struct SharedLogin {
    ask: Ask,
    running: WeakShared<BoxFuture<'static, Result<(), Error>>>,
}

/// Runs a login, or shares the one that runs if it asks for the same.
pub(super) async fn run(inner: &Arc<Inner>, ask: Ask) -> Result<(), Error> {
    loop {
        let (running, is_ours) = join_or_start(inner, &ask);
        let outcome = running.await;
        if is_ours {
            return outcome;
        }
        // Another login, which asked for something else, had the browser; now it is our turn.
    }
}

fn join_or_start(
    inner: &Arc<Inner>,
    ask: &Ask,
) -> (Shared<BoxFuture<'static, Result<(), Error>>>, bool) {
    let mut current = lock(&inner.login);
    if let Some(login) = &*current
        && let Some(running) = login.running.upgrade()
        && running.peek().is_none()
    {
        return (running, login.ask == *ask);
    }
    let (app, asked) = (Arc::clone(inner), ask.clone());
    let running = async move {
        match asked {
            Ask::Anyway(parameters) => app.log_in(parameters).await,
            Ask::ForWhatIsMissing if app.missing_tokens().await?.is_empty() => Ok(()),
            Ask::ForWhatIsMissing => app.log_in(GlobusAuthorizationParameters::default()).await,
        }
    };
    let running = running.boxed().shared();
    if let Some(weak) = running.downgrade() {
        *current = Some(SharedLogin {
            ask: ask.clone(),
            running: weak,
        });
    }
    (running, true)
}

pub(super) async fn logout(inner: &Inner) -> Result<(), Error> {
    let servers = lock(&inner.requirements).resource_servers();
    let mut known = Vec::new();
    let mut outcome = Ok(());
    for server in servers {
        // An unreadable record is deleted like any other.
        known.extend(inner.stored(&server).await.unwrap_or_default());
        if let Err(error) = inner.forget(&server).await {
            outcome = Err(error);
        }
    }
    *lock(&inner.identity) = None;
    inner.revoke_all(known).await;
    outcome
}

impl Inner {
    async fn log_in(&self, parameters: GlobusAuthorizationParameters) -> Result<(), Error> {
        let Grant::ToAPerson(Some(manager)) = &self.grant else {
            return Err(LoginError::NoLoginFlow.into());
        };
        // Before the browser opens, so that nobody signs in for nothing.
        self.storage.check().await?;
        let request = self.login_request(&parameters);
        let answer = timeout(self.login_timeout, manager.run_login_flow(&request))
            .await
            .map_err(|_| LoginError::TimedOut(self.login_timeout))??;
        let outcome = self.complete(&answer).await;
        answer.report(match &outcome {
            Ok(identity) => LoginOutcome::SignedIn {
                username: identity.preferred_username.clone(),
            },
            Err(error) => LoginOutcome::Failed {
                reason: error.to_string(),
            },
        });
        *lock(&self.identity) = Some(outcome?);
        Ok(())
    }

    fn login_request(&self, parameters: &GlobusAuthorizationParameters) -> LoginRequest {
        let at = |path| {
            self.environment
                .auth()
                .join(path)
                .expect("a fixed path joins any base URL")
        };
        LoginRequest {
            app_name: self.name.clone(),
            authorize: at("v2/oauth2/authorize"),
            code_page: at("v2/web/auth-code"),
            client_id: self.client_id.clone(),
            scope: lock(&self.requirements).scope_parameter(&parameters.required_scopes),
            parameters: parameters.query_pairs(),
        }
    }

    /// Code to tokens, proof of who it is, and storage. Whatever fails, no token is left behind.
    async fn complete(&self, answer: &LoginAnswer) -> Result<Identity, Error> {
        let LoginAnswer {
            code,
            verifier,
            redirect_uri,
            nonce,
            ..
        } = answer;
        let response = self
            .auth
            .exchange_code(code.clone(), verifier.clone(), redirect_uri)
            .await
            .map_err(|error| match error {
                Error::Api(refused) => Error::Login(LoginError::CodeRefused(refused)),
                other => other,
            })?;
        let TokenResponse { tokens, id_token } = response;
        let outcome = match self.accept(&tokens, id_token, nonce).await {
            Ok(identity) => self.keep(&tokens, &identity).await.map(|()| identity),
            Err(error) => Err(error),
        };
        if outcome.is_err() {
            self.revoke_all(tokens).await;
        }
        outcome
    }

    /// Stores all of `tokens`, or none.
    async fn keep(&self, tokens: &[TokenData], identity: &Identity) -> Result<(), Error> {
        for token in tokens {
            let identity_id = Some(identity.sub.clone());
            let stored = self
                .store(TokenData {
                    identity_id,
                    ..token.clone()
                })
                .await;
            if let Err(error) = stored {
                for token in tokens {
                    if let Err(error) = self.forget(&token.resource_server).await {
                        tracing::warn!(%error, "a token that was not kept could not be removed");
                    }
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Whether these tokens may be kept, and whose they are.
    async fn accept(
        &self,
        tokens: &[TokenData],
        id_token: Option<SecretString>,
        nonce: &SecretString,
    ) -> Result<Identity, Error> {
        let id_token = id_token.ok_or(LoginError::IdToken(IdTokenError::Missing))?;
        let keys = self.auth.signing_keys().await?;
        let expected = Expected {
            issuer: self.environment.issuer(),
            client_id: &self.client_id,
            nonce: Some(nonce),
        };
        let identity = verify(&id_token, &keys, expected).map_err(LoginError::IdToken)?;
        self.same_person(&identity).await?;
        self.all_granted(tokens)?;
        Ok(identity)
    }

    async fn same_person(&self, identity: &Identity) -> Result<(), Error> {
        let servers = lock(&self.requirements).resource_servers();
        for server in servers {
            // A record that cannot be read is about to be replaced.
            let stored = self
                .storage
                .get(&self.key(&server))
                .await
                .unwrap_or_default();
            if stored
                .and_then(|token| token.identity_id)
                .is_some_and(|id| id != identity.sub)
            {
                let who = identity.preferred_username.clone();
                let who = who.unwrap_or_else(|| identity.sub.clone());
                return Err(LoginError::OtherIdentity(who).into());
            }
        }
        Ok(())
    }

    fn all_granted(&self, tokens: &[TokenData]) -> Result<(), Error> {
        let requirements = lock(&self.requirements);
        let mut missing = Vec::new();
        for server in requirements.resource_servers() {
            let token = tokens.iter().find(|token| token.resource_server == server);
            for scope in requirements.of(&server) {
                if !token.is_some_and(|token| token.has_scopes([scope.scope_string()])) {
                    missing.push(scope.scope_string().to_owned());
                }
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(LoginError::PartlyGranted(missing).into())
        }
    }

    /// Best effort, all at once: refresh tokens first, as they live longest.
    async fn revoke_all(&self, tokens: Vec<TokenData>) {
        let secrets = tokens
            .into_iter()
            .flat_map(|token| [token.refresh_token, Some(token.access_token)])
            .flatten();
        for outcome in join_all(secrets.map(|secret| self.auth.revoke(secret))).await {
            if let Err(error) = outcome {
                tracing::warn!(%error, "a token could not be revoked");
            }
        }
    }
}
