//! The desktop that Tauri provides.

use async_trait::async_trait;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_opener::OpenerExt;
use tauri_plugin_shell::ShellExt;
use url::Url;

use super::{
    browsers::Browsers,
    notification,
    tray::{self, Tray},
    window,
};
use crate::{
    desktop::{
        Desktop, Notification,
        appearance::Appearance,
        browser::Browser,
        news::News,
        open_url::OpenUrlError,
        tray::{TrayChoices, TrayMenu, TrayState},
    },
    settings::browser_command,
};

/// The longest link that Meridian opens in a browser, in bytes.
const MAX_URL: usize = 8 * 1024;

/// The window, the tray and the browser, through Tauri.
#[derive(Clone, Debug)]
pub struct TauriDesktop {
    app: AppHandle,
    browsers: Browsers,
}

impl TauriDesktop {
    /// The desktop of `app`.
    pub fn new(app: AppHandle) -> Self {
        Self {
            app,
            browsers: Browsers::default(),
        }
    }

    /// Changes the tray on the main thread, as its menus and icons require.
    fn with_tray(&self, change: impl FnOnce(&Tray) + Send + 'static) {
        let app = self.app.clone();
        let changed = self.app.run_on_main_thread(move || {
            if let Some(tray) = app.try_state::<Tray>() {
                change(&tray);
            }
        });
        if let Err(error) = changed {
            tracing::debug!(%error, "the app is ending");
        }
    }
}

#[async_trait]
impl Desktop for TauriDesktop {
    fn open_url(&self, url: &Url, command: &str) -> Result<(), OpenUrlError> {
        if !may_open(url) {
            return Err(OpenUrlError::Refused);
        }
        if let Some(opened) = self.browsers.open(url) {
            return opened;
        }
        let Some((program, arguments)) =
            browser_command::opening(command, url).map_err(OpenUrlError::Command)?
        else {
            let opened = self.app.opener().open_url(url.as_str(), None::<&str>);
            // The launcher's error message contains the whole link, so it is dropped.
            return opened.map_err(|_| OpenUrlError::NoBrowser);
        };
        let started = self.app.shell().command(program).args(arguments).spawn();
        let failed = |error: tauri_plugin_shell::Error| OpenUrlError::Command(error.to_string());
        started.map(drop).map_err(failed)
    }

    fn browsers(&self) -> Vec<Browser> {
        self.browsers.all()
    }

    fn use_browser(&self, id: &str) {
        self.browsers.choose(id);
    }

    fn raise_window(&self) {
        if let Some(window) = self.app.get_webview_window(window::LABEL) {
            for outcome in [window.unminimize(), window.show(), window.set_focus()] {
                if let Err(error) = outcome {
                    tracing::debug!(%error, "the window could not be raised");
                }
            }
        }
    }

    fn show_window(&self) {
        // Tauri creates windows on the main thread.
        let app = self.app.clone();
        let shown = self.app.run_on_main_thread(move || {
            if let Err(error) = window::open(&app) {
                tracing::error!(%error, "the window could not be opened");
            }
        });
        if let Err(error) = shown {
            tracing::debug!(%error, "the app is ending");
        }
        self.raise_window();
    }

    fn has_window(&self) -> bool {
        self.app.get_webview_window(window::LABEL).is_some()
    }

    fn is_focused(&self) -> bool {
        let window = self.app.get_webview_window(window::LABEL);
        window.is_some_and(|window| window.is_focused().unwrap_or(false))
    }

    fn wear(&self, appearance: Appearance, tray: TrayChoices) {
        window::wear(&self.app, appearance);
        self.with_tray(move |shown| shown.wear(tray));
    }

    fn show_tray(&self, menu: &TrayMenu) {
        let menu = menu.clone();
        self.with_tray(move |shown| shown.show(&menu));
    }

    fn notify(&self, notification: &Notification) {
        let (app, notification) = (self.app.clone(), notification.clone());
        tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = notification::show(&app, &notification) {
                tracing::warn!(%error, "a notification could not be shown");
            }
        });
    }

    async fn tray_state(&self) -> TrayState {
        tray::state(&self.app).await
    }

    fn start_at_login(&self, wanted: bool) -> Result<(), String> {
        let launcher = self.app.autolaunch();
        let is_set = launcher.is_enabled().unwrap_or(false);
        let set = match (wanted, is_set) {
            (true, false) => launcher.enable(),
            (false, true) => launcher.disable(),
            _ => return Ok(()),
        };
        set.map_err(|error| error.to_string())
    }

    fn tell(&self, news: News) {
        let told = self.app.emit(news.name, news.payload);
        // A closed window hears nothing. It reads the state when it opens.
        if let Err(error) = told {
            tracing::debug!(%error, "an event did not reach the window");
        }
    }
}

/// Whether a link may be opened. It must be https, or http to a loopback address, no longer than
/// [`MAX_URL`], and without a user name or password.
fn may_open(url: &Url) -> bool {
    let is_loopback = match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    };
    (url.scheme() == "https" || url.scheme() == "http" && is_loopback)
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MAX_URL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        let opens = |text: &str| may_open(&Url::parse(text).expect("a URL"));
        assert!(opens("https://auth.globus.org/v2/oauth2/authorize?x=y"));
        assert!(opens("http://127.0.0.1:9800/"));
        for bad in [
            "http://auth.globus.org/",
            "file:///etc/passwd",
            "https://me@auth.globus.org/",
            "javascript:alert(1)",
        ] {
            assert!(!opens(bad), "{bad}");
        }
        assert!(!opens(&format!(
            "https://a.example/{}",
            "x".repeat(MAX_URL)
        )));
    }
}
