//! The home folder of a private desktop, and the environment that points programs to it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;
use tokio::process::Command;

use crate::guard::Guard;
use crate::processes::{self, Process};
use crate::{Error, Result};

/// The variables that programs on a private desktop inherit. Everything else of the developer's
/// session (its bus, display, proxies, settings) stays out.
const INHERITED: [&str; 9] = [
    "LD_LIBRARY_PATH",
    "LLVM_PROFILE_FILE",
    "LOGNAME",
    "PATH",
    "RUST_BACKTRACE",
    "SHELL",
    "TERM",
    "TZ",
    "USER",
];

#[derive(Debug)]
pub(crate) struct Home {
    environment: Mutex<Vec<(OsString, OsString)>>,
    names: AtomicUsize,
    // Dropped in this order: the processes end first, then the folder is removed.
    _guard: Guard,
    root: TempDir,
}

impl Home {
    pub(crate) fn create() -> Result<Self> {
        let root = tempfile::Builder::new()
            .prefix("private-desktop-")
            .rand_bytes(6)
            .tempdir()?;
        let guard = Guard::watch(root.path())?;
        let home = Self {
            environment: Mutex::default(),
            names: AtomicUsize::new(1),
            _guard: guard,
            root,
        };
        for name in INHERITED {
            if let Some(value) = std::env::var_os(name) {
                home.set(name, value);
            }
        }
        let folders = [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_STATE_HOME", "home/.local/state"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("TMPDIR", "tmp"),
        ];
        for (variable, folder) in folders {
            home.set(variable, home.folder(folder)?);
        }
        fs::set_permissions(home.path("run"), Permissions::from_mode(0o700))?;
        home.folder("logs")?;

        home.set("LANG", "C.UTF-8");
        home.set("NO_PROXY", "127.0.0.1,localhost,::1");
        home.set("no_proxy", "127.0.0.1,localhost,::1");
        // Keep programs from looking for dconf and the accessibility bus, which this bus doesn't have.
        home.set("GSETTINGS_BACKEND", "memory");
        home.set("NO_AT_BRIDGE", "1");
        Ok(home)
    }

    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.path().join(relative)
    }

    /// The folder of this name, created if needed.
    pub(crate) fn folder(&self, relative: &str) -> Result<PathBuf> {
        let path = self.path(relative);
        fs::create_dir_all(&path)?;
        Ok(path)
    }

    pub(crate) fn set(&self, name: impl Into<OsString>, value: impl Into<OsString>) {
        let (name, value) = (name.into(), value.into());
        let mut environment = self.lock();
        environment.retain(|(known, _)| *known != name);
        environment.push((name, value));
    }

    pub(crate) fn get(&self, name: &str) -> Option<OsString> {
        self.lock()
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    }

    pub(crate) fn env(&self) -> Vec<(OsString, OsString)> {
        self.lock().clone()
    }

    /// A command with exactly this environment. It is killed when its handle is dropped.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // Its own process group, so that Ctrl-C leaves the clean-up to the guard.
        command
            .env_clear()
            .envs(self.env())
            .stdin(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        command
    }

    /// The same, with output going to a log.
    pub(crate) fn daemon(&self, program: &str) -> Result<Command> {
        let log = self.log(program)?;
        let mut command = self.command(program);
        command.stdout(log.try_clone()?).stderr(log);
        Ok(command)
    }

    /// Runs a program and returns its standard output.
    ///
    /// # Errors
    /// If the program can't start or fails. The message has all its output.
    pub(crate) async fn output(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self
            .command(program)
            .args(arguments)
            .output()
            .await
            .map_err(|error| missing(program, &error))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "{program} {arguments:?}: {}: {text}{complaint}",
                output.status
            )
            .into());
        }
        Ok(text)
    }

    pub(crate) fn log(&self, name: &str) -> Result<File> {
        Ok(File::options()
            .create(true)
            .append(true)
            .open(self.path("logs").join(format!("{name}.log")))?)
    }

    /// A name that is unique on this desktop.
    pub(crate) fn unique(&self, name: &str) -> String {
        format!("{name}-{}", self.names.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn processes(&self) -> Vec<Process> {
        processes::marked(&format!("{}/", self.root.path().display()))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(OsString, OsString)>> {
        // No code panics while holding the lock, so the list is always valid.
        self.environment
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error that says which program is missing, and how to install it.
pub(crate) fn missing(program: &str, error: &std::io::Error) -> Error {
    format!("cannot start {program}: {error} (cargo xtask setup installs what the tests need)")
        .into()
}
