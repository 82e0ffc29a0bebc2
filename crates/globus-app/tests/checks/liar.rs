//! A Globus Auth that says whatever the test wants, and logins to it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use globus_app::{
    Error, GlobusAppConfig, LocalServerLoginFlowManager, MemoryTokenStorage, TokenStorage, UserApp,
};
use serde_json::{Value, json};
use url::Url;

use crate::{
    between::{Asked, Between, Reply},
    login_port::query,
    signer::Signer,
    support::{APP_NAME, CLIENT_ID, config, key},
};

/// A request for the liar to answer.
pub(crate) struct Turn {
    pub(crate) asked: Asked,
    /// How many earlier requests had this path.
    pub(crate) number: usize,
    pub(crate) signer: Signer,
    /// The claims of an honest ID token.
    pub(crate) claims: Value,
}

impl Turn {
    /// An honest answer to a code, with `changes` to the claims.
    pub(crate) fn tokens(&self, changes: &Value) -> Value {
        let mut claims = self.claims.clone();
        for (name, value) in changes.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        json!({
            "access_token": "an-access-token", "refresh_token": "a-refresh-token",
            "scope": "openid profile email", "expires_in": 172_800, "token_type": "Bearer",
            "resource_server": "auth.globus.org", "state": "s", "other_tokens": [],
            "id_token": self.signer.id_token(claims),
        })
    }

    /// What an honest Globus would answer.
    pub(crate) fn honest(&self) -> Reply {
        let body = match self.asked.path.as_str() {
            "/v2/oauth2/token" => self.tokens(&json!({})),
            "/jwk.json" => self.signer.keys(),
            "/v2/oauth2/token/revoke" => json!({ "active": false }),
            other => panic!("nobody asks for {other}"),
        };
        Reply::json(200, &body)
    }

    pub(crate) fn is_exchange(&self) -> bool {
        self.asked.path == "/v2/oauth2/token"
    }

    pub(crate) fn is_keys(&self) -> bool {
        self.asked.path == "/jwk.json"
    }
}

/// The liar, and an app that knows no other Globus. The browser consents to everything.
pub(crate) struct Liar {
    pub(crate) globus: Between,
    pub(crate) app: UserApp,
    storage: Arc<dyn TokenStorage>,
    authorize: Arc<Mutex<Option<Url>>>,
}

impl Liar {
    pub(crate) async fn start(lie: impl Fn(&Turn) -> Reply + Send + Sync + 'static) -> Self {
        Self::of_a_client(None, lie).await
    }

    /// The same for a client with a secret.
    pub(crate) async fn of_a_client(
        secret: Option<&str>,
        lie: impl Fn(&Turn) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let authorize = Arc::new(Mutex::new(None));
        let globus = between(authorize.clone(), lie).await;
        let opened = authorize.clone();
        let browser = LocalServerLoginFlowManager::new(move |url: &Url| {
            let sent = query(url);
            *opened.lock().expect("whole") = Some(url.clone());
            let state = &sent["state"];
            let redirect = format!("{}/?code=the-code&state={state}", sent["redirect_uri"]);
            tokio::spawn(reqwest::get(redirect));
            Ok(())
        });
        let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
        let builder = UserApp::builder(APP_NAME, CLIENT_ID).config(GlobusAppConfig {
            login_flow_manager: Some(Arc::new(browser)),
            token_storage: Some(storage.clone()),
            ..config(&globus.url)
        });
        let builder = match secret {
            Some(secret) => builder.client_secret(secret.to_owned()),
            None => builder,
        };
        Self {
            app: builder.build().expect("complete"),
            globus,
            storage,
            authorize,
        }
    }

    /// A login that must fail and store nothing.
    pub(crate) async fn refused(&self) -> Error {
        let error = self.app.login().await.expect_err("a lie");
        let stored = self.storage.get(&key("auth.globus.org")).await;
        assert!(stored.expect("memory").is_none());
        assert!(self.app.identity().is_none());
        let said = format!("{error} {error:?}");
        for secret in ["an-access-token", "a-refresh-token", "the-code", "eyJ"] {
            assert!(!said.contains(secret), "{said}");
        }
        error
    }

    /// What the last login requested.
    pub(crate) fn authorize(&self) -> HashMap<String, String> {
        query(
            self.authorize
                .lock()
                .expect("whole")
                .as_ref()
                .expect("opened"),
        )
    }

    /// The code exchanges so far.
    pub(crate) fn exchanges(&self) -> Vec<Asked> {
        let asked = self.globus.asked().into_iter();
        asked
            .filter(|asked| asked.path == "/v2/oauth2/token")
            .collect()
    }
}

async fn between(
    authorize: Arc<Mutex<Option<Url>>>,
    lie: impl Fn(&Turn) -> Reply + Send + Sync + 'static,
) -> Between {
    let signer = Signer::new();
    let numbers = Mutex::new(HashMap::<String, usize>::new());
    Between::with(move |asked, _| {
        let opened = authorize.lock().expect("whole").clone();
        let nonce = opened.map(|url| query(&url)["nonce"].clone());
        let host = asked.headers.iter().find(|(name, _)| name == "host");
        let claims = json!({
            "iss": format!("http://{}", host.expect("sent").1),
            "sub": "ada", "aud": CLIENT_ID, "nonce": nonce,
        });
        let mut numbers = numbers.lock().expect("whole");
        let number = numbers.entry(asked.path.clone()).or_default();
        let turn = Turn {
            asked,
            number: *number,
            signer: signer.clone(),
            claims,
        };
        *number += 1;
        let reply = lie(&turn);
        Box::pin(async move { reply })
    })
    .await
}
