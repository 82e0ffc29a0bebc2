//! A program with a web view as its window, driven through `WebKitWebDriver`.

use std::ffi::OsStr;
use std::ops::Deref;
use std::path::Path;

use serde_json::{Map, json};

use crate::driver::Driver;
use crate::processes::Process;
use crate::{Page, PrivateBus, Result};

/// A running program and its web view.
#[derive(Debug)]
pub struct Window {
    page: Page,
    driver: Driver,
}

impl Window {
    /// Starts `binary` on the display of this bus and waits for its web view.
    ///
    /// `env` is added to the desktop's environment. Tauri programs follow the driver only if built for
    /// it, and if `TAURI_WEBVIEW_AUTOMATION` is set, which this does.
    pub async fn launch(
        bus: &PrivateBus,
        binary: &Path,
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Result<Self> {
        if !binary.exists() {
            return Err(format!("{} doesn't exist. Has it been built?", binary.display()).into());
        }
        let home = bus.folder();
        let name = home.unique(
            binary
                .file_name()
                .and_then(OsStr::to_str)
                .unwrap_or("window"),
        );
        // The driver passes its environment on to the program.
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

    /// The file with the output of the program and its driver.
    pub fn log(&self) -> &Path {
        self.driver.log()
    }

    /// The output so far.
    pub fn log_text(&self) -> String {
        self.driver.log_text()
    }

    /// The processes of the program, including those of its web view.
    pub fn processes(&self) -> Vec<Process> {
        self.driver.started()
    }

    /// Completes when the program has ended.
    pub async fn ended(&self) {
        self.driver.ended().await;
    }

    /// Ends the session and the program.
    ///
    /// # Errors
    /// If one of its processes is left running.
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
