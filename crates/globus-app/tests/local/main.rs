//! The library against the local Globus, over HTTP.

mod auth;
mod calls;
mod loopback;
mod runs;
mod storage;
mod support;
