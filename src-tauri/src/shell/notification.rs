//! A notification of the desktop, which leads to what it is about.

use notify_rust::{Notification as Shown, NotificationResponse, Timeout};
use tauri::{AppHandle, Manager};

use crate::{
    controller::{Controller, request::Request},
    desktop::Notification,
};

/// Shows it; the error says why that was not possible. Blocks until the desktop took it.
pub(super) fn show(app: &AppHandle, notification: &Notification) -> Result<(), String> {
    let mut shown = Shown::new();
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
    // Waits for the click for as long as the notification is there.
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
            tracing::warn!(%error, "a notification leads nowhere");
        }
    });
    started.map(drop).map_err(|error| error.to_string())
}

/// freedesktop's Desktop Notifications.
#[cfg(target_os = "linux")]
mod system {
    use notify_rust::{Hint, Notification};
    use tauri::AppHandle;

    /// As the packages install the app's icon and its desktop entry.
    const ICON: &str = "meridian";
    const ENTRY: &str = "Meridian";

    pub(super) fn introduce(shown: &mut Notification, _: &AppHandle) {
        shown
            .appname(crate::app_name::APP_NAME)
            .icon(ICON)
            .hint(Hint::DesktopEntry(ENTRY.to_owned()));
    }

    /// Without a default action, a click closes it and tells nobody.
    pub(super) fn make_clickable(shown: &mut Notification) {
        shown.action("default", "Open");
    }

    /// Desktops may read markup in a body.
    pub(super) fn body(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn f31_markup_is_text() {
            assert_eq!(
                super::body("<b>&lt;img src=x></b>"),
                "&lt;b&gt;&amp;lt;img src=x&gt;&lt;/b&gt;"
            );
        }
    }
}

/// They tell of a click unasked, and take a body as text.
#[cfg(not(target_os = "linux"))]
mod system {
    use notify_rust::Notification;
    use tauri::AppHandle;

    /// Windows shows the name and icon of the shortcut with this id, which the installer makes.
    #[cfg(windows)]
    pub(super) fn introduce(shown: &mut Notification, app: &AppHandle) {
        shown.app_id(&app.config().identifier);
    }

    /// macOS shows the name and icon of the bundle with this id.
    #[cfg(target_os = "macos")]
    pub(super) fn introduce(_: &mut Notification, app: &AppHandle) {
        // Refused once it is set, which the first notification did.
        drop(notify_rust::set_application(&app.config().identifier));
    }

    pub(super) fn make_clickable(_: &mut Notification) {}

    pub(super) fn body(text: &str) -> String {
        text.to_owned()
    }
}
