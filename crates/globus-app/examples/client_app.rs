//! A service account: no user, a secret, and the same clients.
//!
//! `GLOBUS_CLIENT_ID=… GLOBUS_CLIENT_SECRET=… cargo run -p globus-app --example client_app`

#![expect(clippy::print_stdout, reason = "an example's own output")]

use std::{env, error::Error, sync::Arc};

use globus_app::{ClientApp, Environment, GlobusAppConfig, MemoryTokenStorage, TransferClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = GlobusAppConfig {
        environment: Environment::from_env()?,
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        ..GlobusAppConfig::default()
    };
    let app = ClientApp::builder("client-app-example", env::var("GLOBUS_CLIENT_ID")?)
        .client_secret(env::var("GLOBUS_CLIENT_SECRET")?)
        .config(config)
        .build()?;
    let page = TransferClient::new(&app)
        .task_list()
        .limit(5)
        .send()
        .await?;
    println!("The service account has {} transfers.", page.total);
    app.logout().await?;
    Ok(())
}
