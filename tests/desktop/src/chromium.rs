//! The browser in which a test follows links, as a person would.

use std::ops::Deref;

use serde_json::{Map, json};

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

    /// Ends the browser; an error when something of it stays behind.
    pub async fn close(mut self) -> Result<()> {
        self.page.client().clone().close().await?;
        self.driver.finish().await
    }
}

impl Deref for Chromium {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
