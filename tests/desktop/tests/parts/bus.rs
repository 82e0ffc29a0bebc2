use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use desktop::{PrivateBus, Result};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

#[tokio::test]
async fn programs_live_in_a_home_of_their_own() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let output = bus.command("env").output().await?;
    let environment = String::from_utf8(output.stdout)?;
    let home = bus.home();
    assert!(
        environment
            .lines()
            .any(|line| line == format!("HOME={}", home.display())),
        "{environment}"
    );
    assert!(home.is_dir());
    // Cargo sets this variable for tests. It must not leak in.
    assert!(std::env::var_os("CARGO_PKG_NAME").is_some());
    assert!(!environment.contains("CARGO_PKG_NAME"));
    Ok(())
}

#[tokio::test]
async fn names_on_one_bus_are_unknown_on_another() -> Result<()> {
    let (one, other) = (PrivateBus::start().await?, PrivateBus::start().await?);
    let _keyring = desktop::Keyring::start(&one, desktop::KeyringState::Bare).await?;
    let owner = ["org.freedesktop.secrets"];
    let method = "org.freedesktop.DBus.NameHasOwner";
    assert_eq!(
        one.call("org.freedesktop.DBus", "/", method, &owner)
            .await?
            .trim(),
        "(true,)"
    );
    assert_eq!(
        other
            .call("org.freedesktop.DBus", "/", method, &owner)
            .await?
            .trim(),
        "(false,)"
    );
    Ok(())
}

/// The program detaches into its own session, as daemons do.
#[tokio::test]
async fn nothing_stays_behind() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let daemon = "setsid sh -c 'echo up; sleep 1000; true' &";
    let mut starter = bus
        .command("sh")
        .args(["-c", daemon])
        .stdout(Stdio::piped())
        .spawn()?;
    assert_eq!(
        lines_of(&mut starter)?.next_line().await?.as_deref(),
        Some("up")
    );
    starter.wait().await?;
    let found = bus.processes();
    let daemon = found
        .iter()
        .find(|process| process.command.contains("echo up"));
    let daemon = format!(
        "/proc/{}/cmdline",
        daemon.ok_or_else(|| format!("{found:?}"))?.id
    );
    let home = bus.home();

    drop(bus);
    // The command line is gone, or empty if process 1 of a container leaves a zombie.
    assert!(std::fs::read(daemon).unwrap_or_default().is_empty());
    assert!(!home.exists());
    Ok(())
}

#[tokio::test]
async fn nothing_stays_behind_a_killed_test() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let binary = std::env::current_exe()?;
    let mut test = bus
        .command(binary)
        .args([
            "--exact",
            "bus::holds_a_desktop_until_killed",
            "--ignored",
            "--nocapture",
        ])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = lines_of(&mut test)?;
    let home = loop {
        let line = lines.next_line().await?.ok_or("the test ended early")?;
        if let Some((_, home)) = line.split_once("home: ") {
            break home.to_owned();
        }
    };
    assert!(Path::new(&home).is_dir());
    test.kill().await?;

    let gone = async {
        while Path::new(&home).exists() {
            // The guard isn't a child of this test, so its end can't be awaited.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(desktop::PATIENCE, gone).await?;
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside nothing_stays_behind_a_killed_test"]
#[expect(clippy::print_stdout, reason = "tells the outer test where to look")]
async fn holds_a_desktop_until_killed() -> Result<()> {
    let bus = PrivateBus::start().await?;
    println!("home: {}", bus.home().display());
    std::future::pending().await
}

#[tokio::test]
async fn an_inner_test_runs_on_the_private_bus() -> Result<()> {
    let bus = PrivateBus::start().await?;
    bus.set_env("DESKTOP_SECRET", "42");
    bus.run_test("bus::sees_the_private_bus").await?;
    bus.set_env("DESKTOP_SECRET", "43");
    let error = bus
        .run_test("bus::sees_the_private_bus")
        .await
        .expect_err("the inner assertion fails");
    assert!(error.to_string().contains("the secret"), "{error}");
    assert!(bus.run_test("bus::no_such_test").await.is_err());
    Ok(())
}

#[test]
#[ignore = "runs inside an_inner_test_runs_on_the_private_bus"]
fn sees_the_private_bus() {
    assert_eq!(
        std::env::var("DESKTOP_SECRET").as_deref(),
        Ok("42"),
        "the secret"
    );
    let address = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("set for the inner test");
    assert!(address.contains("private-desktop-"));
}

fn lines_of(child: &mut Child) -> Result<Lines<BufReader<ChildStdout>>> {
    let output = child.stdout.take().ok_or("no output")?;
    Ok(BufReader::new(output).lines())
}
