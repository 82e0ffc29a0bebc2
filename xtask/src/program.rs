//! Runs other programs from the root of the repository.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::Result;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where Cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    // A relative CARGO_TARGET_DIR is relative to where Cargo runs, which is the root.
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A program that was built for debugging.
pub(crate) fn built(name: &str) -> PathBuf {
    let profile = target().join("debug");
    profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

pub(crate) fn cargo() -> Command {
    at_root(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

pub(crate) fn at_root(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs it to its end, with its output where ours goes, and fails when it does.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| format!("cannot start {}: {error}", words(command)))?;
    judge(command, status)
}

/// What it prints; `None` when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The same as [`succeed`] for a program that might wait for ever.
pub(crate) fn succeed_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot start {}: {error}", words(command)))?;
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return judge(command, status);
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Err(format!("{} took more than {limit:?}", words(command)).into());
        }
        // The standard library can wait for a process or for a deadline, not for both.
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A program that ends with its handle.
#[derive(Debug)]
pub(crate) struct Background(pub(crate) Child);

impl Drop for Background {
    fn drop(&mut self) {
        // Fails only if it has ended, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn judge(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", words(command)).into())
    }
}

fn words(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name();
    let mut words = vec![name.unwrap_or(command.get_program()).to_string_lossy()];
    words.extend(command.get_args().map(std::ffi::OsStr::to_string_lossy));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = succeed(at_root("sh").args(["-c", "exit 3"])).expect_err("3 is a failure");
        assert_eq!(error.to_string(), "sh -c exit 3 failed (exit status: 3)");
        let error = succeed(&mut at_root("/no/such")).expect_err("it is not there");
        assert!(
            error.to_string().starts_with("cannot start such"),
            "{error}"
        );
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let error = succeed_within(at_root("sleep").arg("1000"), Duration::from_millis(10));
        assert!(
            error
                .expect_err("it hangs")
                .to_string()
                .contains("took more than 10ms")
        );
        assert!(succeed_within(&mut at_root("true"), Duration::from_secs(60)).is_ok());
    }
}
