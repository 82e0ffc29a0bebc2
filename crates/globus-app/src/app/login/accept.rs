//! Whether the tokens of a login may be kept. If not, all of them are revoked.

use std::sync::Arc;

use crate::{
    app::{
        error::Error,
        inner::Inner,
        ledger::{NotKept, Since},
        lock::lock,
        other_identity::OtherIdentity,
    },
    login::LoginError,
    oauth::Identity,
    tokens::TokenData,
};

impl Inner {
    /// Keeps the tokens if they belong to the account's owner and meet all requirements.
    pub(super) async fn keep_if_acceptable(
        self: &Arc<Self>,
        tokens: Vec<TokenData>,
        identity: Identity,
        since: Since,
    ) -> Result<Identity, Error> {
        let tokens = of(&identity, tokens);
        match self.is_somebody_else(&identity).await {
            Ok(false) => {}
            Ok(true) => {
                let other = OtherIdentity::new(identity, tokens, &self.ledger, &self.revocations);
                return Err(Error::OtherIdentity(other));
            }
            Err(error) => {
                self.revocations.run(tokens).await;
                return Err(error);
            }
        }
        self.keep(tokens, identity.clone(), since).await?;
        Ok(identity)
    }

    async fn is_somebody_else(&self, identity: &Identity) -> Result<bool, Error> {
        let known = lock(&self.identity_id).clone();
        let stored = self.ledger.identities().await?;
        let mut ids = stored.iter().chain(&known);
        Ok(ids.any(|id| *id != identity.sub))
    }

    /// Stores all of `tokens`, or none.
    pub(super) async fn keep(
        self: &Arc<Self>,
        tokens: Vec<TokenData>,
        identity: Identity,
        since: Since,
    ) -> Result<(), Error> {
        let tokens = of(&identity, tokens);
        let error = match self.all_granted(&tokens) {
            Err(error) => error,
            Ok(()) => match self.ledger.put_all_since(&tokens, since).await {
                Ok(()) => {
                    *lock(&self.consents) = None;
                    *lock(&self.identity_id) = Some(identity.sub.clone());
                    *lock(&self.identity) = Some(identity);
                    return Ok(());
                }
                Err(NotKept::SignedOut) => LoginError::Cancelled.into(),
                Err(NotKept::Storage(error)) => error.into(),
            },
        };
        self.revocations.run(tokens).await;
        Err(error)
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
}

/// Marks the tokens as those of `identity`.
fn of(identity: &Identity, mut tokens: Vec<TokenData>) -> Vec<TokenData> {
    for token in &mut tokens {
        token.identity_id = Some(identity.sub.clone());
    }
    tokens
}
