//! The only window. It is made when it is wanted, and gone when it is closed.

use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, webview::NewWindowResponse};

/// Its label.
pub const LABEL: &str = "main";

/// Opens the window, unless there is one. To be called on the main thread.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    if app.get_webview_window(LABEL).is_some() {
        return Ok(());
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(crate::APP_NAME)
        .inner_size(1180.0, 760.0)
        .min_inner_size(900.0, 600.0)
        // The window shows its own pages and nothing else.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}
