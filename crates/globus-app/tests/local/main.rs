//! The library against the local Globus, over HTTP.

mod auth;
mod calls;
mod runs;
mod storage;
mod support;
mod transfer;
