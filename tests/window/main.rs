//! The real window, driven as a person drives it: real browser, real keychain, real HTTP.

mod access;
mod demo;
mod leaks;
mod support;
