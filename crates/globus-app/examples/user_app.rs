//! A user's app: set it up, bind clients, and list flows and transfers. The first call signs in.
//!
//! `cargo run -p globus-app --example user_app`, with the variables that `globus-local` prints, or
//! with `MERIDIAN_CLIENT_ID` for the real Globus.

#![expect(clippy::print_stdout, reason = "an example's own output")]

use std::{error::Error, pin::pin, sync::Arc};

use futures::{StreamExt, TryStreamExt};
use globus_app::{
    Environment, FlowsClient, GlobusAppConfig, MemoryTokenStorage, TransferClient, UserApp,
};

/// The SDK's tutorial client. Register your own for anything but trying things out.
const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = GlobusAppConfig {
        environment: Environment::from_env()?,
        // Nothing is kept. Without this line, the keychain is used.
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        ..GlobusAppConfig::default()
    };
    let app = UserApp::builder("user-app-example", CLIENT_ID)
        .config(config)
        .build()?;
    let flows = FlowsClient::new(&app);
    let transfer = TransferClient::new(&app);

    let page = flows
        .list_flows()
        .order_by("updated_at DESC")
        .per_page(5)
        .send()
        .await?;
    println!("Your latest flows:");
    for flow in page.flows {
        println!("  {}", flow.title);
    }

    println!("Your latest transfers:");
    let tasks = transfer.task_list().order_by("request_time DESC").items();
    let mut tasks = pin!(tasks.take(5));
    while let Some(task) = tasks.try_next().await? {
        let label = task.label.unwrap_or_else(|| "(no label)".to_owned());
        println!("  {label}: {}", task.status);
    }
    app.logout().await?;
    Ok(())
}
