//! In Chromium, with axe: every rule for WCAG 2.2 AA and its best practices.

use desktop::{Chromium, Page, PrivateBus, Result};
use serde_json::json;

use crate::lines;

use super::{
    page::out_of_reach,
    viewer::{Look, Size, Theme, Viewer, through},
};

/// From the npm package, as installed for the window's own checks.
const AXE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../ui/node_modules/axe-core/axe.min.js"
));

/// The rules whose verdict a theme can change: the same page stands there in other colours.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// Looks at these scenes.
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

    /// As the system wears it.
    async fn wear(&self, theme: Theme) -> Result<()> {
        let theme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        // Less motion: a picture in the middle of a fade shows colours that are none of ours.
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
    /// What violates these rules; without any, all of them.
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
