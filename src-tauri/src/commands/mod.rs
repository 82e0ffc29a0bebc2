//! What the window may ask for: one verb each. A command sends; it does not decide.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands state over by value"
)]

pub mod access;
pub mod accounts;
pub mod actions;
pub mod attention;
pub mod browsers;
pub mod collections;
pub mod columns;
pub mod details;
pub mod lists;
pub mod place;
pub mod scope_editor;
pub mod session;
pub mod settings;
