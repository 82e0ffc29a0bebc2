//! Whether somebody shows tray icons on this desktop.

use std::time::Duration;

/// A bus that does not answer in time has no host.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether there is a host. On Linux a program of the desktop shows the icons, or none does
/// (freedesktop's StatusNotifierItem); the other systems always do.
pub(super) async fn is_there() -> bool {
    #[cfg(target_os = "linux")]
    return matches!(
        tokio::time::timeout(PATIENCE, on_the_bus()).await,
        Ok(Ok(true))
    );
    #[cfg(not(target_os = "linux"))]
    return true;
}

#[cfg(target_os = "linux")]
async fn on_the_bus() -> zbus::Result<bool> {
    const HOST: &str = "org.kde.StatusNotifierWatcher";
    let bus = zbus::Connection::session().await?;
    let names = zbus::fdo::DBusProxy::new(&bus).await?;
    Ok(names.name_has_owner(HOST.try_into()?).await?)
}
