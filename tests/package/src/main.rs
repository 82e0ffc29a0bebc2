//! Installs nothing, but takes a package's files for installed: opens Meridian by its desktop
//! entry, signs in from the tray, and follows links of the app's own scheme, warm and cold.
//!
//! `package FOLDER`, where the package's `usr` is; `/` for a package that is installed.

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
/// Any Globus here takes it.
const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
/// Flows that the local Globus always has.
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
    println!("a start that a WebDriver would drive is refused");

    let entry = folder.join("usr/share/applications/Meridian.desktop");
    gio(&desktop, &["launch", &entry.to_string_lossy()]).await?;
    desktop.display.wait_for_window("Meridian", true).await?;
    println!("the desktop entry opens the window");

    tray.choose("Sign in with Globus…").await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(consent.as_str()).await?;
    browser.button("Allow").await?.click().await?;
    tray.wait_for_row("Signed in as Ada Lovelace").await?;
    browser.close().await?;
    println!("signing in works, and the keychain keeps it");

    let link = format!("app.meridian.client://flows/{FLOW}");
    gio(&desktop, &["open", &link]).await?;
    wait_for_flow(&globus, 1).await?;
    println!("a link reaches it while it runs");

    tray.choose("Quit Meridian").await?;
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;
    gio(&desktop, &["open", &link]).await?;
    desktop.display.wait_for_window("Meridian", true).await?;
    wait_for_flow(&globus, 2).await?;
    println!("a link starts it, and reaches it, when it does not");

    tray.choose("Quit Meridian").await?;
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;
    Ok(())
}

/// What an installation does: the system finds the program, its entry and its scheme.
async fn install(desktop: &PrivateDesktop, folder: &Path, globus: &GlobusLocal) -> Result<()> {
    let share = folder.join("usr/share");
    let mut schemes = desktop.bus.command("update-desktop-database");
    schemes.arg(share.join("applications")).status().await?;
    let variables = desktop.bus.env();
    let path = variables.iter().find(|(name, _)| name == "PATH");
    let path = path.and_then(|(_, path)| path.to_str()).ok_or("no PATH")?;
    // The desktop's own launchers, such as its browser, stay first.
    let (launchers, system) = path.split_once(':').ok_or("a PATH of one folder")?;
    let programs = folder.join("usr/bin");
    let path = format!("{launchers}:{}:{system}", programs.display());
    desktop.bus.set_env("PATH", path);
    let share = format!("{}:/usr/local/share:/usr/share", share.display());
    desktop.bus.set_env("XDG_DATA_DIRS", share);
    desktop.bus.set_env("MERIDIAN_CLIENT_ID", CLIENT_ID);
    for service in ["AUTH", "FLOWS", "TRANSFER"] {
        let name = format!("GLOBUS_SDK_SERVICE_URL_{service}");
        desktop.bus.set_env(name, globus.url());
    }
    Ok(())
}

/// A window that others can drive is for tests of builds of their own.
async fn refuses_to_be_driven(desktop: &PrivateDesktop, folder: &Path) -> Result<()> {
    let mut program = desktop.bus.command(folder.join("usr/bin/meridian"));
    program.env("TAURI_WEBVIEW_AUTOMATION", "true");
    let ended = tokio::time::timeout(PATIENCE, program.status()).await??;
    if ended.success() {
        return Err("a start that a WebDriver would drive is let through".into());
    }
    Ok(())
}

/// `GIO` is what desktops open entries and links with.
async fn gio(desktop: &PrivateDesktop, arguments: &[&str]) -> Result<()> {
    let mut gio = desktop.bus.command("gio");
    let ended = gio.args(arguments).stdout(Stdio::null()).status();
    let ended = tokio::time::timeout(PATIENCE, ended).await??;
    if !ended.success() {
        return Err(format!("gio {}: {ended}", arguments.join(" ")).into());
    }
    Ok(())
}

/// The window shows the flow: it was asked for, for the so-manyth time.
async fn wait_for_flow(globus: &GlobusLocal, times: usize) -> Result<()> {
    let path = format!("/flows/{FLOW}");
    let is_asked_for = async || {
        let asked = globus.requests();
        Ok(asked.iter().filter(|asked| asked.path == path).count() >= times)
    };
    until("the flow that the link names", PATIENCE, is_asked_for).await
}
