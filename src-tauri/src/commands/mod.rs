//! The commands that the window can call. Each sends a request or reads, and decides nothing itself.

#![expect(clippy::needless_pass_by_value, reason = "Tauri passes state by value")]

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
