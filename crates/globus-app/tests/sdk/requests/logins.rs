//! The address of the login page.

use std::sync::{Arc, Mutex};

use globus_app::{
    FlowsClient, GlobusAppConfig, GlobusAuthorizationParameters, MemoryTokenStorage,
    PasteCodeLoginFlowManager, SpecificFlowClient, TransferClient, UserApp,
};
use serde_json::{Value, json};
use url::Url;
use uuid::{Uuid, uuid};

use super::sdk::Sdk;
use crate::{
    apps::{self, Client, FLOW_ID},
    server::{Asked, Body, Server, pairs},
};

const COLLECTION: Uuid = uuid!("313ce13e-b597-5858-ae13-29e46fea26e6");

/// Our address and the SDK's, as requests.
pub async fn requests(server: &Server, sdk: &mut Sdk) -> Vec<(Asked, Asked)> {
    let everything = json!({
        "session_message": "Please & thank you",
        "session_required_identities": ["ada@uni.example", "46bd0f56-e24f-11e5-a510-131bef46955c"],
        "session_required_policies": ["36ad9f9a-ad29-488f-beb4-c22ab729643a"],
        "session_required_single_domain": ["uni.example", "lab.example"],
        "session_required_mfa": true,
        "prompt": "login",
    });
    let mut compared = Vec::new();
    for client in [Client::Native, Client::Confidential] {
        for parameters in [
            json!({}),
            everything.clone(),
            json!({"session_required_mfa": true}),
            json!({"session_required_mfa": false, "session_message": "hello"}),
            json!({"required_scopes": ["https://auth.globus.org/scopes/other/all[*a b]"]}),
        ] {
            for (refresh_tokens, collections) in [(true, vec![COLLECTION]), (false, Vec::new())] {
                let login = Login {
                    client,
                    parameters: parameters.clone(),
                    refresh_tokens,
                    collections,
                };
                let theirs = login.theirs(server, sdk);
                compared.push((as_request(&login.ours(server).await), as_request(&theirs)));
            }
        }
    }
    compared
}

struct Login {
    client: Client,
    parameters: Value,
    refresh_tokens: bool,
    collections: Vec<Uuid>,
}

impl Login {
    fn theirs(&self, server: &Server, sdk: &mut Sdk) -> Url {
        let outcome = sdk.call(&json!({
            "client": "app",
            "method": "login",
            "confidential": self.client == Client::Confidential,
            "redirect_uri": self.redirect_uri(server),
            "parameters": self.parameters,
            "refresh_tokens": self.refresh_tokens,
            "collections": self.collections,
        }));
        let url = outcome["result"].as_str().and_then(|url| url.parse().ok());
        url.unwrap_or_else(|| panic!("{outcome}"))
    }

    async fn ours(&self, server: &Server) -> Url {
        let opened = Arc::new(Mutex::new(None));
        let seen = Arc::clone(&opened);
        let manager = PasteCodeLoginFlowManager::new(move |url| {
            *seen.lock().expect("whole") = Some(url);
            Box::pin(async { None })
        });
        let redirect_uri = self.redirect_uri(server);
        let config = GlobusAppConfig {
            login_flow_manager: Some(Arc::new(manager)),
            login_redirect_uri: redirect_uri.map(|url| url.parse().expect("a URL")),
            request_refresh_tokens: self.refresh_tokens,
            ..apps::config(server, Arc::new(MemoryTokenStorage::new()))
        };
        let app = UserApp::builder("test-app", apps::CLIENT_ID).config(config);
        let app = self.client.with_secret(app).build().expect("complete");
        let transfer = TransferClient::new(&app);
        let _flows = FlowsClient::new(&app);
        let flow = SpecificFlowClient::new(&app, FLOW_ID);
        if !self.collections.is_empty() {
            transfer.add_app_data_access_scope(&self.collections);
            flow.add_app_transfer_data_access_scope(&self.collections);
        }
        let parameters: GlobusAuthorizationParameters =
            serde_json::from_value(self.parameters.clone()).expect("parameters");
        let outcome = app.run_login_flow(parameters).await;
        outcome.expect_err("cancelled");
        let opened = opened.lock().expect("whole").take();
        opened.expect("it was shown")
    }

    /// Native clients use Globus's own page.
    fn redirect_uri(&self, server: &Server) -> Option<String> {
        let registered = self.client == Client::Confidential;
        registered.then(|| format!("{}my/page", server.base))
    }
}

fn as_request(url: &Url) -> Asked {
    Asked {
        method: "GET".into(),
        path: format!("{}{}", &url[..url::Position::BeforePath], url.path()),
        query: pairs(url.query().unwrap_or_default().as_bytes()),
        body: Body::None,
        credentials: String::new(),
        accept: String::new(),
        user_agent: String::new(),
        client_info: String::new(),
    }
}
