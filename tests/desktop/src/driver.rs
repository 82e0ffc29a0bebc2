//! A `WebDriver` server on a free port.

mod port;

use std::path::PathBuf;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value};
use tokio::process::Child;

use crate::home::{Home, missing};
use crate::{PATIENCE, Result, processes};

/// How long a server may take to end the programs it started.
const GRACE: Duration = Duration::from_secs(5);

/// The server and all programs it started. A mark in their environment identifies them.
#[derive(Debug)]
pub(crate) struct Driver {
    server: Child,
    port: u16,
    mark: String,
    log: PathBuf,
}

impl Driver {
    /// Starts `program` with these extra variables. `name` is unique on this desktop.
    pub(crate) async fn start(
        home: &Home,
        program: &str,
        name: &str,
        env: &[(&str, &str)],
    ) -> Result<Self> {
        let mark = format!("{}/", home.folder(&format!("drivers/{name}"))?.display());
        let log = home.log(name)?;
        let server = home
            .command(program)
            .arg("--port=0")
            .envs(env.iter().copied())
            .env("PRIVATE_DESKTOP_DRIVER", &mark)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .map_err(|error| missing(program, &error))?;
        let id = server
            .id()
            .ok_or_else(|| format!("{program} ended while starting"))?;
        let log = home.path("logs").join(format!("{name}.log"));
        let port = port::of_process(id)
            .await
            .map_err(|error| format!("{program}: {error}"))?;
        Ok(Self {
            server,
            port,
            mark,
            log,
        })
    }

    /// Opens the only session of this server.
    pub(crate) async fn session(&self, capabilities: Map<String, Value>) -> Result<Client> {
        let address = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let problem = tokio::select! {
            client = builder.connect(&address) => match client {
                Ok(client) => return Ok(client),
                Err(error) => error.to_string(),
            },
            () = self.program_ended() => "the program ended".to_owned(),
            () = tokio::time::sleep(PATIENCE) => format!("nothing came within {PATIENCE:?}"),
        };
        Err(format!("no window: {problem}; its log:\n{}", self.log_text()).into())
    }

    /// Completes when all programs that the server started have ended.
    pub(crate) async fn ended(&self) {
        processes::gone(|| self.started()).await;
    }

    /// Completes when the server has started a program and that has ended. The driver itself would go on
    /// waiting for it.
    async fn program_ended(&self) {
        while self.started().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.ended().await;
    }

    /// The log of the server and of the programs it started.
    pub(crate) fn log(&self) -> &PathBuf {
        &self.log
    }

    pub(crate) fn log_text(&self) -> String {
        std::fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// A folder for this driver alone.
    pub(crate) fn folder(&self) -> &str {
        &self.mark
    }

    /// The programs it started that are still running.
    pub(crate) fn started(&self) -> Vec<processes::Process> {
        let mut found = processes::marked(&self.mark);
        found.retain(|process| Some(process.id) != self.server.id());
        found
    }

    /// Ends the server after its session.
    ///
    /// # Errors
    /// If a program outlived the session. The message names it.
    pub(crate) async fn finish(&mut self) -> Result<()> {
        // The server ends the program only after answering. If killed right away, it would leave the
        // program running.
        if tokio::time::timeout(GRACE, self.ended()).await.is_err() {
            processes::kill_marked(&self.mark);
        }
        self.server.kill().await?;
        let left = processes::all_ended(&self.mark, PATIENCE).await;
        if left.is_empty() {
            Ok(())
        } else {
            Err(format!("still running after the window was closed: {left:?}").into())
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if std::thread::panicking() {
            #[expect(
                clippy::print_stderr,
                reason = "the test harness shows it beside the failure"
            )]
            {
                eprintln!("--- {} ---\n{}", self.log.display(), self.log_text());
            }
        }
        processes::kill_marked(&self.mark);
    }
}
