//! The demo: an account of a local Globus, which ends with it.

use globus_app::Environment;
use globus_local::{GlobusLocal, Options};

use super::{
    account::{Account, Parts},
    session::Keep,
};
use crate::accounts::record::AccountRecord;

/// The demo's own client, environment and namespace, so that its items stand apart.
const CLIENT_ID: &str = "d3300000-0000-4000-8000-000000000000";
const ENVIRONMENT: &str = "local";
const NAMESPACE: &str = "demo";
/// Port 9 (discard): the address of no Globus, for looking after what a demo left behind.
const NO_GLOBUS: &str = "http://127.0.0.1:9/";

pub(super) async fn start(parts: Parts, keep: Keep) -> std::io::Result<Box<Account>> {
    let globus = GlobusLocal::start(Options::default()).await?;
    let environment = Environment::at(ENVIRONMENT, globus.url()).map_err(std::io::Error::other)?;
    let account = Account::new(parts, record(keep), environment, None);
    let account = account.map_err(std::io::Error::other)?;
    Ok(account.of_demo(globus))
}

/// Removes what a demo left in the keychain when it could not clean up itself.
pub(super) async fn remove_leftovers(parts: Parts) {
    let Ok(environment) = Environment::at(ENVIRONMENT, NO_GLOBUS) else {
        return;
    };
    let Ok(demo) = Account::new(parts, record(Keep::Keychain), environment, None) else {
        return;
    };
    if let Err(error) = demo.app.delete_tokens().await {
        tracing::warn!(%error, "what an earlier demo left behind could not be removed");
    }
}

fn record(keep: Keep) -> AccountRecord {
    AccountRecord {
        id: NAMESPACE.to_owned(),
        until_quit: keep == Keep::UntilQuit,
        ..AccountRecord::new(ENVIRONMENT, CLIENT_ID)
    }
}
