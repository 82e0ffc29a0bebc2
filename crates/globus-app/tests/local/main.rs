//! The library against the local Globus, over HTTP.

mod calls;
mod loopback;
mod storage;
mod support;
