//! Handles deep links that come from the command line or the desktop.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    controller::{Controller, request::Request},
    deep_link::{Link, parse},
};

/// How many links may open something per second. No one clicks faster than that.
const AT_ONCE: u32 = 5;

/// Passes links on to the controller, at a limited rate.
#[derive(Debug)]
pub struct Links {
    controller: Controller,
    recent: Mutex<(Instant, u32)>,
}

impl Links {
    /// Passes links on to `controller`.
    pub fn to(controller: Controller) -> Self {
        Self {
            controller,
            recent: Mutex::new((Instant::now(), 0)),
        }
    }

    /// Handles the link among the command-line `arguments`, which begin with the program's name. A
    /// second start without a link raises the window.
    pub fn started_with(&self, arguments: &[String], is_second: bool) {
        let links: Vec<_> = arguments
            .iter()
            .skip(1)
            .filter(|argument| !argument.starts_with("--"))
            .collect();
        match links[..] {
            [] if is_second => self.raise(),
            [] => {}
            [link] => self.take(link),
            _ => tracing::warn!(links = links.len(), "ignored a start with several links"),
        }
    }

    /// Handles one link. A link that isn't Meridian's has no effect, and neither does a sign-in answer
    /// while no sign-in is waiting.
    pub fn take(&self, text: &str) {
        match parse(text) {
            None => tracing::warn!(bytes = text.len(), "refused a link that isn't Meridian's"),
            Some(Link::LoginAnswer) => self.controller.send(Request::LoginAnswer(text.into())),
            Some(Link::Return) => self.raise(),
            Some(Link::Open(place)) if self.is_calm() => {
                self.controller.send(Request::Open(place));
            }
            Some(Link::Open(_)) => tracing::warn!("too many links at once; ignored one"),
        }
    }

    fn raise(&self) {
        if self.is_calm() {
            self.controller.send(Request::RaiseWindow);
        }
    }

    /// Counts a link, and returns whether this second's limit of [`AT_ONCE`] still allows it.
    fn is_calm(&self) -> bool {
        // The value is always replaced as a whole, so it is valid even if the lock is poisoned.
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.0.elapsed() > Duration::from_secs(1) {
            *recent = (Instant::now(), 0);
        }
        recent.1 += 1;
        recent.1 <= AT_ONCE
    }
}
