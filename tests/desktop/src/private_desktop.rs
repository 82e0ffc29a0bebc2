//! Starts all parts of a desktop at once.

use std::ops::Deref;
use std::path::Path;

use crate::{Browser, BrowserState, Display, Keyring, KeyringState, PrivateBus, Result, Window};

/// The options of a private desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The state of the keyring.
    pub keyring: KeyringState,
    /// Whether the desktop can open addresses.
    pub browser: BrowserState,
}

impl Default for Options {
    /// An unlocked keyring and a working browser.
    fn default() -> Self {
        Self {
            keyring: KeyringState::Unlocked,
            browser: BrowserState::Recording,
        }
    }
}

/// A complete desktop. It dereferences to its [`PrivateBus`].
#[derive(Debug)]
pub struct PrivateDesktop {
    /// The stand-in for the system browser.
    pub browser: Browser,
    /// The keyring.
    pub keyring: Keyring,
    /// The display.
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

    /// Starts a program on this desktop and waits for its web view. See [`Window::launch`].
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
