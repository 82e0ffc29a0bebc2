//! The browsers of this computer, and the one that links go to while the app runs.

use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::desktop::{browser::Browser, open_url::OpenUrlError};

/// Which browser links go to; none: the person's usual one.
#[derive(Clone, Debug, Default)]
pub(super) struct Browsers {
    chosen: Arc<Mutex<Option<String>>>,
}

impl Browsers {
    /// The usual one first; of systems that do not tell, that one alone.
    pub(super) fn all(&self) -> Vec<Browser> {
        let chosen = self.chosen();
        let usual = Browser {
            id: String::new(),
            name: match system::usual() {
                Some(name) => format!("Your usual browser, {name}"),
                None => "Your usual browser".to_owned(),
            },
            chosen: false,
        };
        let mut all: Vec<_> = std::iter::once(usual).chain(system::all()).collect();
        for browser in &mut all {
            browser.chosen = browser.id == chosen.as_deref().unwrap_or_default();
        }
        all
    }

    /// Links go there from now on; to the usual one if `id` is empty.
    pub(super) fn choose(&self, id: &str) {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        *chosen = Some(id.to_owned()).filter(|id| !id.is_empty());
    }

    /// Opens the link in the chosen one; none: no other than the usual one is chosen.
    pub(super) fn open(&self, url: &Url) -> Option<Result<(), OpenUrlError>> {
        Some(system::open(&self.chosen()?, url))
    }

    fn chosen(&self) -> Option<String> {
        let chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.clone()
    }
}

/// By the desktop entries that take https links (freedesktop's MIME applications specification).
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
