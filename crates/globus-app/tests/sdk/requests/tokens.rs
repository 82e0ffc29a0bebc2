//! Globus Auth's token endpoints, which our apps use by themselves.

use std::sync::Arc;

use globus_app::{
    ClientApp, GlobusAppConfig, MemoryTokenStorage, PasteCodeLoginFlowManager, TransferClient,
    TransferScopes, UserApp,
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::sdk::Sdk;
use crate::{
    apps::{self, Client},
    server::{Asked, Body, Server},
};

/// The name of the SDK's operation, our requests, and the SDK's.
type Compared = (&'static str, Vec<Asked>, Vec<Asked>);

pub async fn requests(server: &Server, sdk: &mut Sdk) -> Vec<Compared> {
    let mut compared = vec![client_credentials(server, sdk).await];
    for client in [Client::Native, Client::Confidential] {
        compared.push(exchange(server, sdk, client).await);
        compared.push(refresh(server, sdk, client).await);
        compared.push(revoke(server, sdk, client).await);
    }
    compared
}

async fn client_credentials(server: &Server, sdk: &mut Sdk) -> Compared {
    let scope = TransferScopes::ALL;
    let question = json!({
        "client": "confidential",
        "method": "oauth2_client_credentials_tokens",
        "args": [scope.to_string()],
    });
    let theirs = asked_by_the_sdk(server, sdk, &question);
    server.answer_with([(200, json!({}))]);
    let storage = Arc::new(MemoryTokenStorage::new());
    let app = ClientApp::builder("test-app", apps::CLIENT_ID)
        .client_secret(apps::CLIENT_SECRET)
        .scope_requirements(TransferScopes::RESOURCE_SERVER, [scope])
        .config(apps::config(server, storage));
    let app = app.build().expect("complete");
    app.login().await.expect_err("no tokens were given");
    (
        "confidential.oauth2_client_credentials_tokens",
        server.asked(),
        theirs,
    )
}

async fn exchange(server: &Server, sdk: &mut Sdk, client: Client) -> Compared {
    let operation = match client {
        Client::Native => "native.exchange",
        Client::Confidential => "confidential.exchange",
    };
    let redirect_uri = format!("{}v2/web/auth-code", server.base);
    let question = json!({
        "client": client.name(),
        "method": "exchange",
        "redirect_uri": redirect_uri,
    });
    let theirs = asked_by_the_sdk(server, sdk, &question);
    server.answer_with([(200, json!({}))]);
    let manager =
        PasteCodeLoginFlowManager::new(|_| Box::pin(async { Some("the-code".to_owned()) }));
    let config = GlobusAppConfig {
        login_flow_manager: Some(Arc::new(manager)),
        login_redirect_uri: Some(redirect_uri.parse().expect("a URL")),
        ..apps::config(server, Arc::new(MemoryTokenStorage::new()))
    };
    let app = UserApp::builder("test-app", apps::CLIENT_ID).config(config);
    let app = client.with_secret(app).build().expect("complete");
    app.login().await.expect_err("no tokens were given");
    (operation, server.asked(), theirs)
}

async fn refresh(server: &Server, sdk: &mut Sdk, client: Client) -> Compared {
    let operation = match client {
        Client::Native => "native.oauth2_refresh_token",
        Client::Confidential => "confidential.oauth2_refresh_token",
    };
    let token = format!("refresh-{}", TransferScopes::RESOURCE_SERVER);
    let question = json!({
        "client": client.name(),
        "method": "oauth2_refresh_token",
        "args": [token],
    });
    server.answer_with([(200, json!({}))]);
    sdk.call(&question);
    let theirs = server.renewals();
    server.answer_with([(200, json!({}))]);
    let ended = SignedDuration::from_hours(-1);
    let app = apps::signed_in_as(client, server, ended).await;
    TransferClient::new(&app)
        .get_submission_id()
        .await
        .expect_err("none was given");
    (operation, server.renewals(), theirs)
}

async fn revoke(server: &Server, sdk: &mut Sdk, client: Client) -> Compared {
    let operation = match client {
        Client::Native => "native.oauth2_revoke_token",
        Client::Confidential => "confidential.oauth2_revoke_token",
    };
    let question = json!({
        "client": client.name(),
        "method": "oauth2_revoke_token",
        "args": [apps::ACCESS_TOKEN],
    });
    let theirs = asked_by_the_sdk(server, sdk, &question);
    server.answer_with([(200, json!({"active": false}))]);
    let app = apps::signed_in_as(client, server, SignedDuration::from_hours(1)).await;
    app.logout().await.expect("in memory");
    let mut ours = server.everything_asked();
    // One for each token. The access tokens are the same for all services.
    ours.retain(|asked| form_value(asked, "token") == Some(apps::ACCESS_TOKEN));
    ours.truncate(1);
    (operation, ours, theirs)
}

fn asked_by_the_sdk(server: &Server, sdk: &mut Sdk, question: &Value) -> Vec<Asked> {
    server.answer_with([(200, json!({}))]);
    sdk.call(question);
    server.asked()
}

fn form_value<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    let Body::Form(fields) = &asked.body else {
        return None;
    };
    let field = fields.iter().find(|(known, _)| known == name)?;
    Some(&field.1)
}
