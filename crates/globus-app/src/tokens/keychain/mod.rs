//! The operating system's keychain, accessed from its own thread.
//!
//! Keychain calls block, some of them until someone answers a prompt. And when a session bus
//! restarts, all later calls on the old connection fail. So one thread owns the store, each
//! operation has a deadline, and a dead store is rebuilt.

mod names;
mod repair;
mod store;
mod worker;

use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::sync::oneshot;

use super::{
    client_secret::{ClientSecretKey, ClientSecretStorage},
    data::{TokenData, TokenKey},
    record,
    storage::{StorageError, TokenStorage},
};
use names::{key_of, secret_user, slug, user};
use worker::{Job, Worker};

pub use store::platform_keychain_name;

/// How long a keychain operation may take: long enough to type a password.
const DEADLINE: Duration = Duration::from_secs(30);

/// Tokens in the operating system's keychain, one item per resource server.
///
/// An item's service is `globus-app/<app name slug>`. Its user is `<environment>/<client
/// id>/<namespace>/<resource server>`, with `%2F` for a slash within a part. A client's secret is
/// an item of the same service, with `client_secret` in place of the resource server.
#[derive(Debug)]
pub struct Keychain {
    service: String,
    deadline: Duration,
    worker: Worker,
}

impl Keychain {
    /// The keychain for an app called `app_name`. Nothing is opened yet.
    pub fn new(app_name: &str) -> Self {
        Self {
            service: format!("globus-app/{}", slug(app_name)),
            deadline: DEADLINE,
            worker: Worker::start(),
        }
    }

    /// Sets another deadline for each operation.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The `service` of this app's items, as a keychain viewer shows it.
    pub fn service(&self) -> &str {
        &self.service
    }

    async fn ask<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StorageError>>) -> Job,
    ) -> Result<T, StorageError> {
        if self.worker.progress().is_stuck() {
            return Err(StorageError::TimedOut(self.deadline));
        }
        let (answer, answered) = oneshot::channel();
        let number = self.worker.send(job(answer))?;
        match tokio::time::timeout(self.deadline, answered).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_worker_ended)) => Err(StorageError::NotAvailable),
            Err(_elapsed) => {
                self.worker.progress().set_overdue(number);
                Err(StorageError::TimedOut(self.deadline))
            }
        }
    }

    fn item(&self, key: &TokenKey) -> worker::Item {
        worker::Item {
            service: self.service.clone(),
            user: user(key),
        }
    }

    fn secret_item(&self, key: &ClientSecretKey) -> worker::Item {
        worker::Item {
            service: self.service.clone(),
            user: secret_user(key),
        }
    }
}

#[async_trait]
impl TokenStorage for Keychain {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        let item = self.item(key);
        let secret = self.ask(|answer| Job::Get { item, answer }).await?;
        secret
            .map(|bytes| record::decode(&key.resource_server, &bytes))
            .transpose()
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        let item = self.item(key);
        let data = data.clone();
        self.ask(|answer| Job::Put { item, data, answer }).await
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
        let item = self.item(key);
        self.ask(|answer| Job::Delete { item, answer }).await
    }

    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
        let service = self.service.clone();
        let users = self.ask(|answer| Job::List { service, answer }).await?;
        let keys = users.iter().filter_map(|user| key_of(user));
        Ok(keys.filter(|key| key.is_like(like)).collect())
    }

    fn shared_as(&self) -> Option<String> {
        Some(self.service.clone())
    }

    async fn check(&self) -> Result<(), StorageError> {
        let item = worker::Item {
            service: self.service.clone(),
            user: "check".into(),
        };
        self.ask(|answer| Job::Check { item, answer }).await
    }
}

#[async_trait]
impl ClientSecretStorage for Keychain {
    async fn client_secret(
        &self,
        key: &ClientSecretKey,
    ) -> Result<Option<SecretString>, StorageError> {
        let item = self.secret_item(key);
        let bytes = self.ask(|answer| Job::Get { item, answer }).await?;
        let text = bytes.map(String::from_utf8).transpose();
        let text = text.map_err(|_| StorageError::Corrupt {
            resource_server: key.client_id.clone(),
        })?;
        Ok(text.map(SecretString::from))
    }

    async fn put_client_secret(
        &self,
        key: &ClientSecretKey,
        secret: SecretString,
    ) -> Result<(), StorageError> {
        let item = self.secret_item(key);
        let job = |answer| Job::PutSecret {
            item,
            secret,
            answer,
        };
        self.ask(job).await
    }

    async fn delete_client_secret(&self, key: &ClientSecretKey) -> Result<(), StorageError> {
        let item = self.secret_item(key);
        self.ask(|answer| Job::Delete { item, answer }).await
    }
}
