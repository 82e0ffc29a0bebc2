//! The library against the local Globus, over HTTP.

mod auth;
mod calls;
mod held_tokens;
mod runs;
mod storage;
mod support;
mod transfer;
