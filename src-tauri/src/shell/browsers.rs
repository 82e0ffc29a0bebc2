//! The browsers on this computer, and the one that opens links until Meridian quits.

use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::desktop::{browser::Browser, open_url::OpenUrlError};

/// The browser that opens links. Without a choice, the system's default.
#[derive(Clone, Debug, Default)]
pub(super) struct Browsers {
    chosen: Arc<Mutex<Option<String>>>,
}

impl Browsers {
    /// The default browser first. Systems that can't list browsers return only that one.
    pub(super) fn all(&self) -> Vec<Browser> {
        let chosen = self.chosen();
        let usual = Browser {
            id: String::new(),
            name: match system::usual() {
                Some(name) => format!("Default browser ({name})"),
                None => "Default browser".to_owned(),
            },
            chosen: false,
        };
        let mut all: Vec<_> = std::iter::once(usual).chain(system::all()).collect();
        for browser in &mut all {
            browser.chosen = browser.id == chosen.as_deref().unwrap_or_default();
        }
        all
    }

    /// Opens links in this browser from now on. An empty `id` means the default browser.
    pub(super) fn choose(&self, id: &str) {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        *chosen = Some(id.to_owned()).filter(|id| !id.is_empty());
    }

    /// Opens the link in the selected browser. None if the default browser is in use.
    pub(super) fn open(&self, url: &Url) -> Option<Result<(), OpenUrlError>> {
        Some(system::open(&self.chosen()?, url))
    }

    fn chosen(&self) -> Option<String> {
        let chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.clone()
    }
}

/// Finds browsers by their desktop entries for https links, as the freedesktop specification of MIME
/// applications defines.
#[cfg(target_os = "linux")]
mod system {
    use gio::{AppInfo, AppLaunchContext, prelude::AppInfoExt};
    use url::Url;

    use crate::{
        desktop::{browser::Browser, open_url::OpenUrlError},
        text::line,
    };

    const HTTPS: &str = "x-scheme-handler/https";

    pub(super) fn usual() -> Option<String> {
        AppInfo::default_for_type(HTTPS, false).map(|app| line(&app.name()))
    }

    pub(super) fn all() -> Vec<Browser> {
        let apps = AppInfo::all_for_type(HTTPS).into_iter();
        apps.filter_map(|app| {
            Some(Browser {
                id: app.id()?.into(),
                name: line(&app.name()),
                chosen: false,
            })
        })
        .collect()
    }

    pub(super) fn open(id: &str, url: &Url) -> Result<(), OpenUrlError> {
        let apps = AppInfo::all_for_type(HTTPS);
        let app = apps.iter().find(|app| app.id().is_some_and(|it| it == id));
        let app = app.ok_or(OpenUrlError::Gone)?;
        app.launch_uris(&[url.as_str()], None::<&AppLaunchContext>)
            .map_err(|_| OpenUrlError::NoBrowser)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use url::Url;

    use crate::desktop::{browser::Browser, open_url::OpenUrlError};

    pub(super) fn usual() -> Option<String> {
        None
    }

    pub(super) fn all() -> Vec<Browser> {
        Vec::new()
    }

    pub(super) fn open(_: &str, _: &Url) -> Result<(), OpenUrlError> {
        Err(OpenUrlError::Gone)
    }
}
