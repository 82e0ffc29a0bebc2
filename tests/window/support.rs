//! A desktop with Meridian on it, and a browser that answers the consent page.

use std::{path::Path, time::Duration};

use desktop::{Chromium, Options, PrivateDesktop, Result, Window};
use url::Url;

/// What these items are called in the keychain.
pub(crate) const SERVICE: &str = "globus-app/meridian";

/// Meridian's name on the session bus while it runs.
pub(crate) const SINGLE_INSTANCE: &str = "app.meridian.client.SingleInstance";

pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) async fn start(options: Options) -> Result<(PrivateDesktop, Window)> {
    let desktop = PrivateDesktop::start(options).await?;
    let window = launch(&desktop).await?;
    Ok((desktop, window))
}

pub(crate) async fn launch(desktop: &PrivateDesktop) -> Result<Window> {
    launch_with(desktop, &[]).await
}

pub(crate) async fn launch_with(
    desktop: &PrivateDesktop,
    variables: &[(&str, &str)],
) -> Result<Window> {
    desktop
        .launch(Path::new(env!("CARGO_BIN_EXE_meridian")), &[], variables)
        .await
}

/// Opens `url` in a real browser and presses `button` on the page.
pub(crate) async fn press_in_browser(
    desktop: &PrivateDesktop,
    url: &Url,
    button: &str,
) -> Result<Chromium> {
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(url.as_str()).await?;
    browser.button(button).await?.click().await?;
    Ok(browser)
}

pub(crate) async fn try_demo(desktop: &mut PrivateDesktop, window: &Window) -> Result<Url> {
    window.wait_for_text("Try the demo", PATIENCE).await?;
    window.button("Try the demo").await?.click().await?;
    desktop.browser.next_url(PATIENCE).await
}

/// The way to the lists, when what is tested comes after it.
pub(crate) async fn sign_in_to_demo(desktop: &mut PrivateDesktop, window: &Window) -> Result<()> {
    let consent = try_demo(desktop, window).await?;
    let browser = press_in_browser(desktop, &consent, "Allow").await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    browser.close().await
}
