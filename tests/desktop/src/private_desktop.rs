//! All parts of a desktop in one call.

use std::ops::Deref;
use std::path::Path;

use crate::{Browser, BrowserState, Display, Keyring, KeyringState, PrivateBus, Result, Window};

/// What kind of desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The keyring that a program finds.
    pub keyring: KeyringState,
    /// Whether it can open addresses.
    pub browser: BrowserState,
}

impl Default for Options {
    /// A desktop as it should be.
    fn default() -> Self {
        Self {
            keyring: KeyringState::Unlocked,
            browser: BrowserState::Recording,
        }
    }
}

/// A whole desktop. Use its parts; it is itself a [`PrivateBus`] to those who need no more.
#[derive(Debug)]
pub struct PrivateDesktop {
    /// The system browser.
    pub browser: Browser,
    /// The keyring.
    pub keyring: Keyring,
    /// The screen.
    pub display: Display,
    /// The session bus and the home folder.
    pub bus: PrivateBus,
}

impl PrivateDesktop {
    /// Starts all parts.
    pub async fn start(options: Options) -> Result<Self> {
        let bus = PrivateBus::start().await?;
        let display = Display::start(&bus).await?;
        let keyring = Keyring::start(&bus, options.keyring).await?;
        let browser = Browser::start(&bus, options.browser).await?;
        Ok(Self {
            browser,
            keyring,
            display,
            bus,
        })
    }

    /// Starts a program here and waits for its web view; see [`Window::launch`].
    pub async fn launch(
        &self,
        binary: &Path,
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Result<Window> {
        Window::launch(&self.bus, binary, args, env).await
    }
}

impl Deref for PrivateDesktop {
    type Target = PrivateBus;

    fn deref(&self) -> &PrivateBus {
        &self.bus
    }
}
