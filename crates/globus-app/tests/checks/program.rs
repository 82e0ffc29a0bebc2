//! A program that uses the library, in its own process. It follows commands on its standard input.

use std::{
    fs::File,
    io::{BufRead, Write},
    process::Stdio,
};

use desktop::{PrivateBus, Result};
use futures::future::join_all;
use globus_app::{Error, FlowsClient, GlobusAppConfig, UserApp};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout},
};

use crate::support::{APP_NAME, CLIENT_ID, config};

/// The `service` of its items in the keychain.
pub(crate) const SERVICE: &str = "globus-app/checks";
const URL: &str = "CHECKS_GLOBUS_URL";
const ANSWER: &str = "answer: ";

/// The process. It ends when this is dropped.
pub(crate) struct Program {
    process: Child,
    told: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Program {
    pub(crate) fn start(bus: &PrivateBus, globus: &str) -> Result<Self> {
        let log = File::options()
            .create(true)
            .append(true)
            .open(bus.logs().join("program"))?;
        let mut process = bus
            .command(std::env::current_exe()?)
            .env(URL, globus)
            .args([
                "--exact",
                "program::does_as_told",
                "--ignored",
                "--nocapture",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        let told = process.stdin.take().ok_or("no input")?;
        let output = process.stdout.take().ok_or("no output")?;
        Ok(Self {
            process,
            told,
            answers: BufReader::new(output).lines(),
        })
    }

    pub(crate) async fn tell(&mut self, what: &str) -> Result<()> {
        Ok(self.told.write_all(format!("{what}\n").as_bytes()).await?)
    }

    pub(crate) async fn answer(&mut self) -> Result<String> {
        while let Some(line) = self.answers.next_line().await? {
            // The test harness writes to the same line first.
            if let Some((_, answer)) = line.split_once(ANSWER) {
                return Ok(answer.to_owned());
            }
        }
        Err("the program ended".into())
    }

    pub(crate) async fn ask(&mut self, what: &str) -> Result<String> {
        self.tell(what).await?;
        self.answer().await
    }

    /// Sends SIGKILL, and waits for the end.
    pub(crate) async fn kill(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Sends a signal: STOP or CONT.
    pub(crate) async fn signal(&self, name: &str) -> Result<()> {
        let id = self.process.id().ok_or("it ended")?.to_string();
        let kill = tokio::process::Command::new("kill")
            .args(["-s", name, &id])
            .status();
        assert!(kill.await?.success());
        Ok(())
    }
}

/// The program. Commands: `login`, `call`, `calls`, `unsaved`, `save`, `logout`, `missing`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is the program of other tests"]
async fn does_as_told() -> Result<()> {
    let globus = std::env::var(URL)?;
    // Everything that any part of the program logs.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let app = UserApp::builder(APP_NAME, CLIENT_ID)
        .config(GlobusAppConfig {
            token_storage: None,
            token_validation_error_handler: None,
            ..config(&globus)
        })
        .build()?;
    let flows = FlowsClient::new(&app);
    loop {
        let line = tokio::task::spawn_blocking(|| {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map(|_| line)
        });
        let line = line.await??;
        let outcome = match line.trim() {
            "" => return Ok(()),
            "login" => in_words(app.login().await),
            "call" => in_words(flows.list_flows().per_page(1).send().await),
            "calls" => {
                let calls = (0..125).map(|_| async { flows.list_flows().per_page(1).send().await });
                let outcomes = join_all(calls).await;
                in_words(
                    outcomes
                        .into_iter()
                        .collect::<std::result::Result<Vec<_>, _>>(),
                )
            }
            "unsaved" => app.unsaved_tokens().join(" "),
            "save" => in_words(app.save_unsaved_tokens().await),
            "missing" => app.missing_tokens().await?.join(" "),
            "logout" => in_words(app.logout().await),
            other => format!("{other}?"),
        };
        writeln!(std::io::stdout(), "{ANSWER}{outcome}")?;
    }
}

fn in_words<T>(outcome: std::result::Result<T, Error>) -> String {
    match outcome {
        Ok(_) => "ok".into(),
        Err(Error::LoginRequired { reason, .. }) => format!("login required: {reason}"),
        Err(error) => error.to_string(),
    }
}
