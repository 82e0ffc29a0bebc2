//! Tests of the real window, used as you would use it, with a real browser, keychain and HTTP.

mod access;
mod accounts;
mod closed_proxy;
mod demo;
mod faults;
mod hostile;
mod keyboard;
mod keychain;
mod keys;
mod leaks;
mod links;
mod notifications;
mod page;
mod settings;
mod shared;
mod squatters;
mod step_up;
mod support;
mod tray;
mod undriven;
mod work;
