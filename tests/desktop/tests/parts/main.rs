//! The private desktop itself: every part does what other tests rely on.

mod bus;
mod keyring;
mod links;
mod screen;
mod window;
