//! Checks scenes in Chromium with axe: all rules for WCAG 2.2 AA, and best practices.

use desktop::{Chromium, Page, PrivateBus, Result};
use serde_json::json;

use crate::lines;

use super::{
    page::out_of_reach,
    viewer::{Look, Size, Theme, Viewer, through},
};

/// axe from the npm package that the window's own checks use.
const AXE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../ui/node_modules/axe-core/axe.min.js"
));

/// The rules whose result depends on the theme. The rest of the page is the same in every theme.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// Checks these scenes.
pub(crate) async fn in_chromium(scenes: &[String]) -> Result<()> {
    let bus = PrivateBus::start().await?;
    let mut viewer = Axe(Chromium::start(&bus).await?);
    let faults = through(scenes, &mut viewer).await?;
    viewer.0.close().await?;
    lines::none(faults)
}

struct Axe(Chromium);

impl Viewer for Axe {
    const FOLDER: &str = "scenes";

    const LOOKS: &[Look] = &[
        Look {
            size: Size::USUAL,
            theme: Theme::Light,
        },
        Look {
            size: Size::USUAL,
            theme: Theme::Dark,
        },
        Look {
            size: Size::ENLARGED,
            theme: Theme::Light,
        },
    ];

    fn page(&self) -> &Page {
        &self.0
    }

    async fn resize(&self, size: Size) -> Result<()> {
        let (width, height) = size.room();
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": size.zoom,
            "mobile": false,
        });
        let command = "Emulation.setDeviceMetricsOverride";
        self.0.devtools(command, metrics).await
    }

    /// Sets the theme as the system does.
    async fn wear(&self, theme: Theme) -> Result<()> {
        let theme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        // Reduce motion, because a picture taken during a fade shows colors of no theme.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]});
        let command = "Emulation.setEmulatedMedia";
        self.0.devtools(command, features).await
    }

    async fn arrive(&self) -> Result<()> {
        self.0.client().execute(AXE, Vec::new()).await?;
        Ok(())
    }

    async fn judge(&mut self, look: Look, _png: &[u8]) -> Result<Vec<String>> {
        let mut faults = match look.theme {
            Theme::Light => self.violations(&[]).await?,
            Theme::Dark => self.violations(&COLOURS).await?,
        };
        if look.size.zoom > 1 {
            faults.extend(out_of_reach(&self.0).await?);
        }
        Ok(faults)
    }
}

impl Axe {
    /// The violations of these rules, or of all rules if there are none.
    async fn violations(&self, rules: &[&str]) -> Result<Vec<String>> {
        const RUN: &str = "const [rules, done] = arguments;
            const only = rules.length > 0 ? { runOnly: rules } : {};
            axe.run(document, { resultTypes: ['violations'], ...only }).then(
                ({ violations }) => done(violations.map(
                    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
                )),
                (error) => done([`axe: ${error}`]),
            );";
        let client = self.0.client();
        let found = client.execute_async(RUN, vec![json!(rules)]).await?;
        Ok(serde_json::from_value(found)?)
    }
}
