//! The wording of failed requests, shared by this module's error and the library's own.

use std::fmt::{Formatter, Result};

use super::proxy::ProxyFailure;

pub(crate) fn network(host: &str, reason: &str, f: &mut Formatter<'_>) -> Result {
    write!(f, "{host} could not be reached: {reason}")
}

pub(crate) fn proxy(host: &str, failure: &ProxyFailure, f: &mut Formatter<'_>) -> Result {
    write!(f, "the proxy for {host} can't be used: {failure}")
}

pub(crate) fn unexpected_answer(host: &str, reason: &str, f: &mut Formatter<'_>) -> Result {
    write!(f, "{host} gave an unexpected answer: {reason}")
}

pub(crate) fn insecure_connection(host: &str, reason: &str, f: &mut Formatter<'_>) -> Result {
    write!(f, "the connection to {host} is not secure: {reason}")
}
