//! Tests of the private desktop itself.

mod bus;
mod keyring;
mod links;
mod screen;
mod window;
