//! A stand-in for the system browser: what a program asks the desktop to open comes to the test.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::unix::pipe::{OpenOptions, Receiver};
use url::Url;

use crate::{PrivateBus, Result};

/// Whether addresses can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserState {
    /// `xdg-open` takes every address and hands it to the test; the others are the system's own.
    Recording,
    /// Every launcher fails at once, so that there is no way to open an address.
    Broken,
}

/// All launchers that the `open` crate (behind Tauri's opener plugin) or a person's script may try.
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

/// The launchers of a private desktop, first in its `PATH`.
#[derive(Debug)]
pub struct Browser {
    opened: Lines<BufReader<Receiver>>,
    bus: PrivateBus,
}

impl Browser {
    /// Puts the launchers in place.
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
        // Open for writing too, or the pipe would end whenever a launcher does.
        let receiver = OpenOptions::new().read_write(true).open_receiver(&pipe)?;
        let browser = Self {
            opened: BufReader::new(receiver).lines(),
            bus: bus.clone(),
        };
        browser.set_state(state)?;
        Ok(browser)
    }

    /// Changes it from now on.
    pub fn set_state(&self, state: BrowserState) -> Result<()> {
        let folder = self.bus.folder().folder("browser/bin")?;
        for entry in fs::read_dir(&folder)? {
            fs::remove_file(entry?.path())?;
        }
        // Links to files that are never written to: a fresh script could be "busy" when it is run.
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

    /// The next address that a program asked the desktop to open, in the order of asking.
    pub async fn next_url(&mut self, timeout: Duration) -> Result<Url> {
        let line = tokio::time::timeout(timeout, self.opened.next_line())
            .await
            .map_err(|_| format!("no address was opened within {timeout:?}"))??;
        let line = line.ok_or("the launchers' pipe ended")?;
        Url::parse(&line).map_err(|error| format!("not an address: {line:?}: {error}").into())
    }
}
