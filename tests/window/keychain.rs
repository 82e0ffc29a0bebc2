//! A desktop with a locked keyring, or without one.

use std::fs;

use desktop::{KeyringState, Options, PrivateDesktop, Result, Window};
use globus_local::GlobusLocal;
use serde_json::{Value, json};

use crate::{
    leaks::found_below,
    support::{
        PATIENCE, allow_unseen, launch_at, press_sign_in, sign_in_to_demo, start, wait_for_flows,
    },
};

/// Presses Sign in and waits for the card that explains why it can't continue.
async fn refused(keyring: KeyringState) -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::start(globus_local::Options::default()).await?;
    let desktop = PrivateDesktop::start(with(keyring)).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    press_sign_in(&window).await?;
    window
        .wait_for_text("No browser was opened, and nothing was stored.", PATIENCE)
        .await?;
    Ok((globus, desktop, window))
}

/// Signs in until quit, as the card offers. The sign-in is then gone when the window closes.
async fn until_quit(
    globus: &GlobusLocal,
    mut desktop: PrivateDesktop,
    window: Window,
) -> Result<()> {
    window
        .button("Keep this sign-in only until I quit")
        .await?
        .click()
        .await?;
    allow_unseen(&mut desktop).await?;
    wait_for_flows(&window).await?;
    window.close().await?;
    let (home, issued) = (desktop.bus.home(), globus.issued());
    assert!(!issued.is_empty());
    assert_eq!(
        found_below(&issued, &home),
        None,
        "nothing is kept elsewhere"
    );
    let accounts = fs::read(home.join(".config/app.meridian.client/accounts.json"))?;
    let accounts: Value = serde_json::from_slice(&accounts)?;
    assert_eq!(accounts["accounts"], json!([]), "and nobody remembered");
    Ok(())
}

fn with(keyring: KeyringState) -> Options {
    Options {
        keyring,
        ..Options::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_a_locked_keyring_is_named_before_any_browser_opens() -> Result<()> {
    let (globus, desktop, window) = refused(KeyringState::Locked).await?;
    window
        .wait_for_text("It may be waiting for you to unlock it.", PATIENCE)
        .await?;
    window.screenshot("locked-keyring").await?;
    until_quit(&globus, desktop, window).await
}

#[tokio::test(flavor = "multi_thread")]
async fn f18_without_a_keyring_it_is_said_and_the_session_is_kept_in_memory() -> Result<()> {
    let (globus, desktop, window) = refused(KeyringState::Absent).await?;
    until_quit(&globus, desktop, window).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_needs_no_keyring() -> Result<()> {
    for keyring in [KeyringState::Locked, KeyringState::Absent] {
        let (mut desktop, window) = start(with(keyring)).await?;
        sign_in_to_demo(&mut desktop, &window).await?;
        window.button("Leave the demo").await?.click().await?;
        window.wait_for_text("Try the demo", PATIENCE).await?;
        window.close().await?;
    }
    Ok(())
}
