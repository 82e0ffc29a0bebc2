//! What the window may ask for: one verb each. A command sends; it does not decide.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands state over by value"
)]

pub mod lists;
pub mod session;
pub mod settings;
