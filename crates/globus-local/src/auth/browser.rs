//! Browsers. Each has a cookie, and a session of its own with each client (docs.globus.org,
//! Sessions: "app and browser").

use std::collections::HashMap;

use axum::http::{HeaderMap, header};

use super::{people::Person, session::Session};
use crate::random::random_secret;

const COOKIE: &str = "globus_local_session";

/// Stands for the browser when logins are approved automatically: there is no cookie jar.
pub(super) const AUTOMATIC: &str = "";

/// The sessions of every browser.
#[derive(Default)]
pub(super) struct Browsers {
    sessions: HashMap<(String, String), Session>,
}

impl std::fmt::Debug for Browsers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browsers")
            .field("sessions", &self.sessions.len())
            .finish()
    }
}

impl Browsers {
    pub(super) fn session(&self, browser: &str, client_id: &str) -> Option<&Session> {
        let key = (browser.to_owned(), client_id.to_owned());
        self.sessions.get(&key)
    }

    pub(super) fn set(&mut self, browser: &str, client_id: &str, session: Session) {
        let key = (browser.to_owned(), client_id.to_owned());
        self.sessions.insert(key, session);
    }

    /// Everyone who signed in with this browser.
    pub(super) fn people(&self, browser: &str) -> Vec<&'static Person> {
        let here = self
            .sessions
            .iter()
            .filter(|((known, _), _)| known == browser);
        here.map(|(_, session)| session.person).collect()
    }

    /// Signs out everyone who signed in with this browser.
    pub(super) fn log_out(&mut self, browser: &str) {
        self.sessions.retain(|(known, _), _| known != browser);
    }
}

/// The browser that sent a request, if it has our cookie.
pub(super) fn of_request(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let mut pairs = cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
    (value.len() <= 64).then(|| value.to_owned())
}

/// A name for a new browser.
pub(super) fn unseen() -> String {
    random_secret()
}

/// The cookie that names the browser. It is `Lax` because a login starts with a link on another
/// site.
pub(super) fn set_cookie(browser: &str) -> String {
    format!("{COOKIE}={browser}; Path=/; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_cookie_among_others() {
        let mut headers = HeaderMap::new();
        let sent = format!("a=b; {COOKIE}=one; c=d");
        headers.insert("cookie", sent.parse().expect("valid"));
        assert_eq!(of_request(&headers).as_deref(), Some("one"));
        assert!(set_cookie("one").starts_with(&format!("{COOKIE}=one;")));
        assert_eq!(of_request(&HeaderMap::new()), None);
    }
}
