//! The only window. It is made when it is wanted, and gone when it is closed.

use tauri::{
    AppHandle, Manager, Theme as NativeTheme, WebviewUrl, WebviewWindowBuilder,
    webview::NewWindowResponse,
};

use crate::{
    desktop::appearance::{Appearance, Theme},
    settings::store::SettingsStore,
};

/// Its label.
pub const LABEL: &str = "main";

/// Opens the window, unless there is one. To be called on the main thread.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    if app.get_webview_window(LABEL).is_some() {
        return Ok(());
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(crate::app_name::APP_NAME)
        .inner_size(1180.0, 760.0)
        .min_inner_size(900.0, 600.0)
        // The window shows its own pages and nothing else.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    if let Some(settings) = app.try_state::<SettingsStore>() {
        wear(app, settings.current().choices.appearance);
    }
    Ok(())
}

/// Frame and zoom; the rest is the page's own.
pub fn wear(app: &AppHandle, appearance: Appearance) {
    app.set_theme(match appearance.theme {
        Theme::System => None,
        Theme::Light => Some(NativeTheme::Light),
        Theme::Dark => Some(NativeTheme::Dark),
    });
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.set_zoom(f64::from(appearance.text_size) / 100.0)
    {
        tracing::debug!(%error, "the text keeps its size");
    }
}
