//! A login in the system browser that the window can follow, and turn into a pasted code.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use globus_app::{
    LoginAnswer, LoginError, LoginFlowManager, LoginRequest, LoopbackServer, PendingLogin,
    RedirectLoginFlowManager,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Mutex, mpsc};
use url::Url;

use crate::{
    deep_link,
    settings::{Settings, store::SettingsStore, view::LoginWay},
};

/// What the person does in the window meanwhile, and what the desktop hands in.
#[derive(Debug)]
pub(super) enum LoginInput {
    /// With the reason, if it was not the person who asked.
    UseCode(Option<String>),
    Code(SecretString),
    /// A link of ours that may be the answer.
    Redirect(SecretString),
}

/// How a sign-in moves on.
#[derive(Debug)]
pub(super) enum Progress {
    /// The browser is to be opened at this link.
    WaitForBrowser(Url),
    /// The person copies a code from this link; the hint says why, if it was not asked for.
    WaitForCode(Url, Option<String>),
    /// The code cannot be one.
    CodeRefused(String),
    /// The answer came.
    Finishing,
}

/// How the answer is to come back.
enum Route {
    /// To a port of this computer.
    Loopback,
    /// Through this page, as a link to this app.
    Relay(Url),
    /// As a code to paste; the hint says why, if the person did not choose it.
    Code(Option<String>),
}

impl Route {
    fn of(settings: &Settings) -> Self {
        // In a remote session the browser is on another computer and cannot come back here.
        if std::env::var_os("SSH_CONNECTION").is_some() {
            return Self::Code(Some("This looks like a remote session.".to_owned()));
        }
        match (
            settings.choices.login_way,
            Url::parse(&settings.choices.relay),
        ) {
            (LoginWay::Loopback, _) => Self::Loopback,
            (LoginWay::Link, Ok(page)) => Self::Relay(page),
            (LoginWay::Link, Err(_)) => {
                Self::Code(Some("No relay page is set in Settings.".to_owned()))
            }
            (LoginWay::Code, _) => Self::Code(None),
        }
    }
}

/// Who hears how a sign-in moves on.
#[derive(Clone)]
pub(super) struct Tell(pub(super) Arc<dyn Fn(Progress) + Send + Sync>);

impl fmt::Debug for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tell")
    }
}

/// Tells the controller what to show, and hears from it what the person does.
#[derive(Debug)]
pub(super) struct BrowserLogin {
    settings: SettingsStore,
    tell: Tell,
    actions: Mutex<mpsc::UnboundedReceiver<LoginInput>>,
}

impl BrowserLogin {
    pub(super) fn new(
        settings: SettingsStore,
        tell: Tell,
    ) -> (Self, mpsc::UnboundedSender<LoginInput>) {
        let (act, actions) = mpsc::unbounded_channel();
        let login = Self {
            settings,
            tell,
            actions: Mutex::new(actions),
        };
        (login, act)
    }

    fn tell(&self, progress: Progress) {
        (self.tell.0)(progress);
    }

    /// Waits at a port of this computer; an error if the person wants a code instead.
    async fn by_loopback(
        &self,
        request: &LoginRequest,
        actions: &mut Actions,
    ) -> Result<Answered, LoginError> {
        let server = match LoopbackServer::start(request).await {
            Ok(server) => server,
            Err(error) => return Ok(Answered::CodeWanted(Some(format!("{error}.")))),
        };
        self.tell(Progress::WaitForBrowser(server.authorize_url().clone()));
        let answer = server.answer();
        tokio::pin!(answer);
        loop {
            tokio::select! {
                answer = &mut answer => return answer.map(Answered::Here),
                action = actions.recv() => match action {
                    Some(LoginInput::UseCode(reason)) => return Ok(Answered::CodeWanted(reason)),
                    Some(LoginInput::Code(_) | LoginInput::Redirect(_)) => {}
                    None => return Err(LoginError::Cancelled),
                }
            }
        }
    }

    /// Waits for a link to this app, which the page at `relay` opens.
    async fn by_relay(
        &self,
        relay: Url,
        request: &LoginRequest,
        actions: &mut Actions,
    ) -> Result<Answered, LoginError> {
        let tell = self.tell.clone();
        let open = move |page: &Url| {
            (tell.0)(Progress::WaitForBrowser(page.clone()));
            Ok(())
        };
        let manager = match RedirectLoginFlowManager::new(deep_link::LOGIN, open) {
            Ok(manager) => manager.relayed_by(relay),
            Err(error) => return Ok(Answered::CodeWanted(Some(format!("{error}.")))),
        };
        let redirects = manager.redirects();
        let answer = manager.run_login_flow(request);
        tokio::pin!(answer);
        loop {
            tokio::select! {
                answer = &mut answer => return answer.map(Answered::Here),
                action = actions.recv() => match action {
                    Some(LoginInput::UseCode(reason)) => return Ok(Answered::CodeWanted(reason)),
                    Some(LoginInput::Redirect(link)) => {
                        if let Err(refused) = redirects.deliver(link.expose_secret()) {
                            tracing::warn!(%refused, "a link was no answer to the sign-in");
                        }
                    }
                    Some(LoginInput::Code(_)) => {}
                    None => return Err(LoginError::Cancelled),
                }
            }
        }
    }

    async fn by_code(
        &self,
        pending: &PendingLogin,
        actions: &mut Actions,
    ) -> Result<LoginAnswer, LoginError> {
        while let Some(action) = actions.recv().await {
            let LoginInput::Code(code) = action else {
                continue;
            };
            match pending.finish_with_code(code.expose_secret()) {
                Ok(answer) => return Ok(answer),
                Err(error) => self.tell(Progress::CodeRefused(error.to_string())),
            }
        }
        Err(LoginError::Cancelled)
    }
}

type Actions = mpsc::UnboundedReceiver<LoginInput>;

/// What became of waiting.
enum Answered {
    Here(LoginAnswer),
    CodeWanted(Option<String>),
}

#[async_trait]
impl LoginFlowManager for BrowserLogin {
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let mut actions = self.actions.lock().await;
        // What was pressed during an earlier login is not meant for this one.
        while actions.try_recv().is_ok() {}
        let waited = match Route::of(&self.settings.current()) {
            Route::Loopback => self.by_loopback(request, &mut actions).await,
            Route::Relay(page) => self.by_relay(page, request, &mut actions).await,
            Route::Code(hint) => Ok(Answered::CodeWanted(hint)),
        };
        let hint = match waited {
            Ok(Answered::CodeWanted(hint)) => hint,
            Ok(Answered::Here(answer)) => {
                self.tell(Progress::Finishing);
                return Ok(answer);
            }
            Err(error) => {
                self.tell(Progress::Finishing);
                return Err(error);
            }
        };
        let pending = request.begin_with_code_page()?;
        self.tell(Progress::WaitForCode(pending.authorize_url().clone(), hint));
        let answer = self.by_code(&pending, &mut actions).await;
        self.tell(Progress::Finishing);
        answer
    }
}
