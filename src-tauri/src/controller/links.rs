//! Takes the links of our own scheme that a start or the desktop hands in.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    controller::{Controller, request::Request},
    deep_link::{Link, parse},
};

/// Links that open things in a second; more than that is a flood, not a person.
const AT_ONCE: u32 = 5;

/// Takes links for the controller, and no more of them than a person can click.
#[derive(Debug)]
pub struct Links {
    controller: Controller,
    recent: Mutex<(Instant, u32)>,
}

impl Links {
    /// Hands them to `controller`.
    pub fn to(controller: Controller) -> Self {
        Self {
            controller,
            recent: Mutex::new((Instant::now(), 0)),
        }
    }

    /// What a start was given beside its own name. A second start without a link raises the
    /// window.
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
            _ => tracing::warn!(
                links = links.len(),
                "a start with several links was ignored"
            ),
        }
    }

    /// One link. What is none of ours, or an answer that nobody waits for, has no effect at all.
    pub fn take(&self, text: &str) {
        match parse(text) {
            None => tracing::warn!(bytes = text.len(), "a link that is not ours was refused"),
            Some(Link::LoginAnswer) => self.controller.send(Request::LoginAnswer(text.into())),
            Some(Link::Return) => self.raise(),
            Some(Link::Open(place)) if self.is_calm() => {
                self.controller.send(Request::Open(place));
            }
            Some(Link::Open(_)) => tracing::warn!("too many links at once; one was ignored"),
        }
    }

    fn raise(&self) {
        if self.is_calm() {
            self.controller.send(Request::RaiseWindow);
        }
    }

    /// Whether this second has seen few links yet.
    fn is_calm(&self) -> bool {
        // What it guards is replaced whole, so a poisoned one is still true.
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.0.elapsed() > Duration::from_secs(1) {
            *recent = (Instant::now(), 0);
        }
        recent.1 += 1;
        recent.1 <= AT_ONCE
    }
}
