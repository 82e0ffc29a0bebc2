//! A private session bus for a test.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::home::{Home, missing};
use crate::processes::Process;
use crate::{PATIENCE, Result};

/// Prompts for the password of a locked keyring, as on any GNOME desktop. It is the only service that
/// this bus starts on demand. Without a display it fails at once ("prompt dismissed"). With one it
/// waits for input.
const PROMPTER: &str = "/usr/libexec/gcr-prompter";

/// A fresh home folder with a private D-Bus session bus.
///
/// No service starts on demand except the keyring's password prompt, so the bus has only what the
/// test put there. Clones share the bus. When the last one is dropped, the bus and everything still
/// running on it are killed.
#[derive(Debug, Clone)]
pub struct PrivateBus(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    _daemon: Child,
    home: Home,
}

impl PrivateBus {
    /// Creates the folders and starts the bus.
    pub async fn start() -> Result<Self> {
        let home = Home::create()?;
        let mut daemon = home
            .command("dbus-daemon")
            .arg("--config-file")
            .arg(configuration(&home)?)
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(home.log("dbus-daemon")?)
            .spawn()
            .map_err(|error| missing("dbus-daemon", &error))?;
        let output = daemon.stdout.take().ok_or("dbus-daemon has no output")?;
        let address = BufReader::new(output).lines().next_line().await?;
        home.set(
            "DBUS_SESSION_BUS_ADDRESS",
            address.ok_or("dbus-daemon ended before it gave its address")?,
        );
        Ok(Self(Arc::new(Parts {
            _daemon: daemon,
            home,
        })))
    }

    /// The complete environment for programs on this desktop. Start them with no other variables.
    ///
    /// Other parts add to it: a [`Display`](crate::Display) adds `DISPLAY`, and a
    /// [`Browser`](crate::Browser) prepends its folder to `PATH`.
    pub fn env(&self) -> Vec<(OsString, OsString)> {
        self.folder().env()
    }

    /// The address of the bus.
    pub fn address(&self) -> Result<String> {
        let address = self.folder().get("DBUS_SESSION_BUS_ADDRESS");
        let address = address.and_then(|address| address.into_string().ok());
        Ok(address.ok_or("the bus has no address")?)
    }

    /// Sets a variable for all programs started from now on.
    pub fn set_env(&self, name: impl Into<OsString>, value: impl Into<OsString>) {
        self.folder().set(name, value);
    }

    /// A command that runs on this desktop: with only its environment, no standard input, and killed when
    /// the handle is dropped.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.folder().command(program)
    }

    /// Runs the ignored test `name` of the current test binary on this desktop, and returns its output.
    ///
    /// A process finds its session bus through its environment, which all tests of a binary share and
    /// none can safely change. So a test of code that uses the keyring has two halves: an outer test sets
    /// up the desktop and calls this, and an `#[ignore]`d inner test runs on it.
    pub async fn run_test(&self, name: &str) -> Result<String> {
        let binary = std::env::current_exe()?;
        let output = self
            .command(binary)
            .args([
                "--exact",
                name,
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .output()
            .await?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() || !text.contains("test result: ok. 1 passed") {
            let complaint = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "the inner test {name} failed ({}):\n{text}{complaint}",
                output.status
            )
            .into());
        }
        Ok(text)
    }

    /// Calls a D-Bus method. Arguments and the answer are in `GVariant` text format.
    pub async fn call(
        &self,
        name: &str,
        path: &str,
        method: &str,
        arguments: &[&str],
    ) -> Result<String> {
        let mut call = vec![
            "call",
            "--session",
            "--dest",
            name,
            "--object-path",
            path,
            "--method",
            method,
        ];
        call.extend(arguments);
        self.folder().output("gdbus", &call).await
    }

    /// Waits until `name` has an owner on this bus.
    pub async fn wait_for_name(&self, name: &str) -> Result<()> {
        let seconds = PATIENCE.as_secs().to_string();
        self.folder()
            .output("gdbus", &["wait", "--session", "--timeout", &seconds, name])
            .await?;
        Ok(())
    }

    /// Waits until `name` has no owner on this bus.
    pub async fn wait_for_no_name(&self, name: &str) -> Result<()> {
        let owned = async {
            while self
                .call(
                    "org.freedesktop.DBus",
                    "/",
                    "org.freedesktop.DBus.NameHasOwner",
                    &[name],
                )
                .await?
                .contains("true")
            {
                // gdbus can only wait for a name to appear, and listening for the signal could miss it.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, owned)
            .await
            .map_err(|_| format!("{name} stays on the bus"))?
    }

    /// The home folder of this desktop.
    pub fn home(&self) -> PathBuf {
        self.folder().path("home")
    }

    /// The folder with the logs of the desktop's own programs.
    pub fn logs(&self) -> PathBuf {
        self.folder().path("logs")
    }

    pub(crate) fn folder(&self) -> &Home {
        &self.0.home
    }

    /// All processes running on this desktop.
    pub fn processes(&self) -> Vec<Process> {
        self.folder().processes()
    }
}

fn configuration(home: &Home) -> Result<PathBuf> {
    let services = home.folder("services")?;
    if Path::new(PROMPTER).exists() {
        let service =
            format!("[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec={PROMPTER}\n");
        fs::write(
            services.join("org.gnome.keyring.SystemPrompter.service"),
            service,
        )?;
    }
    let path = home.path("bus.conf");
    let text = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={run}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_incoming_bytes">1000000000</limit>
  <limit name="max_outgoing_bytes">1000000000</limit>
  <limit name="max_message_size">1000000000</limit>
</busconfig>
"#,
        run = home.path("run").display(),
        services = services.display(),
    );
    fs::write(&path, text)?;
    Ok(path)
}
