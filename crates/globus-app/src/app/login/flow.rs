//! One login, from the request to the stored tokens.

use std::sync::Arc;

use tokio::time::timeout;

use crate::{
    app::{error::Error, inner::Inner, ledger::Since, lock::lock},
    gare::GlobusAuthorizationParameters,
    login::{LoginAnswer, LoginError, LoginFlowManager, LoginOutcome, LoginRequest},
    oauth::Identity,
    scopes::ScopeParser,
    transport::TransportError,
};

pub(super) async fn of_a_person(
    inner: &Arc<Inner>,
    manager: &Arc<dyn LoginFlowManager>,
    parameters: &GlobusAuthorizationParameters,
) -> Result<(), Error> {
    let since = inner.ledger.now();
    // Before the browser opens, so that nobody signs in for nothing.
    inner.ledger.storage().check().await?;
    let request = inner.login_request(parameters)?;
    let answer = timeout(inner.login_timeout, manager.run_login_flow(&request))
        .await
        .map_err(|_| LoginError::TimedOut(inner.login_timeout))??;
    let app = Arc::clone(inner);
    // A task of its own: from here on there are tokens, which a canceled caller must not lose.
    let finish = tokio::spawn(async move { app.finish(answer, since).await });
    finish.await.unwrap_or(Err(LoginError::Cancelled.into()))
}

/// A client authenticates with its secret, and acts as itself.
pub(super) async fn of_the_client(
    inner: &Arc<Inner>,
    parameters: &GlobusAuthorizationParameters,
) -> Result<(), Error> {
    let since = inner.ledger.now();
    inner.ledger.storage().check().await?;
    let scope = inner.scope_parameter(parameters)?;
    if scope.is_empty() {
        return Err(LoginError::NothingToAskFor.into());
    }
    let response = inner.auth.client_credentials(&scope).await?;
    let identity = inner.client_identity();
    let app = Arc::clone(inner);
    let keep = async move { app.keep(response.tokens, identity, since).await };
    let kept = tokio::spawn(keep).await;
    kept.unwrap_or(Err(LoginError::Cancelled.into()))
}

impl Inner {
    /// A client's identity has the client's id.
    pub(in crate::app) fn client_identity(&self) -> Identity {
        Identity {
            sub: self.ledger.account().client_id.clone(),
            name: None,
            preferred_username: None,
            email: None,
            organization: None,
        }
    }

    /// The required scopes plus those of the parameters. Every login requests what this returns.
    pub(in crate::app) fn scope_parameter(
        &self,
        parameters: &GlobusAuthorizationParameters,
    ) -> Result<String, Error> {
        let scopes = lock(&self.requirements).with(&parameters.required_scopes)?;
        Ok(ScopeParser::serialize(&scopes))
    }

    fn login_request(
        &self,
        parameters: &GlobusAuthorizationParameters,
    ) -> Result<LoginRequest, Error> {
        let at = |path| {
            self.environment
                .auth()
                .join(path)
                .expect("a fixed path joins any base URL")
        };
        Ok(LoginRequest {
            app_name: self.name.clone(),
            issuer: self.environment.issuer().to_owned(),
            authorize: at("v2/oauth2/authorize"),
            code_page: at("v2/web/auth-code"),
            redirect_uri: self.login_redirect_uri.clone(),
            client_id: self.ledger.account().client_id.clone(),
            is_native: self.auth.is_native(),
            wants_refresh_tokens: self.request_refresh_tokens,
            scope: self.scope_parameter(parameters)?,
            parameters: parameters.query_pairs(),
        })
    }

    async fn finish(self: Arc<Self>, answer: LoginAnswer, since: Since) -> Result<(), Error> {
        let outcome = self.complete(&answer, since).await;
        answer.report(match &outcome {
            Ok(identity) => LoginOutcome::SignedIn {
                username: identity.preferred_username.clone(),
            },
            Err(error) => LoginOutcome::Failed {
                reason: error.to_string(),
            },
        });
        outcome.map(|_| ())
    }

    /// Exchanges the code for tokens, verifies who signed in, and stores the tokens.
    async fn complete(
        self: &Arc<Self>,
        answer: &LoginAnswer,
        since: Since,
    ) -> Result<Identity, Error> {
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
                TransportError::Api(refused) => LoginError::CodeRefused(refused).into(),
                other => Error::from(other),
            })?;
        match self.auth.identity(&response, Some(nonce)).await {
            Ok(identity) => {
                self.keep_if_acceptable(response.tokens, identity, since)
                    .await
            }
            Err(error) => {
                self.revocations.run(response.tokens).await;
                Err(error.into())
            }
        }
    }
}
