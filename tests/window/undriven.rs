//! Meridian started as you would start it, without a driver for its window.

use std::path::Path;

use desktop::{PrivateDesktop, Result};
use globus_local::GlobusLocal;
use serde_json::Value;
use tokio::process::{Child, Command};

use crate::support::CLIENT_ID;

/// The title of the only window.
pub(crate) const WINDOW: &str = "Meridian";

/// Starts Meridian on this desktop.
pub(crate) fn start(desktop: &PrivateDesktop, globus: &GlobusLocal) -> Result<Child> {
    let program = Path::new(env!("CARGO_BIN_EXE_meridian"));
    Ok(at(globus, desktop.bus.command(program)).spawn()?)
}

/// Makes a program use this Globus.
pub(crate) fn at(globus: &GlobusLocal, mut program: Command) -> Command {
    program
        .env("MERIDIAN_CLIENT_ID", CLIENT_ID)
        .envs(globus.sdk_variables());
    program
}

pub(crate) async fn settings(desktop: &PrivateDesktop, text: &str) -> Result<()> {
    let folder = desktop.bus.home().join(".config/app.meridian.client");
    tokio::fs::create_dir_all(&folder).await?;
    Ok(tokio::fs::write(folder.join("settings.json"), text).await?)
}

/// Whether this computer allows programs to have their own mounts (user namespaces).
pub(crate) async fn can_hide_files(desktop: &PrivateDesktop) -> Result<bool> {
    let mut unshare = desktop.bus.command("unshare");
    let tried = unshare
        .args(["--map-root-user", "--mount", "true"])
        .status();
    Ok(tried.await?.success())
}

/// The saved settings.
pub(crate) fn kept(desktop: &PrivateDesktop) -> Result<Value> {
    let file = desktop.bus.home();
    let file = file.join(".config/app.meridian.client/settings.json");
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}
