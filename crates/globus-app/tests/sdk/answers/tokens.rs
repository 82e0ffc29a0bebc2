//! The answers of Globus Auth's token endpoints, which our apps read by themselves.

use std::sync::Arc;

use globus_app::{
    ClientApp, Error, GlobusAppConfig, IdTokenError, LoginError, MemoryTokenStorage,
    PasteCodeLoginFlowManager, Scope, TokenStorage, TransferClient, TransferScopes, UserApp,
};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{Read, shipped::Answer};
use crate::{
    apps::{self, Client},
    server::Server,
};

pub async fn read(server: &Server, answer: &Answer) -> Option<Read> {
    Some(match answer.operation.strip_prefix("auth.oauth2_")? {
        "client_credentials_tokens" => client_credentials(server, answer).await,
        "exchange_code_for_tokens" => exchange(server, answer).await,
        "revoke_token" => revoke(server).await,
        _ => return None,
    })
}

/// A client signs in with its secret, and its token is stored.
async fn client_credentials(server: &Server, answer: &Answer) -> Read {
    let text = |name: &str| answer.body[name].as_str().expect("text");
    let resource_server = text("resource_server");
    let storage = Arc::new(MemoryTokenStorage::new());
    let app = ClientApp::builder("test-app", apps::CLIENT_ID)
        .client_secret(apps::CLIENT_SECRET)
        .scope_requirements(resource_server, Scope::new(text("scope")))
        .config(apps::config(server, storage.clone()));
    app.build().expect("complete").login().await?;
    let stored = storage.get(&apps::key(resource_server)).await?;
    let token = stored.expect("it signed in");
    Ok(vec![
        ("/access_token", json!(token.access_token.expose_secret())),
        ("/scope", json!(token.scope)),
        ("/resource_server", json!(token.resource_server)),
        ("/expires_in", hours_left(token.expires_at)),
    ])
}

/// None of these answers has a valid ID token, so no login may succeed with them. That the app
/// looks for one shows that the answer was read. A renewal, which reads the same document, shows
/// what is in it.
async fn exchange(server: &Server, answer: &Answer) -> Read {
    let keys = (200, json!({"keys": []}));
    server.answer_with([(answer.status, answer.body.clone()), keys]);
    let code = || Some("the-code".to_owned());
    let manager = PasteCodeLoginFlowManager::new(move |_| Box::pin(async move { code() }));
    let config = GlobusAppConfig {
        login_flow_manager: Some(Arc::new(manager)),
        ..apps::config(server, Arc::new(MemoryTokenStorage::new()))
    };
    let app = UserApp::builder("test-app", apps::CLIENT_ID).config(config);
    let outcome = app.build().expect("complete").login().await;
    let has_id_token = answer.body.get("id_token").is_some();
    match outcome.expect_err("nobody proved to have signed in") {
        Error::Login(LoginError::CodeRefused(error)) => Err(error.into()),
        Error::Login(LoginError::IdToken(IdTokenError::Missing)) if !has_id_token => {
            renewal(server, answer).await
        }
        Error::Login(LoginError::IdToken(error)) if has_id_token => {
            assert_ne!(error, IdTokenError::Missing);
            Ok(vec![("/id_token", json!("openid_token"))])
        }
        other => Err(other),
    }
}

async fn renewal(server: &Server, answer: &Answer) -> Read {
    let used = json!({"value": "00000000-0000-0000-34af-1252da510f05"});
    server.answer_with([(answer.status, answer.body.clone()), (200, used)]);
    let (app, storage) = apps::ended(server).await;
    TransferClient::new(&app).get_submission_id().await?;
    let stored = storage
        .get(&apps::key(TransferScopes::RESOURCE_SERVER))
        .await?;
    let token = stored.expect("it was renewed");
    Ok(vec![
        ("/access_token", json!(token.access_token.expose_secret())),
        ("/scope", json!(token.scope)),
        ("/resource_server", json!(token.resource_server)),
        ("/expires_in", hours_left(token.expires_at)),
    ])
}

async fn revoke(server: &Server) -> Read {
    let app = apps::signed_in_as(Client::Native, server, SignedDuration::from_hours(1)).await;
    app.logout().await?;
    Ok(vec![("/active", json!(app.unrevoked_tokens() > 0))])
}

/// How long a newly issued token is valid: in seconds, rounded to the hour.
fn hours_left(expires_at: Timestamp) -> Value {
    let left = expires_at.duration_since(Timestamp::now()).as_secs();
    json!((left + 1_800) / 3_600 * 3_600)
}
