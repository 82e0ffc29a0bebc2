//! `globus-local --port N [--auto-approve]`: serves, and prints what points a Globus client at it.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use globus_local::{GlobusLocal, Options};
use tracing_subscriber::EnvFilter;

const USAGE: &str = "usage: globus-local [--port N] [--auto-approve]";

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stderr, reason = "a command's own output")]
async fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("globus-local: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    // What it does not do must be seen where it runs; it logs no values of requests.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
    match run(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("globus-local: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> io::Result<()> {
    let globus = GlobusLocal::start(options).await?;
    announce(globus.url(), &mut io::stdout())?;
    tokio::signal::ctrl_c().await?;
    globus.shutdown().await;
    Ok(())
}

/// Flushed: whoever starts this program waits for these lines.
fn announce(url: &str, out: &mut impl Write) -> io::Result<()> {
    for service in ["AUTH", "FLOWS", "TRANSFER"] {
        writeln!(out, "export GLOBUS_SDK_SERVICE_URL_{service}={url}")?;
    }
    out.flush()
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--auto-approve" => options.auto_approve = true,
            "--port" => {
                let port = arguments.next().ok_or("--port needs a number")?;
                options.port = port.parse().map_err(|_| format!("{port} is not a port"))?;
            }
            other => return Err(format!("{other} is not an option")),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<(u16, bool), String> {
        parse(arguments.iter().map(ToString::to_string)).map(|o| (o.port, o.auto_approve))
    }

    #[test]
    fn arguments_are_read_and_unknown_ones_refused() {
        assert_eq!(
            parsed(&["--port", "9800", "--auto-approve"]),
            Ok((9800, true))
        );
        assert_eq!(parsed(&[]), Ok((0, false)));
        assert!(parsed(&["--port"]).is_err());
        assert!(parsed(&["--port", "70000"]).is_err());
        assert!(parsed(&["--help-me"]).is_err());
    }

    #[test]
    fn a_shell_can_read_where_it_listens() {
        let mut out = Vec::new();
        announce("http://127.0.0.1:9800/", &mut out).expect("memory");
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "export GLOBUS_SDK_SERVICE_URL_AUTH=http://127.0.0.1:9800/\n\
             export GLOBUS_SDK_SERVICE_URL_FLOWS=http://127.0.0.1:9800/\n\
             export GLOBUS_SDK_SERVICE_URL_TRANSFER=http://127.0.0.1:9800/\n"
        );
    }
}
