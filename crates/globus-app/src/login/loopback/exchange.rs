//! What the login port answers to each request.

use std::sync::{Mutex, PoisonError};

use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{HOST, HeaderMap, ORIGIN},
};
use tokio::sync::{Notify, oneshot};

use super::page::{self, Page};
use crate::login::{
    answer::{LoginAnswer, LoginOutcome},
    attempt::{PendingLogin, RedirectError},
    error::LoginError,
};

/// No redirect from Globus Auth is longer.
const MAX_TARGET: usize = 16 * 1024;

type Answer = oneshot::Sender<Result<LoginAnswer, LoginError>>;

/// One login's conversation with the browser.
#[derive(Debug)]
pub(super) struct Exchange {
    app_name: String,
    /// Where the redirect arrives.
    path: String,
    /// Where the browser is sent next, to show the outcome.
    outcome_path: &'static str,
    hosts: [String; 3],
    phase: Mutex<Phase>,
    fetched: Notify,
}

#[derive(Debug)]
enum Phase {
    Waiting {
        pending: PendingLogin,
        answer: Answer,
    },
    Finishing,
    Ended(LoginOutcome),
}

impl Exchange {
    pub(super) fn new(
        app_name: &str,
        (port, path): (u16, String),
        pending: PendingLogin,
        answer: Answer,
    ) -> Self {
        let host = |name: &str| format!("{name}:{port}");
        Self {
            app_name: app_name.to_owned(),
            outcome_path: if path == "/done" { "/outcome" } else { "/done" },
            path,
            hosts: [host("127.0.0.1"), host("localhost"), host("[::1]")],
            phase: Mutex::new(Phase::Waiting { pending, answer }),
            fetched: Notify::new(),
        }
    }

    pub(super) fn set_outcome(&self, outcome: LoginOutcome) {
        *self.phase() = Phase::Ended(outcome);
    }

    pub(super) async fn outcome_was_fetched(&self) {
        self.fetched.notified().await;
    }

    pub(super) fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        // Only a request to a proxy names the host in its target.
        if request.uri().authority().is_some() || !self.is_navigation(request.headers()) {
            return page::plain(StatusCode::BAD_REQUEST);
        }
        let (path, query) = (
            request.uri().path(),
            request.uri().query().unwrap_or_default(),
        );
        if path.len() + query.len() > MAX_TARGET {
            return page::plain(StatusCode::URI_TOO_LONG);
        }
        let (is_redirect, is_outcome) = (path == self.path, path == self.outcome_path);
        match *request.method() {
            Method::GET if is_redirect => self.redirect(query),
            Method::GET if is_outcome => self.done(),
            _ if is_redirect || is_outcome => page::plain(StatusCode::METHOD_NOT_ALLOWED),
            _ => page::plain(StatusCode::NOT_FOUND),
        }
    }

    /// Whether a browser follows a link or redirect of its own. Refuses scripts of other pages
    /// (Origin, Sec-Fetch-Mode), and names that were made to resolve to this computer (Host).
    fn is_navigation(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(HOST.as_str());
        host.is_some_and(|host| self.hosts.iter().any(|ours| ours == host))
            && !headers.contains_key(ORIGIN)
            && text("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
    }

    fn redirect(&self, query: &str) -> Response<Full<Bytes>> {
        let mut phase = self.phase();
        let Phase::Waiting { pending, .. } = &*phase else {
            return self.page(StatusCode::BAD_REQUEST, &Page::NoLongerWaiting);
        };
        let outcome = match pending.finish_with_redirect(query) {
            Ok(answer) => Ok(answer),
            Err(RedirectError::Ended(error)) => Err(error),
            Err(RedirectError::NotOurs) => {
                tracing::warn!("ignored a redirect that doesn't belong to this login");
                return self.page(StatusCode::BAD_REQUEST, &Page::NotOurs);
            }
        };
        if let Phase::Waiting { answer, .. } = std::mem::replace(&mut *phase, Phase::Finishing) {
            // If the login was canceled meanwhile, the page will say so.
            drop(answer.send(outcome));
        }
        // Takes the code out of the address bar and the history.
        page::see_other(self.outcome_path)
    }

    fn done(&self) -> Response<Full<Bytes>> {
        let phase = self.phase();
        match &*phase {
            Phase::Waiting { .. } => page::plain(StatusCode::NOT_FOUND),
            Phase::Finishing => self.page(StatusCode::OK, &Page::Finishing),
            Phase::Ended(outcome) => {
                self.fetched.notify_one();
                self.page(StatusCode::OK, &Page::Outcome(outcome))
            }
        }
    }

    fn page(&self, status: StatusCode, page: &Page<'_>) -> Response<Full<Bytes>> {
        page::html(status, &self.app_name, page)
    }

    fn phase(&self) -> std::sync::MutexGuard<'_, Phase> {
        // A phase is replaced as a whole, so that even a poisoned lock holds a valid one.
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
