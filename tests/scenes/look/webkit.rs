//! Checks scenes in WebKitGTK, which draws the window on Linux: that everything is visible and
//! within reach.

use desktop::{Display, Page, PrivateBus, Result, Window, mini_browser};
use serde_json::json;

use crate::lines;

use super::{
    controls::{self, Met},
    page::{out_of_reach, spilled},
    viewer::{Look, Size, Theme, Viewer, through},
};

/// Checks these scenes. `all` says that they are all scenes.
pub(crate) async fn in_webkit(scenes: &[String], all: bool) -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _display = Display::start(&bus).await?;
    let window = Window::launch(&bus, &mini_browser()?, &["--automation"], &[]).await?;
    let mut viewer = WebKit {
        window,
        met: Met::default(),
    };
    let mut faults = through(scenes, &mut viewer).await?;
    if all {
        faults.extend(viewer.met.missed());
    }
    viewer.window.close().await?;
    lines::none(faults)
}

struct WebKit {
    window: Window,
    met: Met,
}

impl Viewer for WebKit {
    const FOLDER: &str = "scenes/webkit";

    const LOOKS: &[Look] = &[
        Look {
            size: Size::USUAL,
            theme: Theme::Dark,
        },
        Look {
            size: Size::USUAL,
            theme: Theme::Light,
        },
        Look {
            size: Size::SMALL,
            theme: Theme::Light,
        },
        Look {
            size: Size::ENLARGED,
            theme: Theme::Light,
        },
    ];

    fn page(&self) -> &Page {
        &self.window
    }

    /// Gives the page its size. The browser's own bars come on top.
    async fn resize(&self, size: Size) -> Result<()> {
        const BARS: &str = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        const IS_SO: &str = "return innerWidth === arguments[0] && innerHeight === arguments[1]";
        let client = self.window.client();
        let bars = client.execute(BARS, Vec::new()).await?;
        let (beside, above): (u32, u32) = serde_json::from_value(bars)?;
        let (width, height) = size.room();
        client
            .set_window_size(width + beside, height + above)
            .await?;
        let wanted = vec![json!(width), json!(height)];
        self.window
            .wait_for_script("the window's size", IS_SO, wanted)
            .await
    }

    /// Sets the theme as in Settings. Reduces motion, because a picture could show the middle of a
    /// fade.
    async fn wear(&self, theme: Theme) -> Result<()> {
        const WEAR: &str = "Object.assign(document.documentElement.dataset, arguments[0]);";
        let theme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let looks = json!({ "theme": theme, "motion": "reduced" });
        self.window.client().execute(WEAR, vec![looks]).await?;
        Ok(())
    }

    async fn arrive(&self) -> Result<()> {
        Ok(())
    }

    async fn judge(&mut self, look: Look, png: &[u8]) -> Result<Vec<String>> {
        let mut faults = controls::hidden(&self.window, png, &mut self.met).await?;
        // The theme doesn't change the layout.
        if look.theme == Theme::Light {
            faults.extend(spilled(&self.window).await?);
        }
        if look.size != Size::USUAL {
            faults.extend(out_of_reach(&self.window).await?);
        }
        Ok(faults)
    }
}
