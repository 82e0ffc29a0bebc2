//! Someone else signs in.

use std::sync::{Arc, Mutex};

use globus_app::{
    Error, FlowsClient, GlobusAppConfig, GlobusAuthorizationParameters, KeepError,
    MemoryTokenStorage, OtherIdentity, TokenStorage, TokenValidationError, UserApp,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::Url;

use crate::{
    between::{Between, Reply},
    signer::Signer,
    support::{CLIENT_ID, config, key, stored, user_app},
};

/// A Globus where the test decides who signs in, by their `sub`.
async fn signing_in(sub: &Arc<Mutex<&'static str>>) -> Between {
    let (signer, sub) = (Signer::new(), sub.clone());
    let nonce = Arc::new(Mutex::new(String::new()));
    Between::with(move |asked, globus| {
        let (signer, nonce, sub) = (signer.clone(), nonce.clone(), *sub.lock().expect("whole"));
        Box::pin(async move {
            if asked.path == "/jwk.json" {
                return Reply::json(200, &signer.keys());
            }
            let url = Url::parse("http://127.0.0.1").and_then(|url| url.join(&asked.path));
            let url = url.expect("a path");
            if let Some((_, sent)) = url.query_pairs().find(|(name, _)| name == "nonce") {
                *nonce.lock().expect("whole") = sent.into_owned();
            }
            let reply = globus.ask(&asked).await;
            let Reply::Answer { status, body, .. } = &reply else {
                return reply;
            };
            if asked.path != "/v2/oauth2/token" || asked.is_refresh() {
                return reply;
            }
            let host = asked.headers.iter().find(|(name, _)| name == "host");
            let claims = json!({
                "iss": format!("http://{}", host.expect("sent").1),
                "sub": sub,
                "aud": CLIENT_ID,
                "nonce": *nonce.lock().expect("whole"),
                "preferred_username": format!("{sub}@uni.example"),
            });
            let mut body: Value = serde_json::from_str(body).expect("JSON");
            body["id_token"] = signer.id_token(claims).into();
            Reply::json(*status, &body)
        })
    })
    .await
}

struct Scene {
    globus: Between,
    storage: Arc<dyn TokenStorage>,
    app: UserApp,
    sub: Arc<Mutex<&'static str>>,
}

/// Ada is signed in. The next to sign in is Grace.
async fn ada_then_grace() -> Scene {
    let sub = Arc::new(Mutex::new("ada"));
    let globus = signing_in(&sub).await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..config(&globus.url)
    });
    let _flows = FlowsClient::new(&app);
    app.login().await.expect("Ada signs in");
    *sub.lock().expect("whole") = "grace";
    Scene {
        globus,
        storage,
        app,
        sub,
    }
}

impl Scene {
    async fn grace(&self) -> OtherIdentity {
        let outcome = self
            .app
            .run_login_flow(GlobusAuthorizationParameters::default())
            .await;
        match outcome {
            Err(Error::OtherIdentity(other)) => other,
            outcome => panic!("{outcome:?}"),
        }
    }

    async fn whose(&self, namespace: &str) -> Vec<String> {
        let like = globus_app::TokenKey {
            namespace: namespace.into(),
            ..key("")
        };
        let mut ids = Vec::new();
        for key in self.storage.list(&like).await.expect("memory") {
            let record = self.storage.get(&key).await.expect("readable");
            ids.extend(record.and_then(|record| record.identity_id));
        }
        ids
    }
}

