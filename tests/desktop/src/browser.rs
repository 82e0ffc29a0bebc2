//! A stand-in for the system browser. Addresses that a program opens go to the test instead.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::unix::pipe::{OpenOptions, Receiver};
use url::Url;

use crate::{PrivateBus, Result};

/// Whether the desktop can open addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserState {
    /// `xdg-open` passes every address to the test. Other launchers are the system's own.
    Recording,
    /// All launchers fail at once, so no address can be opened.
    Broken,
}

/// All launchers that the `open` crate (used by Tauri's opener plugin) or a script may try.
const LAUNCHERS: [&str; 10] = [
    "gio",
    "gnome-open",
    "kde-open",
    "kde-open5",
    "kde-open6",
    "sensible-browser",
    "wslview",
    "www-browser",
    "x-www-browser",
    "xdg-open",
];

/// The launchers of a private desktop. They come first in its `PATH`.
#[derive(Debug)]
pub struct Browser {
    opened: Lines<BufReader<Receiver>>,
    bus: PrivateBus,
}

impl Browser {
    /// Installs the launchers.
    pub async fn start(bus: &PrivateBus, state: BrowserState) -> Result<Self> {
        let launchers = bus.folder().folder("browser/bin")?;
        let mut path = launchers.into_os_string();
        if let Some(system) = bus.folder().get("PATH") {
            path.push(OsString::from(":"));
            path.push(system);
        }
        let pipe = bus.folder().path("browser/opened");
        let name = pipe
            .to_str()
            .ok_or("the temporary folder's name is not UTF-8")?;
        bus.folder().output("mkfifo", &["--mode=600", name]).await?;
        bus.set_env("PATH", path);
        // Opened for writing too, so that the pipe stays open when a launcher exits.
        let receiver = OpenOptions::new().read_write(true).open_receiver(&pipe)?;
        let browser = Self {
            opened: BufReader::new(receiver).lines(),
            bus: bus.clone(),
        };
        browser.set_state(state)?;
        Ok(browser)
    }

    /// Changes whether addresses can be opened.
    pub fn set_state(&self, state: BrowserState) -> Result<()> {
        let folder = self.bus.folder().folder("browser/bin")?;
        for entry in fs::read_dir(&folder)? {
            fs::remove_file(entry?.path())?;
        }
        // Link to existing files, because running a script that was just written can fail as "busy".
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("launchers");
        match state {
            BrowserState::Recording => symlink(scripts.join("record"), folder.join("xdg-open"))?,
            BrowserState::Broken => {
                for launcher in LAUNCHERS {
                    symlink(scripts.join("refuse"), folder.join(launcher))?;
                }
            }
        }
        Ok(())
    }

    /// Waits for the next address that a program opens.
    ///
    /// # Errors
    /// If no address is opened within `timeout`, or what was opened isn't a URL.
    pub async fn next_url(&mut self, timeout: Duration) -> Result<Url> {
        let line = tokio::time::timeout(timeout, self.opened.next_line())
            .await
            .map_err(|_| format!("no address was opened within {timeout:?}"))??;
        let line = line.ok_or("the launchers' pipe ended")?;
        Url::parse(&line).map_err(|error| format!("not an address: {line:?}: {error}").into())
    }
}
