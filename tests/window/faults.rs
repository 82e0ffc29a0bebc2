//! How the window handles faults of the computer.

use std::{collections::HashMap, fs, os::unix::fs::PermissionsExt};

use desktop::{Clock, KeyringState, Options, PrivateDesktop, Result, until};
use globus_local::{GlobusLocal, Options as GlobusOptions, Recorded};
use jiff::SignedDuration;

use crate::{
    closed_proxy::ClosedProxy,
    support::{CLIENT_ID, PATIENCE, launch_at, launch_with, press_sign_in, sign_in},
    undriven::can_hide_files,
};

/// The beginning of gnome-keyring's password prompt.
const PROMPT: &str = "Unlock";

#[tokio::test(flavor = "multi_thread")]
async fn f17_a_prompt_that_is_dismissed_is_a_no_and_opens_no_browser() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options {
        keyring: KeyringState::Locked,
        ..Options::default()
    })
    .await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    press_sign_in(&window).await?;
    desktop.display.wait_for_window(PROMPT, true).await?;
    window
        .wait_for_text("Your keyring may be asking for its password.", PATIENCE)
        .await?;
    desktop.display.close_window(PROMPT).await?;
    window
        .wait_for_text(
            "Your keyring is locked. Unlock it, then try again.",
            PATIENCE,
        )
        .await?;
    window
        .text("No browser was opened, and nothing was stored.")
        .await?;
    assert!(
        !desktop.display.has_window(PROMPT).await?,
        "one no is enough"
    );
    window.screenshot("keyring-prompt-dismissed").await?;
    // The keyring can still be unlocked.
    desktop.keyring.unlock().await?;
    window.button("Try again").await?.click().await?;
    desktop.browser.next_url(PATIENCE).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn f32_a_dead_proxy_does_not_stand_before_this_computer() -> Result<()> {
    const DEAD: &str = "http://127.0.0.1:9/";
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let proxies = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].map(|name| (name, DEAD));
    let window = launch_at(&desktop, &globus, &[], &proxies).await?;
    // The browser returns to a local port, and Globus is local too.
    sign_in(&mut desktop, &window).await?;
    window.close().await
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
#[tokio::test(flavor = "multi_thread")]
async fn f25_on_a_full_disk_the_old_settings_hold_and_it_is_said() -> Result<()> {
    /// Runs Meridian with its settings on a separate, full disk.
    const ON_A_FULL_DISK: &str = r#"#!/bin/sh
        exec unshare --map-root-user --mount sh -c '
            set -eu
            folder="$HOME/.config/app.meridian.client"
            mkdir -p "$folder"
            mount -t tmpfs -o size=32k tmpfs "$folder"
            printf "{\"updates\": \"saveData\"}" > "$folder/settings.json"
            dd if=/dev/zero of="$folder/rest" bs=1k count=64 2>/dev/null || true
            exec "$0"
        ' "$MERIDIAN""#;
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    if !can_hide_files(&desktop).await? {
        eprintln!("left out: this machine has no user namespaces");
        return Ok(());
    }
    let program = desktop.bus.home().join("on-a-full-disk");
    fs::write(&program, ON_A_FULL_DISK)?;
    fs::set_permissions(&program, PermissionsExt::from_mode(0o700))?;
    let mut variables = vec![
        ("MERIDIAN", env!("CARGO_BIN_EXE_meridian")),
        ("MERIDIAN_CLIENT_ID", CLIENT_ID),
    ];
    variables.extend(globus.sdk_variables());
    let window = desktop.launch(&program, &[], &variables).await?;
    sign_in(&mut desktop, &window).await?;
    window
        .text("The list of accounts couldn't be saved.")
        .await?;
    window.screenshot("full-disk").await?;
    window.button("Settings").await?.click().await?;
    window.by_role("radio", "Normal").await?.click().await?;
    window
        .wait_for_text("The settings couldn't be saved.", PATIENCE)
        .await?;
    window.screenshot("settings-full-disk").await?;
    let old = window.by_role("radio", "Save data").await?;
    assert!(old.is_selected().await?, "what holds is what is shown");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn f39_a_computer_that_slept_past_the_end_of_its_tokens_renews_each_once() -> Result<()> {
    /// Access tokens are valid for 48 hours.
    const SLEPT_HOURS: i64 = 49;
    let globus = GlobusLocal::builder().control(true).start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let clock = Clock::of(&desktop.bus, "meridian").await?;
    let window = launch_at(&desktop, &globus, &[], &clock.variables()).await?;
    sign_in(&mut desktop, &window).await?;
    let before = globus.requests().len();

    globus.advance(SignedDuration::from_hours(SLEPT_HOURS));
    clock.put_forward(SLEPT_HOURS * 3600)?;
    let since = || globus.requests().split_off(before);
    let renewals = || since().iter().filter(|asked| is_renewal(asked)).count();
    // Polling and the open list notice it without any input.
    until("each service's token is renewed", PATIENCE, async || {
        Ok(renewals() >= 3)
    })
    .await?;
    window.button("Transfers").await?.click().await?;
    window.wait_for_text("Krios", PATIENCE).await?;
    window.button("Refresh").await?.click().await?;
    window.button("Flows").await?.click().await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    assert_eq!(
        renewals(),
        3,
        "those of Auth, Flows and Transfer, each once"
    );
    assert!(
        since()
            .iter()
            .all(|asked| asked.path != "/v2/oauth2/authorize"),
        "nobody signs in again"
    );
    window.close().await
}

fn is_renewal(asked: &Recorded) -> bool {
    asked
        .form
        .iter()
        .any(|(name, value)| name == "grant_type" && value == "refresh_token")
}

#[tokio::test(flavor = "multi_thread")]
async fn f32_a_proxy_that_wants_a_password_is_named() -> Result<()> {
    let proxy = ClosedProxy::start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    // The real Globus, as far as the proxy lets requests through.
    let variables = [
        ("MERIDIAN_CLIENT_ID", CLIENT_ID),
        ("HTTPS_PROXY", &proxy.url),
    ];
    let window = launch_with(&desktop, &variables).await?;
    press_sign_in(&window).await?;
    let asked = desktop.browser.next_url(PATIENCE).await?;
    assert_eq!(asked.host_str(), Some("auth.globus.org"));
    let asked: HashMap<_, _> = asked.query_pairs().into_owned().collect();
    // The browser returns with an answer, bypassing the proxy.
    let back = reqwest::Client::builder().no_proxy().build()?;
    let state = asked["state"].as_str();
    let answer = back
        .get(&asked["redirect_uri"])
        .query(&[("code", "a-code"), ("state", state)]);
    answer.send().await?.error_for_status()?;
    window
        .wait_for_text(
            "The proxy on the way to Globus Auth didn't let Meridian through.",
            PATIENCE,
        )
        .await?;
    window.text("Set them in HTTPS_PROXY").await?;
    window.screenshot("proxy-closed").await?;
    assert_eq!(proxy.asked(), ["CONNECT auth.globus.org:443 HTTP/1.1"]);
    window.close().await
}
