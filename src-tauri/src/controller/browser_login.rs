//! A login in the system browser that the window can follow, and turn into a pasted code.

use async_trait::async_trait;
use globus_app::{
    LoginAnswer, LoginError, LoginFlowManager, LoginRequest, LoopbackServer, PendingLogin,
};
use tokio::sync::{Mutex, mpsc};
use url::Url;

use super::Request;

/// What the person does in the window meanwhile.
#[derive(Debug)]
pub(super) enum Action {
    /// With the reason, if it was not the person who asked.
    UseCode(Option<String>),
    Code(String),
}

/// How a sign-in moves on.
#[derive(Debug)]
pub enum Progress {
    /// The browser is to be opened at this link.
    WaitForBrowser(Url),
    /// The person copies a code from this link; the hint says why, if it was not asked for.
    WaitForCode(Url, Option<String>),
    /// The code cannot be one.
    CodeRefused(String),
    /// The answer came.
    Finishing,
}

/// Tells the controller what to show, and hears from it what the person does.
#[derive(Debug)]
pub(super) struct BrowserLogin {
    account: u64,
    requests: mpsc::UnboundedSender<Request>,
    actions: Mutex<mpsc::UnboundedReceiver<Action>>,
}

impl BrowserLogin {
    pub(super) fn new(
        account: u64,
        requests: mpsc::UnboundedSender<Request>,
    ) -> (Self, mpsc::UnboundedSender<Action>) {
        let (act, actions) = mpsc::unbounded_channel();
        (
            Self {
                account,
                requests,
                actions: Mutex::new(actions),
            },
            act,
        )
    }

    fn tell(&self, progress: Progress) {
        // Without a controller the app is ending, and this login with it.
        drop(
            self.requests
                .send(Request::Progress(self.account, progress)),
        );
    }

    async fn by_code(
        &self,
        pending: &PendingLogin,
        actions: &mut mpsc::UnboundedReceiver<Action>,
    ) -> Result<LoginAnswer, LoginError> {
        while let Some(action) = actions.recv().await {
            let Action::Code(code) = action else { continue };
            match pending.finish_with_code(&code) {
                Ok(answer) => return Ok(answer),
                Err(error) => self.tell(Progress::CodeRefused(error.to_string())),
            }
        }
        Err(LoginError::Cancelled)
    }
}

#[async_trait]
impl LoginFlowManager for BrowserLogin {
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let mut actions = self.actions.lock().await;
        // What was pressed during an earlier login is not meant for this one.
        while actions.try_recv().is_ok() {}
        // In a remote session the browser is on another computer and cannot come back here.
        let remote = std::env::var_os("SSH_CONNECTION").is_some();
        let mut hint = remote.then(|| "This looks like a remote session.".to_owned());
        if !remote {
            match LoopbackServer::start(request).await {
                Ok(server) => {
                    self.tell(Progress::WaitForBrowser(server.authorize_url().clone()));
                    let answer = server.answer();
                    tokio::pin!(answer);
                    loop {
                        tokio::select! {
                            answer = &mut answer => {
                                self.tell(Progress::Finishing);
                                return answer;
                            }
                            action = actions.recv() => match action {
                                Some(Action::UseCode(reason)) => {
                                    hint = reason;
                                    break;
                                }
                                Some(Action::Code(_)) => {}
                                None => return Err(LoginError::Cancelled),
                            }
                        }
                    }
                }
                Err(error) => hint = Some(format!("{error}.")),
            }
        }
        let pending = request.begin_with_code_page()?;
        self.tell(Progress::WaitForCode(pending.authorize_url().clone(), hint));
        let answer = self.by_code(&pending, &mut actions).await;
        self.tell(Progress::Finishing);
        answer
    }
}
