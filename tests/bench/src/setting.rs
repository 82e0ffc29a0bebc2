//! The input of a measured program: one line of JSON on standard input.

use std::{io::BufRead, sync::Arc};

use globus_app::{
    Environment, GlobusAppConfig, Keychain, MemoryTokenStorage, TokenData, TokenKey, TokenStorage,
    UserApp,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Result;

/// The SDK's tutorial client. Any native client would do.
pub const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

const APP_NAME: &str = "bench";
const ENVIRONMENT: &str = "bench";
const NAMESPACE: &str = "DEFAULT";

/// Where a program finds its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    /// In memory, from [`Setting::tokens`].
    Memory,
    /// In the keyring on the session bus, stored there beforehand.
    Keychain,
}

/// A token of the local Globus, worthless elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of `TokenData`")]
pub struct Token {
    pub resource_server: String,
    pub identity_id: Option<String>,
    pub scope: String,
    pub access_token: String,
    pub refresh_token: Option<String>,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// The input of a measured program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Setting {
    /// The base URL of every service.
    pub url: String,
    /// Where the tokens are.
    pub kept: Kept,
    /// The tokens, one per service.
    pub tokens: Vec<Token>,
    /// How many calls to make at once, for programs that do.
    pub calls: usize,
}

impl Setting {
    /// Reads the input.
    ///
    /// # Errors
    /// If standard input has no such line.
    pub fn read() -> Result<Self> {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }

    /// A signed-in app that never starts a login.
    ///
    /// # Errors
    /// If the address of the local Globus is refused.
    pub async fn app(&self) -> Result<UserApp> {
        let storage: Arc<dyn TokenStorage> = match self.kept {
            Kept::Memory => Arc::new(MemoryTokenStorage::new()),
            Kept::Keychain => Arc::new(Self::keychain()),
        };
        if self.kept == Kept::Memory {
            self.put_tokens(&*storage).await?;
        }
        let config = GlobusAppConfig {
            environment: Environment::at(ENVIRONMENT, &self.url)?,
            token_storage: Some(storage),
            namespace: NAMESPACE.to_owned(),
            ..GlobusAppConfig::default()
        };
        Ok(UserApp::builder(APP_NAME, CLIENT_ID)
            .config(config)
            .build()?)
    }

    /// The keyring on the session bus, as [`Setting::app`] uses it.
    pub fn keychain() -> Keychain {
        Keychain::new(APP_NAME)
    }

    /// Stores the tokens where [`Setting::app`] finds them.
    ///
    /// # Errors
    /// If a token can't be stored.
    pub async fn put_tokens(&self, storage: &dyn TokenStorage) -> Result<()> {
        for token in &self.tokens {
            let key = TokenKey {
                environment: ENVIRONMENT.to_owned(),
                client_id: CLIENT_ID.to_owned(),
                namespace: NAMESPACE.to_owned(),
                resource_server: token.resource_server.clone(),
            };
            let data = TokenData {
                resource_server: token.resource_server.clone(),
                identity_id: token.identity_id.clone(),
                scope: token.scope.clone(),
                access_token: token.access_token.as_str().into(),
                refresh_token: token.refresh_token.as_deref().map(Into::into),
                expires_at: Timestamp::from_second(token.expires_at)?,
            };
            storage.put(&key, &data).await?;
        }
        Ok(())
    }

    /// The access token for a service.
    ///
    /// # Errors
    /// If there is no token for that service.
    pub fn access_token(&self, resource_server: &str) -> Result<&str> {
        let token = self
            .tokens
            .iter()
            .find(|token| token.resource_server == resource_server);
        let token = token.ok_or_else(|| format!("there is no token for {resource_server}"))?;
        Ok(&token.access_token)
    }
}
