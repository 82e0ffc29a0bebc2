//! A program whose window is a web view, driven through `WebKitWebDriver`.

use std::ffi::OsStr;
use std::ops::Deref;
use std::path::Path;

use serde_json::{Map, json};

use crate::driver::Driver;
use crate::processes::Process;
use crate::{Page, PrivateBus, Result};

/// The running program and its web view.
#[derive(Debug)]
pub struct Window {
    page: Page,
    driver: Driver,
}

impl Window {
    /// Starts `binary` on the display of this bus and waits for its web view.
    ///
    /// `env` comes on top of the desktop's environment. Tauri programs obey the driver only when
    /// they were built to (`TAURI_WEBVIEW_AUTOMATION` is set for them here).
    pub async fn launch(
        bus: &PrivateBus,
        binary: &Path,
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Result<Self> {
        if !binary.exists() {
            return Err(format!("{} is not there; was it built?", binary.display()).into());
        }
        let home = bus.folder();
        let name = home.unique(
            binary
                .file_name()
                .and_then(OsStr::to_str)
                .unwrap_or("window"),
        );
        // The driver passes its own environment on to what it starts.
        let env: Vec<_> = [("TAURI_WEBVIEW_AUTOMATION", "true")]
            .into_iter()
            .chain(env.iter().copied())
            .collect();
        let driver = Driver::start(home, "WebKitWebDriver", &name, &env).await?;
        let options = json!({ "binary": binary, "args": args });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let page = Page::new(driver.session(capabilities).await?);
        Ok(Self { page, driver })
    }

    /// The file with the output of the program (and of its driver).
    pub fn log(&self) -> &Path {
        self.driver.log()
    }

    /// What the program printed so far.
    pub fn log_text(&self) -> String {
        self.driver.log_text()
    }

    /// The processes of the program: itself and those of its web view.
    pub fn processes(&self) -> Vec<Process> {
        self.driver.started()
    }

    /// Completes when the program has ended by itself.
    pub async fn ended(&self) {
        self.driver.ended().await;
    }

    /// Ends the session, and the program with it; an error when a process of it stays behind.
    pub async fn close(mut self) -> Result<()> {
        self.page.client().clone().close().await?;
        self.driver.finish().await
    }
}

impl Deref for Window {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