#[tokio::test]
async fn c5_f37_another_identity_is_an_error_that_gives_its_tokens_back_when_dropped() {
    let scene = ada_then_grace().await;
    let before = stored(scene.storage.as_ref(), "flows.globus.org").await;
    let other = scene.grace().await;
    assert_eq!(other.identity().sub, "grace");
    assert!(other.to_string().starts_with("grace@uni.example"));
    let shared = other.clone();
    drop(other);
    assert_eq!(scene.globus.count("/v2/oauth2/token/revoke"), 0, "not yet");
    drop(shared);
    scene.globus.revoked(4).await;
    let after = stored(scene.storage.as_ref(), "flows.globus.org").await;
    let [before, after] = [&before, &after].map(|token| token.access_token.expose_secret());
    assert_eq!(before, after);
    assert_eq!(scene.whose("DEFAULT").await, ["ada", "ada"]);
    assert_eq!(
        scene.app.identity().map(|who| who.sub).as_deref(),
        Some("ada")
    );
}

#[tokio::test]
async fn c5_another_identity_can_be_kept_as_a_second_account() {
    let scene = ada_then_grace().await;
    let other = scene.grace().await;
    assert_eq!(
        other.keep_as("DEFAULT").await,
        Err(KeepError::Taken("DEFAULT".into()))
    );
    other.keep_as("second").await.expect("memory");
    assert_eq!(other.keep_as("third").await, Err(KeepError::Kept));
    drop(other);
    assert_eq!(scene.whose("DEFAULT").await, ["ada", "ada"]);
    assert_eq!(scene.whose("second").await, ["grace", "grace"]);
    let second = user_app(GlobusAppConfig {
        token_storage: Some(scene.storage.clone()),
        token_validation_error_handler: None,
        namespace: "second".into(),
        ..config(&scene.globus.url)
    });
    let flows = FlowsClient::new(&second);
    flows.list_flows().send().await.expect("it works at once");
    assert_eq!(scene.globus.count("/v2/oauth2/token/revoke"), 0);
}

#[tokio::test]
async fn c5_all_who_wait_share_the_error() {
    let scene = ada_then_grace().await;
    let logins = (0..5).map(|_| {
        scene
            .app
            .run_login_flow(GlobusAuthorizationParameters::default())
    });
    let outcomes = futures::future::join_all(logins).await;
    let others: Vec<_> = outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Err(Error::OtherIdentity(other)) => other,
            outcome => panic!("{outcome:?}"),
        })
        .collect();
    others[0].keep_as("second").await.expect("memory");
    assert_eq!(others[4].keep_as("third").await, Err(KeepError::Kept));
    drop(others);
    assert_eq!(scene.whose("second").await, ["grace", "grace"]);
    assert_eq!(scene.globus.count("/v2/oauth2/token/revoke"), 0);
}

#[tokio::test]
async fn c5_dropped_outside_the_runtime_it_is_revoked_all_the_same() {
    let scene = ada_then_grace().await;
    let other = scene.grace().await;
    std::thread::spawn(move || drop(other))
        .join()
        .expect("no panic");
    scene.globus.revoked(4).await;
}

#[tokio::test]
async fn after_a_sign_out_anybody_may_sign_in() {
    let scene = ada_then_grace().await;
    scene.app.logout().await.expect("memory");
    scene.app.login().await.expect("Grace signs in");
    assert_eq!(scene.whose("DEFAULT").await, ["grace", "grace"]);
    drop(scene.sub);
}

#[tokio::test]
async fn tokens_that_another_process_got_for_somebody_else_are_not_used() {
    let scene = ada_then_grace().await;
    let flows = FlowsClient::new(&scene.app);
    // The other process signs out, and signs in as Grace.
    let other = user_app(GlobusAppConfig {
        token_storage: Some(scene.storage.clone()),
        ..config(&scene.globus.url)
    });
    let _flows = FlowsClient::new(&other);
    other.logout().await.expect("memory");
    other.login().await.expect("Grace signs in");
    let outcome = flows.list_flows().send().await;
    let Err(Error::TokenValidation(TokenValidationError::IdentityMismatch {
        expected, found, ..
    })) = outcome
    else {
        panic!("{outcome:?}")
    };
    assert_eq!([expected.as_str(), found.as_str()], ["ada", "grace"]);
}
