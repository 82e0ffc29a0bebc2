//! Every screen in every state, without a shell: no fault of accessibility in either theme,
//! everything within reach at twice the size, and a picture of each for people to look at.

mod look;
mod serve;

use desktop::{Chromium, PrivateBus, Result};

use look::{Faults, Look, Theme};

/// The window as it opens, and the smallest at 200 %.
const LOOKS: [Look; 3] = [
    Look {
        theme: Theme::Light,
        width: 1180,
        height: 760,
        zoom: 1,
    },
    Look {
        theme: Theme::Dark,
        width: 1180,
        height: 760,
        zoom: 1,
    },
    Look {
        theme: Theme::Light,
        width: 900,
        height: 600,
        zoom: 2,
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_used_by_everybody() -> Result<()> {
    let server = serve::Scenes::start().await?;
    let bus = PrivateBus::start().await?;
    let browser = Chromium::start(&bus).await?;
    let scenes = look::scenes(&browser, &server).await?;
    assert!(scenes.len() > 30, "only {} scenes", scenes.len());
    let mut faults = Faults::default();
    for look in LOOKS {
        look.take(&browser).await?;
        for scene in &scenes {
            look.at(&browser, &server, scene, &mut faults).await?;
        }
    }
    browser.close().await?;
    faults.none()
}
