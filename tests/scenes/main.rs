//! Every screen in every state, without a shell: no fault of accessibility in either theme,
//! everything within reach at twice the size, and a picture of each for people to look at.

mod look;

use desktop::{Chromium, PrivateBus, Result, Scenes};

use look::{Faults, Look, Theme};

const LIGHT: Look = Look {
    theme: Theme::Light,
    width: 1180,
    height: 760,
    zoom: 1,
};

const DARK: Look = Look {
    theme: Theme::Dark,
    ..LIGHT
};

/// The smallest window, at 200 %.
const ENLARGED: Look = Look {
    theme: Theme::Light,
    width: 900,
    height: 600,
    zoom: 2,
};

/// Only scenes whose names begin so, while one works on them.
const ONLY: &str = "MERIDIAN_SCENES";

/// Every scene, looked at in one way; all faults are told at once.
async fn every_scene(look: Look) -> Result<()> {
    let server = Scenes::start().await?;
    let bus = PrivateBus::start().await?;
    let browser = Chromium::start(&bus).await?;
    let scenes = look::scenes(&browser, &server).await?;
    assert!(scenes.len() > 80, "only {} scenes", scenes.len());
    look.take(&browser).await?;
    let mut faults = Faults::default();
    let only = std::env::var(ONLY).unwrap_or_default();
    for scene in scenes.iter().filter(|name| name.starts_with(&only)) {
        look.at(&browser, &server, scene, &mut faults).await?;
    }
    browser.close().await?;
    faults.none()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_used_by_everybody_in_the_light() -> Result<()> {
    every_scene(LIGHT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_used_by_everybody_in_the_dark() -> Result<()> {
    every_scene(DARK).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_used_by_everybody_enlarged() -> Result<()> {
    every_scene(ENLARGED).await
}
