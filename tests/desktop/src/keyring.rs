//! A keyring in each state that real desktops have.

mod control;
mod items;

use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Child;

pub use self::items::StoredItem;
use crate::home::missing;
use crate::{PrivateBus, Result};

const NAME: &str = "org.freedesktop.secrets";
const SERVICE: &str = "/org/freedesktop/secrets";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PASSWORD: &str = "test";

/// The state of the keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyringState {
    /// Unlocked, as after a login with a password.
    Unlocked,
    /// Locked. With a [`Display`](crate::Display), a window prompts for the password. Without one, the
    /// prompt counts as dismissed.
    Locked,
    /// Nothing provides `org.freedesktop.secrets`.
    Absent,
    /// The service runs but has no keyring yet, as in a new account without PAM.
    Bare,
}

/// gnome-keyring on a [`PrivateBus`].
#[derive(Debug)]
pub struct Keyring {
    daemon: Option<Child>,
    bus: PrivateBus,
}

impl Keyring {
    /// Starts the keyring in this state.
    pub async fn start(bus: &PrivateBus, state: KeyringState) -> Result<Self> {
        let mut keyring = Self {
            daemon: None,
            bus: bus.clone(),
        };
        match state {
            KeyringState::Unlocked => keyring.run(Some(PASSWORD)).await?,
            KeyringState::Locked => {
                keyring.run(Some(PASSWORD)).await?;
                keyring.restart().await?;
            }
            KeyringState::Absent => {}
            KeyringState::Bare => keyring.run(None).await?,
        }
        Ok(keyring)
    }

    /// The items with this `service` attribute, as `secret-tool` shows them.
    ///
    /// If the keyring hasn't been unlocked since the service started, attributes are hashed and labels
    /// are empty. Locked items have no secret.
    pub async fn items(&self, service: &str) -> Result<Vec<StoredItem>> {
        items::search(self.bus.folder(), service).await
    }

    /// Stores an item with `secret-tool`.
    pub async fn store(
        &self,
        label: &str,
        attributes: &[(&str, &str)],
        secret: &str,
    ) -> Result<()> {
        items::store(self.bus.folder(), label, attributes, secret).await
    }

    /// Locks the keyring, as Seahorse does.
    pub async fn lock(&self) -> Result<()> {
        let list = format!("['{COLLECTION}']");
        self.bus
            .call(
                NAME,
                SERVICE,
                "org.freedesktop.Secret.Service.Lock",
                &[&list],
            )
            .await?;
        self.expect_locked(true).await
    }

    /// Unlocks the keyring with its password, as PAM does at login.
    pub async fn unlock(&self) -> Result<()> {
        control::unlock(self.bus.folder(), PASSWORD).await?;
        self.expect_locked(false).await
    }

    /// Whether the default keyring is locked.
    ///
    /// # Errors
    /// If there is no default keyring.
    pub async fn is_locked(&self) -> Result<bool> {
        let property = ["org.freedesktop.Secret.Collection", "Locked"];
        let answer = self
            .bus
            .call(
                NAME,
                COLLECTION,
                "org.freedesktop.DBus.Properties.Get",
                &property,
            )
            .await?;
        Ok(answer.contains("true"))
    }

    /// Kills the service, and waits until nothing provides `org.freedesktop.secrets`.
    pub async fn stop(&mut self) -> Result<()> {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().await?;
        }
        self.bus.wait_for_no_name(NAME).await
    }

    /// Restarts the service. Its keyring, if any, is then locked.
    pub async fn restart(&mut self) -> Result<()> {
        self.stop().await?;
        self.run(None).await
    }

    async fn run(&mut self, password: Option<&str>) -> Result<()> {
        let mut command = self.bus.folder().daemon("gnome-keyring-daemon")?;
        command.args(["--foreground", "--components=secrets"]);
        if password.is_some() {
            command.arg("--unlock").stdin(Stdio::piped());
        }
        let mut daemon = command
            .spawn()
            .map_err(|error| missing("gnome-keyring-daemon", &error))?;
        if let (Some(mut input), Some(password)) = (daemon.stdin.take(), password) {
            // No line break, because it would become part of the password.
            input.write_all(password.as_bytes()).await?;
        }
        self.daemon = Some(daemon);
        // The service takes the name after it has created or unlocked the keyring.
        self.bus.wait_for_name(NAME).await?;
        match password {
            Some(_) => self.expect_locked(false).await,
            None => Ok(()),
        }
    }

    async fn expect_locked(&self, locked: bool) -> Result<()> {
        if self.is_locked().await? == locked {
            Ok(())
        } else {
            Err(format!(
                "the keyring should be {}",
                if locked { "locked" } else { "unlocked" }
            )
            .into())
        }
    }
}
