//! A real keychain that is full, restarts, or contains foreign items.

use std::path::Path;

use desktop::{Keyring, KeyringState, PrivateBus, Result};
use serde_json::{Value, json};

use crate::{
    between::Between,
    program::{Program, SERVICE},
    rotation::rotating,
    support::CLIENT_ID,
};

const FLOWS: &str = "flows.globus.org";

/// The name of the Flows token's item.
fn user() -> String {
    format!("local/{CLIENT_ID}/DEFAULT/{FLOWS}")
}

struct Scene {
    bus: PrivateBus,
    keyring: Keyring,
    globus: Between,
}

impl Scene {
    async fn start(globus: Between) -> Result<Self> {
        let bus = PrivateBus::start().await?;
        let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
        Ok(Self {
            bus,
            keyring,
            globus,
        })
    }

    fn program(&self) -> Result<Program> {
        Program::start(&self.bus, &self.globus.url)
    }

    /// Signs in with the program, and ends it.
    async fn signed_in_before(&self) -> Result<()> {
        let mut program = self.program()?;
        assert_eq!(program.ask("login").await?, "ok");
        program.kill().await
    }

    /// The stored records of the Flows token.
    async fn records(&self) -> Result<Vec<String>> {
        let items = self.keyring.items(SERVICE).await?;
        let flows = items.into_iter().filter(|item| {
            let name = item.attributes.get("username");
            name.is_some_and(|name| *name == user())
        });
        Ok(flows.filter_map(|item| item.secret).collect())
    }

    /// Writes an item with the name of the Flows token; with a `mark`, a second one.
    async fn write(&self, record: &str, mark: Option<&str>) -> Result<()> {
        let name = user();
        let mut attributes = vec![("service", SERVICE), ("username", name.as_str())];
        attributes.extend(mark.map(|mark| ("mark", mark)));
        self.keyring.store("by hand", &attributes, record).await
    }

    /// Whether the keyring can open files. If not, it behaves as on a full disk.
    async fn let_it_write(&self, can_write: bool) -> Result<()> {
        let daemons = self.bus.processes().into_iter();
        let mut daemons =
            daemons.filter(|process| process.command.contains("gnome-keyring-daemon"));
        let daemon = daemons.next().ok_or("no keyring runs")?.id;
        let open = |number: &u32| Path::new(&format!("/proc/{daemon}/fd/{number}")).exists();
        let limit = if can_write {
            1024
        } else {
            (0..1024).take_while(open).count()
        };
        let status = tokio::process::Command::new("prlimit")
            .args(["--pid", &daemon.to_string(), &format!("--nofile={limit}:")])
            .status()
            .await?;
        assert!(status.success());
        Ok(())
    }
}

#[tokio::test]
async fn f19_a_keychain_that_cannot_write_keeps_the_old_item_and_the_program_the_new_token()
-> Result<()> {
    let scene = Scene::start(rotating().await).await?;
    let mut program = scene.program()?;
    assert_eq!(program.ask("login").await?, "ok");
    let before = scene.records().await?;
    scene.globus.globus.expire_access_tokens();
    scene.let_it_write(false).await?;
    assert_eq!(program.ask("call").await?, "ok");
    assert_eq!(program.ask("unsaved").await?, FLOWS);
    assert_eq!(
        program.ask("save").await?,
        "the keychain could not save the record"
    );
    assert_eq!(program.ask("call").await?, "ok");
    scene.let_it_write(true).await?;
    assert_eq!(scene.records().await?, before);
    assert_eq!(program.ask("save").await?, "ok");
    assert_eq!(program.ask("unsaved").await?, "");
    program.kill().await?;
    assert_ne!(scene.records().await?, before);
    let mut next = scene.program()?;
    assert_eq!(next.ask("call").await?, "ok");
    assert_eq!(scene.globus.refreshes(), 1);
    Ok(())
}

