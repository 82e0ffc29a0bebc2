//! Whether somebody shows tray icons on this desktop.

pub(super) use system::is_there;

/// On Linux a program of the desktop shows the icons, or none does (freedesktop's
/// StatusNotifierItem).
#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    /// A bus that does not answer in time has no host.
    const PATIENCE: Duration = Duration::from_secs(1);

    const HOST: &str = "org.kde.StatusNotifierWatcher";

    pub(in crate::shell) async fn is_there() -> bool {
        let asked = tokio::time::timeout(PATIENCE, on_the_bus());
        matches!(asked.await, Ok(Ok(true)))
    }

    async fn on_the_bus() -> zbus::Result<bool> {
        let bus = zbus::Connection::session().await?;
        let names = zbus::fdo::DBusProxy::new(&bus).await?;
        Ok(names.name_has_owner(HOST.try_into()?).await?)
    }
}

/// The other systems always do.
#[cfg(not(target_os = "linux"))]
mod system {
    pub(in crate::shell) async fn is_there() -> bool {
        true
    }
}
