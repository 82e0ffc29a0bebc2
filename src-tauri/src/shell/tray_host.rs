//! Checks whether this desktop shows tray icons.

pub(super) use system::is_there;

/// On Linux, tray icons are shown by a program that owns a name on the session bus (freedesktop's
/// StatusNotifierItem).
#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    /// How long to wait for the bus. Without an answer, there is no tray.
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

/// Windows and macOS always show tray icons.
#[cfg(not(target_os = "linux"))]
mod system {
    pub(in crate::shell) async fn is_there() -> bool {
        true
    }
}