#[tokio::test]
async fn f20_a_keychain_that_restarts_is_not_noticed() -> Result<()> {
    let mut scene = Scene::start(rotating().await).await?;
    let mut program = scene.program()?;
    assert_eq!(program.ask("login").await?, "ok");
    for _ in 0..2 {
        scene.keyring.restart().await?;
        scene.keyring.unlock().await?;
        scene.globus.globus.expire_access_tokens();
        assert_eq!(program.ask("call").await?, "ok");
        assert_eq!(program.ask("unsaved").await?, "");
    }
    Ok(())
}

#[tokio::test]
async fn f24_of_two_items_with_one_name_the_last_written_stays() -> Result<()> {
    for (ours, other) in [(5, 2), (5, 9)] {
        let scene = Scene::start(Between::start().await).await?;
        scene.signed_in_before().await?;
        let mut good: Value = serde_json::from_str(&scene.records().await?[0])?;
        let mut stale = good.clone();
        stale["access_token"] = json!("stale");
        stale["refresh_token"] = json!("stale");
        good["generation"] = json!(ours.max(other));
        stale["generation"] = json!(ours.min(other));
        let (first, second) = if ours > other {
            (&good, &stale)
        } else {
            (&stale, &good)
        };
        scene.write(&first.to_string(), None).await?;
        scene.write(&second.to_string(), Some("second")).await?;
        assert_eq!(scene.records().await?.len(), 2);
        let mut program = scene.program()?;
        assert_eq!(program.ask("call").await?, "ok");
        let left = scene.records().await?;
        let left: Vec<Value> = left.iter().flat_map(|r| serde_json::from_str(r)).collect();
        assert_eq!(left, [good]);
    }
    Ok(())
}

#[tokio::test]
async fn f24_c19_what_is_no_record_of_ours_signs_out_with_a_message_and_stays() -> Result<()> {
    let scene = Scene::start(Between::start().await).await?;
    scene.signed_in_before().await?;
    let ours: Value = serde_json::from_str(&scene.records().await?[0])?;
    let mut newer = ours.clone();
    newer["v"] = json!(2);
    for (record, words) in [
        ("not ours".to_owned(), "can't be read"),
        (newer.to_string(), "was written by a newer version"),
    ] {
        scene.write(&record, None).await?;
        let mut program = scene.program()?;
        let answer = program.ask("call").await?;
        let expected = format!("the record for {FLOWS} {words}");
        assert!(answer.starts_with("login required"), "{answer}");
        assert!(answer.contains(&expected), "{answer}");
        assert_eq!(program.ask("missing").await?, FLOWS);
        assert_eq!(scene.records().await?, [record], "kept");
        assert_eq!(program.ask("login").await?, "ok", "overwrites it");
        assert_eq!(program.ask("call").await?, "ok");
    }
    // There are two, and nobody knows which one is right.
    scene.write("not ours", None).await?;
    scene.write("neither", Some("second")).await?;
    let mut program = scene.program()?;
    let answer = program.ask("call").await?;
    assert!(answer.contains("can't be read"), "{answer}");
    assert_eq!(program.ask("login").await?, "ok");
    assert_eq!(scene.records().await?.len(), 1);
    assert_eq!(program.ask("call").await?, "ok");
    Ok(())
}

#[tokio::test]
async fn c20_items_are_found_by_service_and_signed_out_whoever_uses_them() -> Result<()> {
    let scene = Scene::start(Between::start().await).await?;
    scene.signed_in_before().await?;
    // One of this account, for a service that the program doesn't use, and one of another account.
    let transfer = format!("local/{CLIENT_ID}/DEFAULT/transfer.api.globus.org");
    let demo = format!("local/{CLIENT_ID}/demo/{FLOWS}");
    for user in [&transfer, &demo] {
        let attributes = [("service", SERVICE), ("username", user.as_str())];
        scene.keyring.store("by hand", &attributes, "{}").await?;
    }
    let mut program = scene.program()?;
    assert_eq!(program.ask("logout").await?, "ok");
    let left = scene.keyring.items(SERVICE).await?;
    let left: Vec<_> = left
        .iter()
        .filter_map(|item| item.attributes.get("username"))
        .collect();
    assert_eq!(left, [&demo]);
    Ok(())
}
