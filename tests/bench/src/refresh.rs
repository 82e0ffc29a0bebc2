//! Counts the refreshes when a thousand calls at once find an expired token.

use bench::{Kept, Result, Setting};
use desktop::{Keyring, KeyringState, PrivateBus};
use futures::future::try_join_all;
use globus_local::{GlobusLocal, IssuedKind};
use tokio::process::Command;

use crate::{
    Programs, globus,
    measure::{self, own},
    verdict::Verdict,
};

const CALLS: usize = 1_000;
const PROCESSES: usize = 8;
const TRANSFER: &str = "transfer.api.globus.org";

pub(crate) async fn count(programs: &Programs, verdict: &mut Verdict) -> Result<()> {
    raise_file_limit()?;
    let globus = globus::start().await?;
    let mut setting = globus::signed_in(&globus).await?;
    expire(&mut setting);
    println!("\n{CALLS} calls at once with an expired token");

    setting.calls = CALLS;
    let before = access_tokens(&globus);
    let storm = Command::new(programs.folder.join("storm"));
    let run = measure::run(storm, &serde_json::to_string(&setting)?).await?;
    verdict.exactly("refreshes, one process", access_tokens(&globus) - before, 1);
    verdict.exactly("answers", run.report.count, CALLS);
    println!("  in {:.0} ms", own(&run));

    let bus = PrivateBus::start().await?;
    let _keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    setting.kept = Kept::Keychain;
    setting.calls = CALLS / PROCESSES;
    let input = serde_json::to_string(&setting)?;
    measure::run(bus.command(programs.folder.join("put_tokens")), &input).await?;
    let before = access_tokens(&globus);
    let storms =
        (0..PROCESSES).map(|_| measure::run(bus.command(programs.folder.join("storm")), &input));
    let runs = try_join_all(storms).await?;
    let name = format!("refreshes, {PROCESSES} processes with one keyring");
    verdict.exactly(&name, access_tokens(&globus) - before, 1);
    verdict.exactly(
        "answers",
        runs.iter().map(|run| run.report.count).sum(),
        CALLS,
    );
    globus.shutdown().await;
    Ok(())
}

/// Marks the tokens as expired. Their refresh tokens still work.
fn expire(setting: &mut Setting) {
    for token in &mut setting.tokens {
        if token.resource_server == TRANSFER {
            token.expires_at = 1;
        }
    }
}

fn access_tokens(globus: &GlobusLocal) -> usize {
    let issued = globus.issued();
    let is_access = |issued: &&globus_local::Issued| issued.kind == IssuedKind::AccessToken;
    issued.iter().filter(is_access).count()
}

/// Each call needs a connection at both ends, and all are open at once.
fn raise_file_limit() -> Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: maximum,
        maximum,
    };
    Ok(setrlimit(Resource::Nofile, all)?)
}
