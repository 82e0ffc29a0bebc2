//! The library against the local Globus, over HTTP.

mod auth;
mod calls;
mod loopback;
mod storage;
mod support;
