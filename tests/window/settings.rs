//! Settings in the real window: checked, saved, and in effect at once.

use std::fs;

use desktop::{BrowserState, Options, PrivateDesktop, Result, TrayHost, Window};
use globus_local::{GlobusLocal, Options as GlobusOptions};

use crate::{
    shared::{SignedIn, in_a_signed_in_window},
    support::{CLIENT_ID, PATIENCE, launch, launch_at, launch_with, press_sign_in, sign_in, start},
    undriven::kept,
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_is_checked_kept_and_used() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let tray = TrayHost::start(&desktop.bus).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    window.button("Settings").await?.click().await?;
    window
        .wait_for_text(
            "Set by the environment variable MERIDIAN_CLIENT_ID",
            PATIENCE,
        )
        .await?;
    window
        .wait_for_text("Set by GLOBUS_SDK environment variables", PATIENCE)
        .await?;

    // A change made in the tray shows at once.
    tray.choose("For an hour").await?;
    window.wait_for_text("Paused until", PATIENCE).await?;
    tray.choose("Resume notifications").await?;
    window.button("Pause for an hour").await?;

    let browser = window.textbox("Browser command").await?;
    browser.send_keys("no-such-browser {url}\u{e007}").await?;
    window
        .wait_for_text(
            "This computer has no program called “no-such-browser”.",
            PATIENCE,
        )
        .await?;
    window.screenshot("settings-refused").await?;
    browser.clear().await?;
    // The parameter it adds to the link shows that it was used.
    let script = desktop.bus.home().join("my-browser");
    fs::write(&script, "#!/bin/sh\nexec xdg-open \"$1&mine=1\"\n")?;
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    fs::set_permissions(&script, mode)?;
    browser
        .send_keys(&format!("{}\u{e007}", script.display()))
        .await?;
    window.wait_for_text("Saved", PATIENCE).await?;
    window
        .by_role("radio", "With a code to paste")
        .await?
        .click()
        .await?;
    window.screenshot("settings").await?;
    // The message looks the same as for the setting before, so ask the shell.
    window
        .wait_for_script(
            "kept setting",
            "return window.__TAURI_INTERNALS__.invoke('settings')
                .then((settings) => settings.choices.loginWay === 'code')",
            Vec::new(),
        )
        .await?;
    let settings = kept(&desktop)?;
    assert_eq!(settings["login_way"], "code");
    assert_eq!(settings["browser_command"], script.display().to_string());

    // The next sign-in uses both settings.
    window
        .button("Account: Ada Lovelace ada@uni.example")
        .await?
        .click()
        .await?;
    window.button("Sign out").await?.click().await?;
    press_sign_in(&window).await?;
    window.textbox("Code").await?;
    let asked = desktop.browser.next_url(PATIENCE).await?;
    assert!(asked.path().ends_with("/v2/oauth2/authorize"), "{asked}");
    assert!(
        asked.query_pairs().any(|(name, _)| name == "mine"),
        "{asked}"
    );
    window.close().await
}

#[test]
fn the_support_file_is_saved_as_it_was_shown_and_tells_nobodys_name() -> Result<()> {
    in_a_signed_in_window(
        async |SignedIn {
                   window, desktop, ..
               }| { support_file(window, desktop).await },
    )
}

async fn support_file(window: &Window, desktop: &PrivateDesktop) -> Result<()> {
    window.button("Settings").await?.click().await?;
    window
        .button("Preview support file…")
        .await?
        .click()
        .await?;
    let shown = window.textbox("Support file").await?;
    let shown = shown.prop("value").await?.ok_or("it has no text")?;
    window.screenshot("support-file").await?;
    for name in ["Ada", "ada@uni.example", "Example University", CLIENT_ID] {
        assert!(!shown.contains(name), "{name} in {shown}");
    }
    assert!(
        shown.contains("## Accounts") && shown.contains("## Log"),
        "{shown}"
    );
    window.button("Save").await?.click().await?;
    window.wait_for_text("Saved as", PATIENCE).await?;
    let folder = desktop.bus.home();
    let saved = found(&folder, "meridian-support-").ok_or("it is nowhere")?;
    assert_eq!(fs::read_to_string(&saved)?, shown);
    Ok(fs::remove_file(saved)?)
}

fn found(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    fs::read_dir(folder).ok()?.flatten().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return found(&path, name);
        }
        let is_it = entry.file_name().to_string_lossy().starts_with(name);
        is_it.then_some(path)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn f33_no_browser_leaves_the_link_and_a_code() -> Result<()> {
    let options = Options {
        browser: BrowserState::Broken,
        ..Options::default()
    };
    let (_desktop, window) = start(options).await?;
    window.button("Try the demo").await?.click().await?;
    window
        .wait_for_text("Meridian couldn't start a browser", PATIENCE)
        .await?;
    window.textbox("Code").await?;
    window.screenshot("no-browser").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn f35_a_remote_session_is_offered_the_code_first() -> Result<()> {
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let ssh = [("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")];
    let window = launch_with(&desktop, &ssh).await?;
    window.button("Try the demo").await?.click().await?;
    window
        .wait_for_text("This looks like a remote session.", PATIENCE)
        .await?;
    window.textbox("Code").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn f40_files_that_cannot_be_read_are_kept_aside_and_said() -> Result<()> {
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let folder = desktop.bus.home().join(".config/app.meridian.client");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("settings.json"), "{")?;
    fs::write(folder.join("accounts.json"), "[]")?;
    let window = launch(&desktop).await?;
    window
        .wait_for_text("The list of accounts couldn't be read.", PATIENCE)
        .await?;
    window.screenshot("accounts-unreadable").await?;
    assert!(folder.join("settings.json.unreadable").exists());
    assert!(folder.join("accounts.json.unreadable").exists());
    window.close().await
}
