//! A local Globus: Auth, Flows and Transfer on one loopback port, with a researcher's data.
//!
//! For demos and tests. It speaks the real services' wire format, so that clients nobody here
//! wrote can be pointed at it with `GLOBUS_SDK_SERVICE_URL_AUTH`, `…_FLOWS` and `…_TRANSFER`.
//! Whatever it does not do, it answers with 501.

// A task document has more fields than `json!` takes by default.
#![recursion_limit = "256"]

mod auth;
mod flows;
mod server;
mod transfer;

use std::{net::Ipv4Addr, sync::Arc};

use tokio::{net::TcpListener, task::JoinHandle};

pub use auth::{Issued, IssuedKind};
use server::Globus;

/// A running local Globus. Dropping it closes its port.
#[derive(Debug)]
pub struct GlobusLocal {
    url: String,
    globus: Arc<Globus>,
    serving: JoinHandle<()>,
}

/// How to start a [`GlobusLocal`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Answers the authorize URL with a redirect at once, without asking anybody.
    pub auto_approve: bool,
}

impl GlobusLocal {
    /// Opens the port, on the loopback interface only, and serves until dropped.
    ///
    /// # Errors
    /// When the port cannot be opened, or no signing key can be made.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let port = listener.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}/");
        let globus = Arc::new(Globus::new(&url, options.auto_approve)?);
        let router = server::router(Arc::clone(&globus));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the local Globus stopped");
            }
        });
        Ok(Self {
            url,
            globus,
            serving,
        })
    }

    /// The base URL of every service, with a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Every secret it issued or was sent, so that a test can look where they went. Only for the
    /// process that started it; nothing on the wire tells.
    pub fn issued(&self) -> Vec<Issued> {
        self.globus.auth.issued()
    }

    /// Ends every access token now, as if its time were over. Refresh tokens stay good.
    pub fn expire_access_tokens(&self) {
        self.globus.auth.expire_access_tokens();
    }

    /// Ends every refresh token now.
    pub fn revoke_refresh_tokens(&self) {
        self.globus.auth.revoke_refresh_tokens();
    }
}

impl Drop for GlobusLocal {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
