//! Starts a local Globus.

use std::{net::Ipv4Addr, sync::Arc};

use tokio::net::TcpListener;

use crate::{
    clock::{Ahead, Clock},
    control::{Control, Stage},
    flows,
    handle::GlobusLocal,
    issuer::Issuer,
    running::{Recipe, Running},
    start_error::StartError,
    transfer,
};

const DEFAULT_SEED: u64 = 42;

/// The two options that callers need most often. [`GlobusLocal::builder`] has all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; with 0, the system picks one.
    pub port: u16,
    /// Approves every login at once, without showing a page.
    pub auto_approve: bool,
}

/// Options of a local Globus that has not started yet. [`GlobusLocal::builder`] makes one.
#[derive(Clone, Debug)]
pub struct Builder {
    port: u16,
    issuer: Option<Issuer>,
    seed: u64,
    clock: Clock,
    auto_approve: bool,
    control: bool,
    flows: usize,
    tasks: usize,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            port: 0,
            issuer: None,
            seed: DEFAULT_SEED,
            clock: Clock::system(),
            auto_approve: false,
            control: false,
            flows: flows::SKETCHES,
            tasks: transfer::COUNT,
        }
    }
}

impl Builder {
    /// The port on 127.0.0.1. With 0, the default, the system picks one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The address that clients use, if it differs from its own, for example behind a proxy.
    #[must_use]
    pub fn issuer(mut self, issuer: Issuer) -> Self {
        self.issuer = Some(issuer);
        self
    }

    /// The seed of the sample data, 42 by default. The same seed gives the same data; only the
    /// times differ, as they are relative to the start.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The clock it reads, by default [`Clock::system`].
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Approves every login at once, without showing a page. Off by default.
    #[must_use]
    pub fn auto_approve(mut self, auto_approve: bool) -> Self {
        self.auto_approve = auto_approve;
        self
    }

    /// Serves the control plane, through which other processes can do what the handle can, and
    /// records requests. It needs a secret ([`GlobusLocal::control_secret`]). For tests: anyone
    /// with the secret can change every answer.
    #[must_use]
    pub fn control(mut self, control: bool) -> Self {
        self.control = control;
        self
    }

    /// How many flows there are, 30 by default. Above 30, the same flows repeat with numbers in
    /// their titles.
    #[must_use]
    pub fn flows(mut self, flows: usize) -> Self {
        self.flows = flows;
        self
    }

    /// How many transfer tasks there are: by default 200 from two months. Any more are older.
    #[must_use]
    pub fn tasks(mut self, tasks: usize) -> Self {
        self.tasks = tasks;
        self
    }

    /// Opens the port, on the loopback interface only, and starts serving.
    ///
    /// # Errors
    /// [`StartError::Port`] if the port is taken or not allowed, and [`StartError::SigningKey`] if
    /// no key for signing id_tokens can be made.
    pub async fn start(self) -> Result<GlobusLocal, StartError> {
        let refused = |source| StartError::Port {
            port: self.port,
            source,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))
            .await
            .map_err(refused)?;
        let port = listener.local_addr().map_err(refused)?.port();
        let own = Issuer::parse(&format!("http://127.0.0.1:{port}/"))?;
        let url = own.url().to_owned();
        let ahead = Ahead::default();
        let running = Running::start(Recipe {
            issuer: self.issuer.unwrap_or(own),
            seed: self.seed,
            clock: ahead.of(self.clock),
            auto_approve: self.auto_approve,
            flows: self.flows,
            tasks: self.tasks,
        })?;
        let control = if self.control {
            Control::over_http()
        } else {
            Control::default()
        };
        let stage = Stage {
            running: Arc::new(running),
            control: Arc::new(control),
            ahead,
        };
        Ok(GlobusLocal::serve(listener, url, stage))
    }
}
