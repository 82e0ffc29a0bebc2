//! The test set-up: a controller, a local Globus, and a browser that follows links.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use globus_local::GlobusLocal;
use tempfile::TempDir;
use tokio::{runtime::Handle, sync::watch, time::timeout};
use url::Url;

use super::drawer::Drawer;
use crate::{
    accounts::file::AccountsFile,
    controller::{
        Controller,
        actor::Stores,
        request::Request,
        session::{Keep, Session, SignedIn},
    },
    desktop::{
        Desktop, Notification,
        appearance::Appearance,
        browser::Browser,
        news::News,
        open_url::OpenUrlError,
        tray::{TrayChoices, TrayMenu, TrayState},
    },
    settings::{environments::Environments, follow, store::SettingsStore},
    work::Work,
};

pub(super) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
/// The username of a second person, beside Ada.
pub(super) const CHARLES: &str = "charles@uni.example";

pub(super) const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Stage {
    pub(super) globus: GlobusLocal,
    pub(super) controller: Controller,
    pub(super) desktop: Arc<Recorder>,
    pub(super) vault: Arc<Drawer>,
    pub(super) folder: TempDir,
}

/// A desktop that records what it is told. Its browser follows every link.
#[derive(Default)]
pub(super) struct Recorder {
    pub(super) opened: Mutex<Vec<Url>>,
    pub(super) raised: Mutex<usize>,
    told: watch::Sender<Vec<News>>,
    /// The appearance applied last.
    pub(super) worn: Mutex<Option<(Appearance, TrayChoices)>>,
    /// Links are recorded but not followed.
    pub(super) is_idle: Mutex<bool>,
    /// No browser can be started.
    pub(super) is_broken: Mutex<bool>,
}

#[async_trait]
impl Desktop for Recorder {
    fn open_url(&self, url: &Url, _command: &str) -> Result<(), OpenUrlError> {
        if *self.is_broken.lock().expect("whole") {
            return Err(OpenUrlError::NoBrowser);
        }
        self.opened.lock().expect("whole").push(url.clone());
        if !*self.is_idle.lock().expect("whole") {
            let url = url.clone();
            Handle::current().spawn(async move { reqwest::get(url).await.map(drop) });
        }
        Ok(())
    }

    fn browsers(&self) -> Vec<Browser> {
        Vec::new()
    }

    fn use_browser(&self, _id: &str) {}

    fn raise_window(&self) {
        *self.raised.lock().expect("whole") += 1;
    }

    fn show_window(&self) {
        self.raise_window();
    }

    fn has_window(&self) -> bool {
        true
    }

    fn is_focused(&self) -> bool {
        false
    }

    fn wear(&self, appearance: Appearance, tray: TrayChoices) {
        *self.worn.lock().expect("whole") = Some((appearance, tray));
    }

    fn show_tray(&self, _menu: &TrayMenu) {}

    fn notify(&self, _notification: &Notification) {}

    async fn tray_state(&self) -> TrayState {
        TrayState {
            shown: false,
            message: None,
        }
    }

    fn start_at_login(&self, _wanted: bool) -> Result<(), String> {
        Ok(())
    }

    fn tell(&self, news: News) {
        self.told.send_modify(|told| told.push(news));
    }
}

impl Stage {
    /// Starts following the work of the current account.
    pub(super) fn work(&self) -> Work {
        let settings = self.controller.settings.clone();
        Work::start(self.controller.clone(), self.desktop.clone(), settings)
    }

    pub(super) async fn set() -> Self {
        let globus = GlobusLocal::builder()
            .auto_approve(true)
            .control(true)
            .start()
            .await;
        let vault = Arc::new(Drawer::default());
        let folder = tempfile::tempdir().expect("a folder");
        SettingsStore::open(folder.path())
            .change(|mut settings| {
                settings.choices.client_id = CLIENT_ID.into();
                Ok(settings)
            })
            .expect("writable");
        Self::start(globus.expect("a port"), vault, folder).await
    }

    /// The same files and keychain, after a restart of the app.
    pub(super) async fn restarted(self) -> Self {
        Self::start(self.globus, self.vault, self.folder).await
    }

    async fn start(globus: GlobusLocal, vault: Arc<Drawer>, folder: TempDir) -> Self {
        let desktop = Arc::new(Recorder::default());
        let variables = globus.sdk_variables();
        let variables = variables.map(|(name, url)| (name.to_owned(), url.to_owned()));
        let settings = SettingsStore::open(folder.path());
        Handle::current().spawn(follow::follow(settings.follow(), Arc::clone(&desktop) as _));
        let stores = Stores {
            settings,
            accounts: AccountsFile::in_folder(folder.path()),
            environments: Environments::with(variables),
            keychain: Arc::clone(&vault) as _,
        };
        let controller = Controller::start_with(Arc::clone(&desktop) as _, stores, false);
        let stage = Self {
            globus,
            controller,
            desktop,
            vault,
            folder,
        };
        stage.until(|session| *session != Session::Starting).await;
        stage
    }

    /// Waits until the session satisfies `wanted`.
    pub(super) async fn until(&self, wanted: impl Fn(&Session) -> bool) -> Session {
        let mut session = self.controller.session.clone();
        let found = timeout(PATIENCE, session.wait_for(|session| wanted(session))).await;
        let Ok(Ok(found)) = found else {
            panic!("the session is still {:#?}", self.controller.session());
        };
        found.clone()
    }

    /// Waits until the signed-in session satisfies `wanted`.
    pub(super) async fn until_shown(&self, wanted: impl Fn(&SignedIn) -> bool) -> SignedIn {
        let is = |session: &Session| matches!(session, Session::SignedIn(view) if wanted(view));
        match self.until(is).await {
            Session::SignedIn(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// Waits for the first news that `wanted` accepts, and takes it off the list.
    pub(super) async fn news<T>(&self, wanted: impl Fn(&News) -> Option<T>) -> T {
        let mut told = self.desktop.told.subscribe();
        let heard = told.wait_for(|told| told.iter().any(|news| wanted(news).is_some()));
        let is_told = timeout(PATIENCE, heard).await.is_ok();
        assert!(is_told, "no such news came");
        let mut found = None;
        self.desktop.told.send_modify(|told| {
            let place = told.iter().position(|news| wanted(news).is_some());
            found = place.and_then(|place| wanted(&told.remove(place)));
        });
        found.expect("told")
    }

    pub(super) async fn sign_in(&self) -> SignedIn {
        self.controller.send(Request::SignIn(Keep::Keychain));
        self.until_shown(|_| true).await
    }
}
