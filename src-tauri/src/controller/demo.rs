//! The demo: an account on a local Globus that runs inside Meridian and stops with it.

use globus_app::Environment;
use globus_local::{GlobusLocal, Options};

use super::{
    account::{Account, Parts},
    session::Keep,
};
use crate::accounts::record::AccountRecord;

/// The demo's own client, environment and namespace keep its keychain items separate.
const CLIENT_ID: &str = "d3300000-0000-4000-8000-000000000000";
const ENVIRONMENT: &str = "local";
const NAMESPACE: &str = "demo";
/// Port 9 (discard), where nothing listens. Cleaning up after a demo needs an address but no server.
const NO_GLOBUS: &str = "http://127.0.0.1:9/";

pub(super) async fn start(parts: Parts, keep: Keep) -> std::io::Result<Box<Account>> {
    let globus = GlobusLocal::start(Options::default()).await?;
    let environment = Environment::at(ENVIRONMENT, globus.url()).map_err(std::io::Error::other)?;
    let account = Account::new(parts, record(keep), environment, None);
    let account = account.map_err(std::io::Error::other)?;
    Ok(account.of_demo(globus))
}

/// Removes the tokens that an earlier demo left in the keychain, for example after a crash.
pub(super) async fn remove_leftovers(parts: Parts) {
    let Ok(environment) = Environment::at(ENVIRONMENT, NO_GLOBUS) else {
        return;
    };
    let Ok(demo) = Account::new(parts, record(Keep::Keychain), environment, None) else {
        return;
    };
    if let Err(error) = demo.app.delete_tokens().await {
        tracing::warn!(%error, "tokens of an earlier demo could not be removed");
    }
}

fn record(keep: Keep) -> AccountRecord {
    AccountRecord {
        id: NAMESPACE.to_owned(),
        until_quit: keep == Keep::UntilQuit,
        ..AccountRecord::new(ENVIRONMENT, CLIENT_ID)
    }
}
