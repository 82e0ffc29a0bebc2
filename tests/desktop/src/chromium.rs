//! The browser in which a test follows links, as a person would.

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
            // A sandbox needs rights that root and containers lack; the pages are the test's own.
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            // No talk with its maker.
            "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            "--window-size=1280,900", profile,
        ]});
        let capabilities = Map::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let page = Page::new(driver.session(capabilities).await?);
        Ok(Self { page, driver })
    }

    /// A command of the `DevTools` protocol, for what `WebDriver` has no word for: themes, sizes.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        let command = DevTools(json!({ "cmd": command, "params": parameters }).to_string());
        self.page.client().issue_cmd(command).await?;
        Ok(())
    }

    /// Ends the browser; an error when something of it stays behind.
    pub async fn close(mut self) -> Result<()> {
        self.page.client().clone().close().await?;
        self.driver.finish().await
    }
}

/// chromedriver's own command; its body.
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
