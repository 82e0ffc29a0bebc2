//! The browser in which a test opens links.

use std::ops::Deref;

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Map, Value, json};
use url::{ParseError, Url};

use crate::driver::Driver;
use crate::{Page, PrivateBus, Result};

/// Headless Chromium with a new profile, driven through chromedriver.
#[derive(Debug)]
pub struct Chromium {
    page: Page,
    driver: Driver,
}

impl Chromium {
    /// Starts the browser with an empty page.
    pub async fn start(bus: &PrivateBus) -> Result<Self> {
        let home = bus.folder();
        let driver = Driver::start(home, "chromedriver", &home.unique("chromium"), &[]).await?;
        let profile = format!("--user-data-dir={}profile", driver.folder());
        let options = json!({ "args": [
            // A sandbox doesn't work as root or in containers, and all pages are the test's own.
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            // No requests to Google.
            "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            "--window-size=1280,900", profile,
        ]});
        let capabilities = Map::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let page = Page::new(driver.session(capabilities).await?);
        Ok(Self { page, driver })
    }

    /// Runs a `DevTools` command, for what `WebDriver` can't do, such as themes and sizes.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        let command = DevTools(json!({ "cmd": command, "params": parameters }).to_string());
        self.page.client().issue_cmd(command).await?;
        Ok(())
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// If one of its processes is left running.
    pub async fn close(mut self) -> Result<()> {
        self.page.client().clone().close().await?;
        self.driver.finish().await
    }
}

/// The body of chromedriver's own command for `DevTools`.
#[derive(Debug)]
struct DevTools(String);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base_url: &Url,
        session_id: Option<&str>,
    ) -> std::result::Result<Url, ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _request_url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.clone()))
    }
}

impl Deref for Chromium {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
