//! `globus-local --port N [--auto-approve]`: serves, and prints what points a Globus client at it.

use std::process::ExitCode;

use globus_local::{GlobusLocal, Options};

const USAGE: &str = "usage: globus-local [--port N] [--auto-approve]";

#[tokio::main(flavor = "current_thread")]
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's own output"
)]
async fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("globus-local: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let globus = match GlobusLocal::start(options).await {
        Ok(globus) => globus,
        Err(error) => {
            eprintln!(
                "globus-local: port {} cannot be opened: {error}",
                options.port
            );
            return ExitCode::FAILURE;
        }
    };
    for service in ["AUTH", "FLOWS", "TRANSFER"] {
        println!("export GLOBUS_SDK_SERVICE_URL_{service}={}", globus.url());
    }
    match tokio::signal::ctrl_c().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("globus-local: {error}");
            ExitCode::FAILURE
        }
    }
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
}
