//! The main window. It is created when needed and destroyed when closed.

use tauri::{
    AppHandle, Manager, Theme as NativeTheme, WebviewUrl, WebviewWindowBuilder,
    webview::NewWindowResponse,
};

use crate::{
    desktop::appearance::{Appearance, Theme},
    settings::store::SettingsStore,
};

/// The window's label in Tauri.
pub const LABEL: &str = "main";

/// Opens the window unless it is open. Call it on the main thread.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    if app.get_webview_window(LABEL).is_some() {
        return Ok(());
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(crate::app_name::APP_NAME)
        .inner_size(1180.0, 760.0)
        .min_inner_size(900.0, 600.0)
        // The window may only load Meridian's own pages.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    if let Some(settings) = app.try_state::<SettingsStore>() {
        wear(app, settings.current().choices.appearance);
    }
    Ok(())
}

/// Applies the theme of the window frame and the zoom. The page does the rest.
pub fn wear(app: &AppHandle, appearance: Appearance) {
    app.set_theme(match appearance.theme {
        Theme::System => None,
        Theme::Light => Some(NativeTheme::Light),
        Theme::Dark => Some(NativeTheme::Dark),
    });
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.set_zoom(f64::from(appearance.text_size) / 100.0)
    {
        tracing::debug!(%error, "the text size could not be changed");
    }
}
