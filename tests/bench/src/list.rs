//! Lists 1,000 flows and 1,000 tasks with a cached token, against the Python SDK and a bare loop.

use bench::{Kept, Result};
use desktop::{Keyring, KeyringState, PrivateBus};
use tokio::process::Command;

use crate::{
    Programs, globus,
    measure::{in_turns, peak, run, wall},
    verdict::Verdict,
};

const ALL: usize = 2_000;
const APP: usize = 0;
const BARE: usize = 1;
const PYTHON: usize = 2;
const KEYCHAIN: usize = 3;

pub(crate) async fn compare(programs: &Programs, verdict: &mut Verdict) -> Result<()> {
    let globus = globus::start().await?;
    let mut setting = globus::signed_in(&globus).await?;
    let in_memory = serde_json::to_string(&setting)?;

    let bus = PrivateBus::start().await?;
    let _keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    setting.kept = Kept::Keychain;
    let in_keychain = serde_json::to_string(&setting)?;
    let put_tokens = bus.command(programs.folder.join("put_tokens"));
    run(put_tokens, &in_keychain).await?;

    let app = || Command::new(programs.folder.join("list_app"));
    let bare = || Command::new(programs.folder.join("list_bare"));
    let python = || {
        let mut command = Command::new(&programs.python);
        command.arg(programs.scripts.join("list_sdk.py"));
        command
    };
    let app_on_bus = || bus.command(programs.folder.join("list_app"));
    let rounds = in_turns(&[
        (&app, &in_memory),
        (&bare, &in_memory),
        (&python, &in_memory),
        (&app_on_bus, &in_keychain),
    ])
    .await?;
    if !rounds.all_got(ALL) {
        return Err(format!("not every program listed all {ALL} documents").into());
    }

    println!("\n1,000 flows in 10 pages and 1,000 tasks: whole process, cached token");
    for (name, program) in [
        ("globus-app", APP),
        ("bare reqwest loop", BARE),
        ("Python SDK", PYTHON),
        ("globus-app, keyring", KEYCHAIN),
    ] {
        println!(
            "  {name:<22}{:>8.1} ms {:>7.1} MiB",
            rounds.median(program, wall),
            rounds.median(program, peak)
        );
    }
    verdict.at_least(
        "Python's time / ours",
        rounds.ratio(PYTHON, APP, wall),
        15.0,
    );
    verdict.at_most(
        "our memory / Python's",
        rounds.ratio(APP, PYTHON, peak),
        0.33,
        "",
    );
    verdict.at_most(
        "our time / the bare loop's",
        rounds.ratio(APP, BARE, wall),
        1.2,
        "",
    );
    println!(
        "  added by the keyring: {:.1} ms",
        rounds.median(KEYCHAIN, wall) - rounds.median(APP, wall)
    );
    globus.shutdown().await;
    Ok(())
}
