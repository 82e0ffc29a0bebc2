//! Logins started by hand: one if it is required, and one that asks for a second factor.
//!
//! `cargo run -p globus-app --example login_flow`

#![expect(clippy::print_stdout, reason = "an example's own output")]

use std::{error::Error, sync::Arc};

use globus_app::{
    AuthClient, Environment, GlobusAppConfig, GlobusAuthorizationParameters, MemoryTokenStorage,
    UserApp,
};

const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = GlobusAppConfig {
        environment: Environment::from_env()?,
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        ..GlobusAppConfig::default()
    };
    let app = UserApp::builder("login-flow-example", CLIENT_ID)
        .config(config)
        .build()?;
    if app.login_required().await? {
        app.login().await?;
    }
    app.run_login_flow(GlobusAuthorizationParameters {
        session_message: Some("Please authenticate with MFA".into()),
        session_required_mfa: Some(true),
        ..Default::default()
    })
    .await?;
    let person = AuthClient::new(&app).userinfo().await?;
    let name = person.preferred_username.unwrap_or(person.sub);
    println!("Signed in with a second factor: {name}");
    app.logout().await?;
    Ok(())
}
