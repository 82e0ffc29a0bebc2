//! How a local Globus is started.

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

/// The two choices that a caller most often makes; [`GlobusLocal::builder`] has them all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Answers the authorize URL with a redirect at once, without asking anybody.
    pub auto_approve: bool,
}

/// Every choice before a start; made by [`GlobusLocal::builder`].
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
    /// The port on 127.0.0.1; 0, which is the default, lets the system choose.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The address that clients know it by, if something stands between; else its own.
    #[must_use]
    pub fn issuer(mut self, issuer: Issuer) -> Self {
        self.issuer = Some(issuer);
        self
    }

    /// The same seed gives the same data, apart from times, which are relative to the start.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Where it reads the time.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Answers the authorize URL with a redirect at once, without asking anybody.
    #[must_use]
    pub fn auto_approve(mut self, auto_approve: bool) -> Self {
        self.auto_approve = auto_approve;
        self
    }

    /// Lets other processes do what the handle can, over HTTP and with a secret
    /// ([`GlobusLocal::control_secret`]), and records the requests. For tests: whoever has the
    /// secret can spoil every answer.
    #[must_use]
    pub fn control(mut self, control: bool) -> Self {
        self.control = control;
        self
    }

    /// How many flows there are: 30 of a researcher's, unless said otherwise; further ones repeat
    /// them with a number each.
    #[must_use]
    pub fn flows(mut self, flows: usize) -> Self {
        self.flows = flows;
        self
    }

    /// How many tasks there are: 200 of two months, unless said otherwise; further ones are older.
    #[must_use]
    pub fn tasks(mut self, tasks: usize) -> Self {
        self.tasks = tasks;
        self
    }

    /// Opens the port, on the loopback interface only, and serves.
    ///
    /// # Errors
    /// [`StartError::Port`] if the port is taken or may not be used, and
    /// [`StartError::SigningKey`] if no key for id_tokens can be made.
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
