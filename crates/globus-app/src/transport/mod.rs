//! HTTP to Globus and back: two clients, size limits, retries and error answers.

mod answer;
mod api_error;
mod body;
mod causes;
mod client;
mod client_info;
mod clock;
mod error;
mod http;
mod proxy;
mod request;
mod retry;
mod settings;
mod span;
#[cfg(test)]
mod tls_tests;
pub(crate) mod words;

pub use api_error::ApiError;
pub(crate) use client::Transport;
pub(crate) use error::TransportError;
pub use proxy::ProxyFailure;
pub(crate) use request::Request;
pub use settings::SettingsError;
