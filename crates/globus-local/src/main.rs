//! `globus-local`: serves a local Globus, and prints the environment variables that point a Globus
//! client to it.

use std::{
    error::Error,
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
    str::FromStr,
};

use globus_local::{Builder, GlobusLocal};
use lexopt::prelude::*;
use tracing::level_filters::LevelFilter;

const HELP: &str = "\
Serves a local Globus on 127.0.0.1 until you stop it, and prints the environment
variables that point Globus clients to it.

Usage: globus-local [OPTIONS]

Options:
  --port N        Listen on this port (default: any free port)
  --auto-approve  Approve every login without a page in the browser
  --seed N        Seed of the sample data (default: 42)
  --flows N       Start with this many flows (default: 30)
  --tasks N       Start with this many transfer tasks (default: 200)
  --control       Serve a control plane for tests, and print its secret
  -h, --help      Print this help
";

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stderr, reason = "a command's own output")]
async fn main() -> ExitCode {
    let choices = match parse(std::env::args_os().skip(1)) {
        Ok(Asked::Serve(choices)) => choices,
        Ok(Asked::Help) => {
            // If the pipe is closed, the reader has seen enough.
            drop(io::stdout().write_all(HELP.as_bytes()));
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("globus-local: {error}. See globus-local --help.");
            return ExitCode::from(2);
        }
    };
    // Calls that are not implemented must be visible. No values of requests are logged.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_writer(io::stderr)
        .init();
    match run(choices.builder()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let cause = error.source().map(|cause| format!(": {cause}"));
            eprintln!("globus-local: {error}{}", cause.unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

async fn run(builder: Builder) -> Result<(), Box<dyn Error>> {
    let globus = builder.start().await?;
    announce(&globus, &mut io::stdout())?;
    told_to_stop().await?;
    globus.shutdown().await;
    Ok(())
}

/// Waits for Ctrl-C, or for a signal from another program. Both clean up.
#[cfg(unix)]
async fn told_to_stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Flushed, because the program that starts this one waits for these lines.
fn announce(globus: &GlobusLocal, out: &mut impl Write) -> io::Result<()> {
    for (name, url) in globus.sdk_variables() {
        writeln!(out, "export {name}={url}")?;
    }
    if let (Some(url), Some(secret)) = (globus.control_url(), globus.control_secret()) {
        writeln!(out, "export GLOBUS_LOCAL_CONTROL={url}")?;
        writeln!(out, "export GLOBUS_LOCAL_CONTROL_SECRET={secret}")?;
    }
    out.flush()
}

/// The options.
#[derive(Debug, Default, PartialEq)]
struct Choices {
    port: u16,
    auto_approve: bool,
    seed: Option<u64>,
    flows: Option<usize>,
    tasks: Option<usize>,
    control: bool,
}

impl Choices {
    fn builder(self) -> Builder {
        let builder = GlobusLocal::builder()
            .port(self.port)
            .auto_approve(self.auto_approve)
            .control(self.control);
        let builder = match self.seed {
            Some(seed) => builder.seed(seed),
            None => builder,
        };
        let builder = match self.flows {
            Some(flows) => builder.flows(flows),
            None => builder,
        };
        match self.tasks {
            Some(tasks) => builder.tasks(tasks),
            None => builder,
        }
    }
}

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
enum Asked {
    Serve(Choices),
    Help,
}

const WHOLE: &str = "a whole number is required";

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Asked, lexopt::Error> {
    let mut choices = Choices::default();
    let mut arguments = lexopt::Parser::from_args(arguments);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("auto-approve") => choices.auto_approve = true,
            Long("control") => choices.control = true,
            Long("port") => {
                let words = "a port must be a number up to 65535";
                choices.port = number(&mut arguments, words)?;
            }
            Long("seed") => choices.seed = Some(number(&mut arguments, WHOLE)?),
            Long("flows") => choices.flows = Some(number(&mut arguments, WHOLE)?),
            Long("tasks") => choices.tasks = Some(number(&mut arguments, WHOLE)?),
            Short('h') | Long("help") => return Ok(Asked::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Asked::Serve(choices))
}

/// The value of an option. `words` say what it should be.
fn number<T: FromStr>(
    arguments: &mut lexopt::Parser,
    words: &'static str,
) -> Result<T, lexopt::Error> {
    let value = arguments.value()?;
    value.parse_with(|text| text.parse::<T>().map_err(|_| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Asked, lexopt::Error> {
        parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn arguments_are_read_and_unknown_ones_refused() {
        let all = [
            "--port",
            "9800",
            "--auto-approve",
            "--seed=7",
            "--flows",
            "1000",
            "--tasks",
            "1500",
            "--control",
        ];
        let choices = Choices {
            port: 9800,
            auto_approve: true,
            seed: Some(7),
            flows: Some(1_000),
            tasks: Some(1_500),
            control: true,
        };
        assert_eq!(parsed(&all).ok(), Some(Asked::Serve(choices)));
        assert_eq!(parsed(&[]).ok(), Some(Asked::Serve(Choices::default())));
        assert_eq!(parsed(&["-h"]).ok(), Some(Asked::Help));
        assert!(parsed(&["--port"]).is_err());
        assert!(parsed(&["--port", "70000"]).is_err());
        assert!(parsed(&["--seed", "x"]).is_err());
        assert!(parsed(&["--flows", "-1"]).is_err());
        assert!(parsed(&["--tasks", "many"]).is_err());
        assert!(parsed(&["--help-me"]).is_err());
    }

    #[test]
    fn help_has_the_defaults_of_the_builder() {
        let defaults = format!("{:#?}", GlobusLocal::builder());
        for option in ["seed", "flows", "tasks"] {
            let mut lines = HELP.lines();
            let line = lines.find(|line| line.contains(&format!("--{option} ")));
            let (_, default) = line
                .and_then(|line| line.split_once("(default: "))
                .expect(option);
            let field = format!("{option}: {},", default.trim_end_matches(')'));
            assert!(defaults.contains(&field), "{field} {defaults}");
        }
    }

    async fn announced(control: bool) -> (String, String) {
        let globus = GlobusLocal::builder().control(control).start().await;
        let globus = globus.expect("a free port");
        let mut out = Vec::new();
        announce(&globus, &mut out).expect("memory");
        (
            globus.url().to_owned(),
            String::from_utf8(out).expect("text"),
        )
    }

    #[tokio::test]
    async fn a_shell_can_read_where_it_listens() {
        let (url, text) = announced(false).await;
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split(['=', ' ']).nth(1))
            .collect();
        for service in ["AUTH", "FLOWS", "TRANSFER", "SEARCH"] {
            let line = format!("export GLOBUS_SDK_SERVICE_URL_{service}={url}\n");
            assert!(text.contains(&line), "{names:?}");
        }
        assert!(!text.contains("CONTROL"), "{names:?}");
    }

    #[tokio::test]
    async fn the_control_plane_is_told_last_with_its_secret() {
        let (url, text) = announced(true).await;
        assert!(text.contains(&format!(
            "export GLOBUS_LOCAL_CONTROL={url}_globus_local/\n"
        )));
        let last = text.lines().last().expect("lines");
        let secret = last
            .strip_prefix("export GLOBUS_LOCAL_CONTROL_SECRET=")
            .expect("last");
        assert_eq!(secret.len(), 43, "256 bits");
    }
}
