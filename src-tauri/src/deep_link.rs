//! What a second start, or a link of our own scheme, asks for.

use crate::controller::{Controller, Request};

/// Links are read by their start alone, so a long one costs nothing.
const MAX_LINK: usize = 4 * 1024;

/// A second start raises the window. Answers to a sign-in come by the login port, so a link
/// that carries anything more is not looked into.
pub fn second_start(controller: &Controller, arguments: &[String]) {
    if arguments.iter().any(|argument| argument.len() > MAX_LINK) {
        tracing::warn!("a link that is too long was ignored");
        return;
    }
    controller.send(Request::RaiseWindow);
}
