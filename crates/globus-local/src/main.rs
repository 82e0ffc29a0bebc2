//! `globus-local [--port N] [--auto-approve] [--seed N] [--flows N] [--tasks N] [--control]`: serves, and prints what points a Globus client at it.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use globus_local::{Builder, GlobusLocal};
use tracing::level_filters::LevelFilter;

const USAGE: &str = "usage: globus-local [--port N] [--auto-approve] [--seed N] [--flows N] [--tasks N] [--control]";

/// What the Globus SDK calls the services. Those that are not done here are answered with 501,
/// which is better than asking the real ones.
const SERVICES: [&str; 7] = [
    "AUTH", "FLOWS", "TRANSFER", "SEARCH", "GROUPS", "TIMER", "COMPUTE",
];

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stderr, reason = "a command's own output")]
async fn main() -> ExitCode {
    let builder = match parse(std::env::args().skip(1)) {
        Ok(choices) => choices.builder(),
        Err(problem) => {
            eprintln!("globus-local: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    // What it does not do must be seen where it runs; it logs no values of requests.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_writer(io::stderr)
        .init();
    match run(builder).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("globus-local: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(builder: Builder) -> io::Result<()> {
    let globus = builder.start().await?;
    announce(&globus, &mut io::stdout())?;
    told_to_stop().await?;
    globus.shutdown().await;
    Ok(())
}

/// By a person at a terminal, or by another program: either way it cleans up after itself.
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

/// Flushed: whoever starts this program waits for these lines.
fn announce(globus: &GlobusLocal, out: &mut impl Write) -> io::Result<()> {
    let url = globus.url();
    for service in SERVICES {
        writeln!(out, "export GLOBUS_SDK_SERVICE_URL_{service}={url}")?;
    }
    if let (Some(url), Some(secret)) = (globus.control_url(), globus.control_secret()) {
        writeln!(out, "export GLOBUS_LOCAL_CONTROL={url}")?;
        writeln!(out, "export GLOBUS_LOCAL_CONTROL_SECRET={secret}")?;
    }
    out.flush()
}

/// What the arguments say.
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

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Choices, String> {
    let mut choices = Choices::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--auto-approve" => choices.auto_approve = true,
            "--control" => choices.control = true,
            "--port" => {
                let port = arguments.next().ok_or("--port needs a number")?;
                choices.port = port.parse().map_err(|_| format!("{port} is not a port"))?;
            }
            "--seed" => {
                let seed = arguments.next().ok_or("--seed needs a number")?;
                let number = seed.parse().map_err(|_| format!("{seed} is not a seed"))?;
                choices.seed = Some(number);
            }
            "--flows" => {
                let flows = arguments.next().ok_or("--flows needs a number")?;
                let number = flows
                    .parse()
                    .map_err(|_| format!("{flows} is not a number"))?;
                choices.flows = Some(number);
            }
            "--tasks" => {
                let tasks = arguments.next().ok_or("--tasks needs a number")?;
                let number = tasks
                    .parse()
                    .map_err(|_| format!("{tasks} is not a number"))?;
                choices.tasks = Some(number);
            }
            other => return Err(format!("{other} is not an option")),
        }
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Choices, String> {
        parse(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn arguments_are_read_and_unknown_ones_refused() {
        let all = [
            "--port",
            "9800",
            "--auto-approve",
            "--seed",
            "7",
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
        assert_eq!(parsed(&all), Ok(choices));
        assert_eq!(parsed(&[]), Ok(Choices::default()));
        assert!(parsed(&["--port"]).is_err());
        assert!(parsed(&["--port", "70000"]).is_err());
        assert!(parsed(&["--seed", "x"]).is_err());
        assert!(parsed(&["--flows", "-1"]).is_err());
        assert!(parsed(&["--tasks", "many"]).is_err());
        assert!(parsed(&["--help-me"]).is_err());
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
        assert_eq!(text.lines().count(), SERVICES.len());
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
