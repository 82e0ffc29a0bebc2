//! A notification of the desktop, which leads to what it is about.

use notify_rust::{Hint, Notification as Shown, Timeout};
use tauri::{AppHandle, Manager};

use super::Notification;
use crate::controller::{Controller, Request};

/// The action of a click on the notification itself (freedesktop's Desktop Notifications).
const CLICK: &str = "default";

/// As the packages install the app's icon and its desktop entry.
const ICON: &str = "meridian";
const ENTRY: &str = "Meridian";

/// Shows it; the error says why that was not possible. Blocks until the desktop took it.
pub(super) fn show(app: &AppHandle, notification: &Notification) -> Result<(), String> {
    let mut shown = Shown::new();
    shown
        .appname(crate::APP_NAME)
        .icon(ICON)
        .hint(Hint::DesktopEntry(ENTRY.to_owned()))
        .summary(&notification.title)
        // Desktops may read markup in a body.
        .body(&escaped(&notification.body))
        .timeout(Timeout::Default);
    if notification.place.is_some() {
        shown.action(CLICK, "Open");
    }
    let handle = shown.show().map_err(|error| error.to_string())?;
    let Some(place) = notification.place.clone() else {
        return Ok(());
    };
    let app = app.clone();
    // Waits for the click for as long as the notification is there.
    let waiting = std::thread::Builder::new().name("notification".into());
    let started = waiting.spawn(move || {
        handle.wait_for_action(|action| {
            if action == CLICK
                && let Some(controller) = app.try_state::<Controller>()
            {
                controller.send(Request::Open(place));
            }
        });
    });
    started.map(drop).map_err(|error| error.to_string())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f31_markup_is_text() {
        assert_eq!(
            escaped("<b>&lt;img src=x></b>"),
            "&lt;b&gt;&amp;lt;img src=x&gt;&lt;/b&gt;"
        );
    }
}
