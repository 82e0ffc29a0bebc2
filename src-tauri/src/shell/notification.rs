//! Desktop notifications that open their subject when clicked.

use notify_rust::{Notification as SystemNotification, NotificationResponse, Timeout};
use tauri::{AppHandle, Manager};

use crate::{
    controller::{Controller, request::Request},
    desktop::Notification,
};

/// Shows a notification. Blocks until the desktop has accepted it.
///
/// # Errors
/// The reason, if the desktop didn't accept it.
pub(super) fn show(app: &AppHandle, notification: &Notification) -> Result<(), String> {
    let mut shown = SystemNotification::new();
    system::introduce(&mut shown, app);
    shown
        .summary(&notification.title)
        .body(&system::body(&notification.body))
        .timeout(Timeout::Default);
    if notification.place.is_some() {
        system::make_clickable(&mut shown);
    }
    let handle = shown.show().map_err(|error| error.to_string())?;
    let Some(place) = notification.place.clone() else {
        return Ok(());
    };
    let app = app.clone();
    // The thread waits for a click until the notification closes.
    let waiting = std::thread::Builder::new().name("notification".into());
    let started = waiting.spawn(move || {
        let answered = handle.wait_for_response(|response: &NotificationResponse| {
            if response.is_default_action()
                && let Some(controller) = app.try_state::<Controller>()
            {
                controller.send(Request::Open(place));
            }
        });
        if let Err(error) = answered {
            tracing::warn!(%error, "clicks on a notification can't be received");
        }
    });
    started.map(drop).map_err(|error| error.to_string())
}

/// Notifications of freedesktop's Desktop Notifications specification.
#[cfg(target_os = "linux")]
mod system {
    use notify_rust::{Hint, Notification};
    use tauri::AppHandle;

    /// The names under which the packages install the icon and the desktop entry.
    const ICON: &str = "meridian";
    const ENTRY: &str = "Meridian";

    pub(super) fn introduce(shown: &mut Notification, _: &AppHandle) {
        shown
            .appname(crate::app_name::APP_NAME)
            .icon(ICON)
            .hint(Hint::DesktopEntry(ENTRY.to_owned()));
    }

    /// Adds the default action. Without it, a click only closes the notification.
    pub(super) fn make_clickable(shown: &mut Notification) {
        shown.action("default", "Open");
    }

    /// Escapes the body, because desktops may interpret markup in it.
    pub(super) fn body(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn f31_markup_is_escaped() {
            assert_eq!(
                super::body("<b>&lt;img src=x></b>"),
                "&lt;b&gt;&amp;lt;img src=x&gt;&lt;/b&gt;"
            );
        }
    }
}

/// Windows and macOS always report clicks, and show the body as plain text.
#[cfg(not(target_os = "linux"))]
mod system {
    use notify_rust::Notification;
    use tauri::AppHandle;

    /// Windows shows the name and icon of the shortcut with this ID, which the installer creates.
    #[cfg(windows)]
    pub(super) fn introduce(shown: &mut Notification, app: &AppHandle) {
        shown.app_id(&app.config().identifier);
    }

    /// macOS shows the name and icon of the bundle with this ID.
    #[cfg(target_os = "macos")]
    pub(super) fn introduce(_: &mut Notification, app: &AppHandle) {
        // Only the first call succeeds. The ID stays set, so later failures don't matter.
        drop(notify_rust::set_application(&app.config().identifier));
    }

    pub(super) fn make_clickable(_: &mut Notification) {}

    pub(super) fn body(text: &str) -> String {
        text.to_owned()
    }
}
