//! Tries out a package without installing it: opens Meridian through its desktop entry, signs in
//! from the tray, and opens links of the app's own scheme while it runs and while it doesn't.
//!
//! Usage: `package FOLDER`, the folder that contains the package's `usr`; `/` if it is installed.

#![expect(clippy::print_stdout, reason = "a program's own output")]

use std::{
    env,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use desktop::{Chromium, Options, PrivateDesktop, Result, TrayHost, until};
use globus_local::GlobusLocal;

const PATIENCE: Duration = Duration::from_secs(40);
const SINGLE_INSTANCE: &str = "app.meridian.client.SingleInstance";
/// The local Globus accepts any client ID.
const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
/// A flow that the local Globus always has.
const FLOW: &str = "3739092e-5243-4a17-bc80-90ebca7cf321";

#[tokio::main]
async fn main() -> Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("usage: package FOLDER")?.canonicalize()?;
    let globus = GlobusLocal::builder().control(true).start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let tray = TrayHost::start(&desktop.bus).await?;
    install(&desktop, &folder, &globus).await?;

    refuses_to_be_driven(&desktop, &folder).await?;
    println!("refuses to start under a WebDriver");

    let entry = folder.join("usr/share/applications/Meridian.desktop");
    gio(&desktop, &["launch", &entry.to_string_lossy()]).await?;
    desktop.display.wait_for_window("Meridian", true).await?;
    println!("opens its window through the desktop entry");

    tray.choose("Sign in with Globus…").await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(consent.as_str()).await?;
    browser.button("Allow").await?.click().await?;
    tray.wait_for_row("Signed in as Ada Lovelace").await?;
    browser.close().await?;
    println!("signs in and keeps the tokens in the keyring");

    let link = format!("app.meridian.client://flows/{FLOW}");
    gio(&desktop, &["open", &link]).await?;
    wait_for_flow(&globus, 1).await?;
    println!("opens a link while it runs");

    tray.choose("Quit Meridian").await?;
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;
    gio(&desktop, &["open", &link]).await?;
    desktop.display.wait_for_window("Meridian", true).await?;
    wait_for_flow(&globus, 2).await?;
    println!("is started by a link and opens it");

    tray.choose("Quit Meridian").await?;
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;
    Ok(())
}

/// Does what an installation does: makes the program, its desktop entry and its scheme known.
async fn install(desktop: &PrivateDesktop, folder: &Path, globus: &GlobusLocal) -> Result<()> {
    let share = folder.join("usr/share");
    let mut schemes = desktop.bus.command("update-desktop-database");
    schemes.arg(share.join("applications")).status().await?;
    let variables = desktop.bus.env();
    let path = variables.iter().find(|(name, _)| name == "PATH");
    let path = path.and_then(|(_, path)| path.to_str()).ok_or("no PATH")?;
    // The test desktop's own launchers, such as its browser, stay first.
    let (launchers, system) = path.split_once(':').ok_or("PATH has only one folder")?;
    let programs = folder.join("usr/bin");
    let path = format!("{launchers}:{}:{system}", programs.display());
    desktop.bus.set_env("PATH", path);
    let share = format!("{}:/usr/local/share:/usr/share", share.display());
    desktop.bus.set_env("XDG_DATA_DIRS", share);
    desktop.bus.set_env("MERIDIAN_CLIENT_ID", CLIENT_ID);
    for (name, url) in globus.sdk_variables() {
        desktop.bus.set_env(name, url);
    }
    Ok(())
}

/// Only test builds let a WebDriver drive the window.
async fn refuses_to_be_driven(desktop: &PrivateDesktop, folder: &Path) -> Result<()> {
    let mut program = desktop.bus.command(folder.join("usr/bin/meridian"));
    program.env("TAURI_WEBVIEW_AUTOMATION", "true");
    let ended = tokio::time::timeout(PATIENCE, program.status()).await??;
    if ended.success() {
        return Err("Meridian started under a WebDriver".into());
    }
    Ok(())
}

/// Runs `gio`, which desktops use to open entries and links.
async fn gio(desktop: &PrivateDesktop, arguments: &[&str]) -> Result<()> {
    let mut gio = desktop.bus.command("gio");
    let ended = gio.args(arguments).stdout(Stdio::null()).status();
    let ended = tokio::time::timeout(PATIENCE, ended).await??;
    if !ended.success() {
        return Err(format!("gio {}: {ended}", arguments.join(" ")).into());
    }
    Ok(())
}

/// Waits until the window has asked for the flow this many times.
async fn wait_for_flow(globus: &GlobusLocal, times: usize) -> Result<()> {
    let path = format!("/flows/{FLOW}");
    let is_asked_for = async || {
        let asked = globus.requests();
        Ok(asked.iter().filter(|asked| asked.path == path).count() >= times)
    };
    until("the request for the linked flow", PATIENCE, is_asked_for).await
}
