//! One way to look at the scenes.

use desktop::{Chromium, PATIENCE, Result, Scenes};
use serde_json::{Value, json};

/// From the npm package, as installed for the window's own checks.
const AXE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../ui/node_modules/axe-core/axe.min.js"
));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// A theme, a size of the window, and how much everything is enlarged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) theme: Theme,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) zoom: u32,
}

/// What is wrong, scene by scene; all of it is told at once.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    pub(crate) fn none(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0.join("\n").into())
        }
    }
}

/// The names of all scenes.
pub(crate) async fn scenes(browser: &Chromium, server: &Scenes) -> Result<Vec<String>> {
    const NAMES: &str = "return [...document.querySelectorAll('a')].map((a) => a.textContent);";
    open(browser, &server.address("all")).await?;
    browser.wait_for_text("first-run", PATIENCE).await?;
    let names = browser.client().execute(NAMES, Vec::new()).await?;
    Ok(serde_json::from_value(names)?)
}

impl Look {
    /// From now on the browser looks like this.
    pub(crate) async fn take(self, browser: &Chromium) -> Result<()> {
        let theme = match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        // Less motion: a picture in the middle of a fade shows colours that are none of ours.
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        browser
            .devtools(
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            )
            .await?;
        let size = json!({
            "width": self.width / self.zoom,
            "height": self.height / self.zoom,
            "deviceScaleFactor": self.zoom,
            "mobile": false,
        });
        browser
            .devtools("Emulation.setDeviceMetricsOverride", size)
            .await
    }

    /// Looks at a scene: a picture, and what is wrong with it.
    pub(crate) async fn at(
        self,
        browser: &Chromium,
        server: &Scenes,
        scene: &str,
        faults: &mut Faults,
    ) -> Result<()> {
        open(browser, &server.address(scene)).await?;
        browser
            .wait_for_script(
                &format!("the scene {scene}"),
                "return document.documentElement.dataset.shown === arguments[0];",
                vec![json!(scene)],
            )
            .await?;
        browser.screenshot(&self.picture(scene)).await?;
        let mut found = axe(browser).await?;
        if self.zoom > 1 {
            found.extend(out_of_reach(browser).await?);
        }
        let place = self.picture(scene);
        faults
            .0
            .extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
        Ok(())
    }

    fn picture(self, scene: &str) -> String {
        let Self { theme, width, .. } = self;
        let zoomed = if self.zoom > 1 { "-200%" } else { "" };
        format!("scenes/{scene}-{theme:?}-{width}{zoomed}").to_lowercase()
    }
}

/// A page anew: the same address with another fragment would not load again.
async fn open(browser: &Chromium, address: &str) -> Result<()> {
    browser.client().goto("about:blank").await?;
    browser.client().goto(address).await?;
    Ok(())
}

/// Every rule of axe for WCAG 2.2 AA and its best practices.
async fn axe(browser: &Chromium) -> Result<Vec<String>> {
    const RUN: &str = "const [done] = arguments;
        axe.run(document, { resultTypes: ['violations'] }).then(
            ({ violations }) => done(violations.map(
                ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
            )),
            (error) => done([`axe: ${error}`]),
        );";
    browser.client().execute(AXE, Vec::new()).await?;
    let found = browser.client().execute_async(RUN, Vec::new()).await?;
    Ok(serde_json::from_value(found)?)
}

/// Controls that cannot be scrolled to where a person could see and press them.
async fn out_of_reach(browser: &Chromium) -> Result<Vec<String>> {
    let found: Value = browser
        .client()
        .execute(include_str!("out_of_reach.js"), Vec::new())
        .await?;
    Ok(serde_json::from_value(found)?)
}
