//! Takes redirects from outside. One of them may be the answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use url::Url;

use crate::login::{
    answer::LoginAnswer,
    attempt::{PendingLogin, RedirectError},
    error::LoginError,
};

/// No redirect from Globus Auth is longer. Checked before anything else.
const MAX_LENGTH: usize = 4 * 1024;

type Answer = Result<LoginAnswer, LoginError>;

/// Takes redirects for a [`RedirectLoginFlowManager`](super::RedirectLoginFlowManager). Cheap to
/// clone.
#[derive(Clone, Debug)]
pub struct Redirects(Arc<Inbox>);

/// Why a redirect was ignored. Doesn't quote it, because it could be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectRefused {
    /// It is too long for a redirect, and was not read.
    #[error("the address is too long")]
    TooLong,
    /// It doesn't go to the address where answers come in.
    #[error("this is not the address that login answers come to")]
    OtherAddress,
    /// No login is waiting for an answer.
    #[error("no login is waiting for an answer")]
    NothingPending,
    /// It answers another attempt, or none. The login keeps waiting.
    #[error("the answer belongs to another login")]
    NotOurs,
}

#[derive(Debug)]
pub(super) struct Inbox {
    address: Url,
    pending: Mutex<Option<Pending>>,
}

#[derive(Debug)]
struct Pending {
    login: PendingLogin,
    answer: oneshot::Sender<Answer>,
}

/// A waiting login. Dropping it ends the wait.
#[derive(Debug)]
pub(super) struct Waiting {
    inbox: Arc<Inbox>,
    answer: oneshot::Receiver<Answer>,
}

impl Inbox {
    pub(super) fn at(address: Url) -> Self {
        Self {
            address,
            pending: Mutex::new(None),
        }
    }

    fn pending(&self) -> MutexGuard<'_, Option<Pending>> {
        // Replaced as a whole, so that even a poisoned lock holds a valid one.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Redirects {
    pub(super) fn to(inbox: Inbox) -> Self {
        Self(Arc::new(inbox))
    }

    /// Delivers an address that the system handed to this program. Only an answer to the waiting
    /// login has an effect, and only once.
    ///
    /// # Errors
    /// A [`RedirectRefused`] for anything else. Nothing has changed then, and there is nothing to
    /// show to the user.
    pub fn deliver(&self, redirect: &str) -> Result<(), RedirectRefused> {
        if redirect.len() > MAX_LENGTH {
            return Err(RedirectRefused::TooLong);
        }
        let query = self.query(redirect).ok_or(RedirectRefused::OtherAddress)?;
        let mut pending = self.0.pending();
        let waiting = pending
            .as_ref()
            .filter(|pending| !pending.answer.is_closed());
        let waiting = waiting.ok_or(RedirectRefused::NothingPending)?;
        let answer = match waiting.login.finish_with_redirect(&query) {
            Ok(answer) => Ok(answer),
            Err(RedirectError::Ended(error)) => Err(error),
            Err(RedirectError::NotOurs) => return Err(RedirectRefused::NotOurs),
        };
        if let Some(pending) = pending.take() {
            // Whoever waited may just have given up.
            drop(pending.answer.send(answer));
        }
        Ok(())
    }

    /// The query, if the address is exactly ours.
    fn query(&self, redirect: &str) -> Option<String> {
        // The parser would drop line breaks and tabs.
        if !redirect.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let url = Url::parse(redirect).ok()?;
        let ours = &self.0.address;
        let is_ours = url.scheme() == ours.scheme()
            && url.host() == ours.host()
            && url.path() == ours.path()
            && unwanted_part(&url).is_none();
        is_ours.then(|| url.query().unwrap_or_default().to_owned())
    }

    /// Makes `login` the one that waits, instead of any other.
    pub(super) fn wait_for(&self, login: PendingLogin) -> Waiting {
        let (answer, answered) = oneshot::channel();
        *self.0.pending() = Some(Pending { login, answer });
        Waiting {
            inbox: Arc::clone(&self.0),
            answer: answered,
        }
    }
}

impl Waiting {
    pub(super) async fn answer(mut self) -> Answer {
        let answer = (&mut self.answer).await;
        answer.unwrap_or(Err(LoginError::Cancelled))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.answer.close();
        let mut pending = self.inbox.pending();
        if pending
            .as_ref()
            .is_some_and(|pending| pending.answer.is_closed())
        {
            *pending = None;
        }
    }
}

/// A part of an address that our redirects don't have.
pub(super) fn unwanted_part(url: &Url) -> Option<&'static str> {
    if !url.username().is_empty() || url.password().is_some() {
        Some("name or password")
    } else if url.port().is_some() {
        Some("port")
    } else if url.fragment().is_some() {
        Some("fragment")
    } else {
        None
    }
}
