//! Scopes defined by hand: the first login includes access to a collection's data, so that browsing
//! it needs no second login.
//!
//! `cargo run -p globus-app --example scope_requirements -- COLLECTION_ID`

#![expect(clippy::print_stdout, reason = "an example's own output")]

use std::{env, error::Error, sync::Arc};

use globus_app::{
    Environment, GlobusAppConfig, MemoryTokenStorage, ScopeParser, TransferClient, TransferScopes,
    UserApp,
};
use uuid::Uuid;

const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let collection = env::args().nth(1).ok_or("which collection? give its id")?;
    let collection: Uuid = collection.parse()?;
    let needed = ScopeParser::parse(&format!(
        "{}[*https://auth.globus.org/scopes/{collection}/data_access]",
        TransferScopes::ALL
    ))?;

    let config = GlobusAppConfig {
        environment: Environment::from_env()?,
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        ..GlobusAppConfig::default()
    };
    let app = UserApp::builder("scope-requirements-example", CLIENT_ID)
        .scope_requirements(TransferScopes::RESOURCE_SERVER, needed)
        .config(config)
        .build()?;
    let transfer = TransferClient::new(&app);
    let listing = transfer.operation_ls(&collection).path("/").send().await?;
    for file in listing.files {
        println!("{}", file.name);
    }
    app.logout().await?;
    Ok(())
}
