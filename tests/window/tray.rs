//! The tray on a desktop that has one: signing in without a window, closing the window, and opening
//! it again.

use desktop::{Options, PrivateDesktop, Result, TrayHost, until};
use globus_local::{GlobusLocal, Options as GlobusOptions};

use crate::{
    support::{PATIENCE, allow},
    undriven::{WINDOW, at, can_hide_files, kept, settings, start},
};

/// More colors than an empty window or the start screen has.
const COLOURS: usize = 400;

/// Whether any web view processes run on this desktop, for drawing or for the network.
fn has_web_view(desktop: &PrivateDesktop) -> bool {
    let processes = desktop.bus.processes();
    let mut commands = processes.iter().map(|process| &process.command);
    commands.any(|command| command.contains("/WebKit"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_signs_in_without_a_window_and_keeps_the_app_when_its_window_is_closed()
-> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let tray = TrayHost::start(&desktop.bus).await?;
    settings(&desktop, r#"{"start_hidden": true}"#).await?;
    let mut app = start(&desktop, &globus)?;

    tray.wait_for_row("Signed out").await?;
    tray.choose("Sign in with Globus…").await?;
    desktop.browser.next_url(PATIENCE).await?;
    // Canceling it yourself doesn't open the window.
    tray.choose("Waiting for your browser… (Cancel)").await?;
    tray.choose("Sign in with Globus…").await?;
    allow(&mut desktop).await?;
    tray.wait_for_row("Signed in as Ada Lovelace").await?;
    // The pause is saved, and ends.
    for (row, is_paused) in [("For an hour", true), ("Resume notifications", false)] {
        tray.choose(row).await?;
        let is_kept =
            async || Ok(kept(&desktop)?["notifications_paused_until"].is_u64() == is_paused);
        until(row, PATIENCE, is_kept).await?;
    }
    assert!(
        !desktop.display.has_window(WINDOW).await?,
        "no window was needed"
    );
    assert!(!has_web_view(&desktop), "and none was made");

    tray.choose("Open Meridian").await?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    desktop.display.close_window(WINDOW).await?;
    desktop.display.wait_for_window(WINDOW, false).await?;
    let is_gone = async || Ok(!has_web_view(&desktop));
    until("the end of the web view", PATIENCE, is_gone).await?;
    tray.wait_for_row("Signed in as Ada Lovelace").await?;
    assert!(app.try_wait()?.is_none(), "the app goes on");

    tray.choose("Open Meridian").await?;
    let is_painted = async || Ok(desktop.display.colours()? >= COLOURS);
    until("the window as it was", PATIENCE, is_painted).await?;
    desktop.display.screenshot("tray-opened-again").await?;
    tray.choose("Quit Meridian").await?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success(), "{ended}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_icon_that_is_not_wanted_is_not_shown_and_closing_the_window_quits() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let tray = TrayHost::start(&desktop.bus).await?;
    settings(
        &desktop,
        r#"{"tray": {"icon": false}, "start_hidden": true}"#,
    )
    .await?;
    let mut app = start(&desktop, &globus)?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    let is_away = async || Ok(!tray.is_shown().await?);
    until("the icon to go", PATIENCE, is_away).await?;
    desktop.display.close_window(WINDOW).await?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success(), "closing it quits: {ended}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_a_hidden_start_shows_its_window() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let desktop = PrivateDesktop::start(Options::default()).await?;
    settings(&desktop, r#"{"start_hidden": true}"#).await?;
    let mut app = start(&desktop, &globus)?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    desktop.display.close_window(WINDOW).await?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success(), "closing it quits: {ended}");
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
#[tokio::test(flavor = "multi_thread")]
async fn f34_without_the_trays_library_the_window_is_there_and_closing_it_quits() -> Result<()> {
    const WITHOUT: &str = r#"
        set -eu
        for library in /usr/lib/*/libayatana-appindicator3.so.1 /usr/lib/*/libappindicator3.so.1; do
            [ ! -e "$library" ] || mount --bind /dev/null "$(readlink -f "$library")"
        done
        exec "$1"
    "#;
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let desktop = PrivateDesktop::start(Options::default()).await?;
    if !can_hide_files(&desktop).await? {
        eprintln!("left out: this machine has no user namespaces");
        return Ok(());
    }
    let _tray = TrayHost::start(&desktop.bus).await?;
    settings(&desktop, r#"{"start_hidden": true}"#).await?;
    let mut app = at(&globus, desktop.bus.command("unshare"))
        .args(["--map-root-user", "--mount", "sh", "-c", WITHOUT, "sh"])
        .arg(env!("CARGO_BIN_EXE_meridian"))
        .spawn()?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    desktop.display.close_window(WINDOW).await?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success(), "closing it quits: {ended}");
    Ok(())
}
