//! A controller, a local Globus, and a person at a browser.

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
        request::Request,
        run::Stores,
        session::{Keep, Session, SignedIn},
    },
    desktop::{
        Desktop, Notification,
        appearance::Appearance,
        browser::Browser,
        news::News,
        tray::{TrayChoices, TrayMenu, TrayState},
    },
    settings::{Settings, environments::Environments, file::SettingsFile},
    work::Work,
};

pub(super) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
/// Another person than Ada.
pub(super) const CHARLES: &str = "charles@uni.example";

pub(super) const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Stage {
    pub(super) globus: GlobusLocal,
    pub(super) controller: Controller,
    pub(super) desktop: Arc<Recorder>,
    pub(super) vault: Arc<Drawer>,
    pub(super) folder: TempDir,
}

/// A desktop whose browser follows every link by itself, and remembers it.
#[derive(Default)]
pub(super) struct Recorder {
    pub(super) opened: Mutex<Vec<Url>>,
    pub(super) raised: Mutex<usize>,
    told: watch::Sender<Vec<News>>,
    /// The person does not look at what was opened.
    pub(super) is_idle: Mutex<bool>,
    /// There is no browser.
    pub(super) is_broken: Mutex<bool>,
}

#[async_trait]
impl Desktop for Recorder {
    fn open_url(&self, url: &Url, _command: &str) -> Result<(), String> {
        if *self.is_broken.lock().expect("whole") {
            return Err("there is none".to_owned());
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

    fn wear(&self, _appearance: Appearance, _tray: TrayChoices) {}

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
    /// What follows the work of who is signed in.
    pub(super) fn work(&self) -> Work {
        let settings = SettingsFile::in_folder(self.folder.path());
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
        let file = SettingsFile::in_folder(folder.path());
        file.change(|settings| {
            Ok(Settings {
                client_id: Some(CLIENT_ID.into()),
                ..settings
            })
        })
        .expect("writable");
        Self::start(globus.expect("a port"), vault, folder).await
    }

    /// The same computer after the app was started again.
    pub(super) async fn restarted(self) -> Self {
        Self::start(self.globus, self.vault, self.folder).await
    }

    async fn start(globus: GlobusLocal, vault: Arc<Drawer>, folder: TempDir) -> Self {
        let desktop = Arc::new(Recorder::default());
        let variables = ["AUTH", "FLOWS", "TRANSFER"].map(|service| {
            let name = format!("GLOBUS_SDK_SERVICE_URL_{service}");
            (name, globus.url().to_owned())
        });
        let stores = Stores {
            settings: SettingsFile::in_folder(folder.path()),
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

    /// The session once it is as wanted.
    pub(super) async fn until(&self, wanted: impl Fn(&Session) -> bool) -> Session {
        let mut session = self.controller.session.clone();
        let found = timeout(PATIENCE, session.wait_for(|session| wanted(session))).await;
        let Ok(Ok(found)) = found else {
            panic!("the session is still {:#?}", self.controller.session());
        };
        found.clone()
    }

    /// What the frame shows once it is as wanted.
    pub(super) async fn until_shown(&self, wanted: impl Fn(&SignedIn) -> bool) -> SignedIn {
        let is = |session: &Session| matches!(session, Session::SignedIn(view) if wanted(view));
        match self.until(is).await {
            Session::SignedIn(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// The first news of its kind that was not heard yet.
    pub(super) async fn news<T>(&self, wanted: impl Fn(&News) -> Option<T>) -> T {
        let mut told = self.desktop.told.subscribe();
        let heard = told.wait_for(|told| told.iter().any(|news| wanted(news).is_some()));
        let is_told = timeout(PATIENCE, heard).await.is_ok();
        assert!(is_told, "nothing of the kind was told");
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
