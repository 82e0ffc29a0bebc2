//! Where redirects come in from outside, of which one may be the answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use url::Url;

use crate::login::{
    answer::LoginAnswer,
    attempt::{PendingLogin, RedirectError},
    error::LoginError,
};

/// No redirect of Globus Auth is longer. Looked at before anything else is.
const MAX_LENGTH: usize = 4 * 1024;

type Answer = Result<LoginAnswer, LoginError>;

/// Takes redirects for a [`RedirectLoginFlowManager`](super::RedirectLoginFlowManager). Cheap to
/// clone.
#[derive(Clone, Debug)]
pub struct Redirects(Arc<Inbox>);

/// A redirect that has no effect. It is not quoted, for it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectRefused {
    /// Longer than any redirect; nothing of it was looked at.
    #[error("the address is too long")]
    TooLong,
    /// Not an address at which answers come.
    #[error("the address is not the one that login answers come to")]
    OtherAddress,
    /// No login waits for an answer.
    #[error("no login waits for an answer")]
    NothingPending,
    /// The answer to another attempt, or to none. The login goes on waiting.
    #[error("the answer does not belong to the login that waits")]
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

/// A login that waits. Dropped, it no longer does.
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
        // Replaced whole, so a poisoned one is still true.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Redirects {
    pub(super) fn to(inbox: Inbox) -> Self {
        Self(Arc::new(inbox))
    }

    /// Hands in an address that the system gave this program. Only an answer to the login that
    /// waits has an effect, and it has it once.
    ///
    /// # Errors
    /// For anything else; then nothing changed, and there is nothing to show anybody.
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
            // Whoever waited may have gone this very moment.
            drop(pending.answer.send(answer));
        }
        Ok(())
    }

    /// The query of an address that is exactly ours.
    fn query(&self, redirect: &str) -> Option<String> {
        // The parser would take line breaks and tabs out.
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

    /// From now on, `login` is the one that waits; one that waited before does no longer.
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

/// What an address has that no redirect of ours has.
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
