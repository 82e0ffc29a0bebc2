//! Logins and renewals against a certified OpenID server.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use globus_app::{
    AuthClient, Error, GlobusAppConfig, GlobusAuthorizationParameters, LocalServerLoginFlowManager,
    LoginAnswer, LoginError, LoginFlowManager, LoginRequest, MemoryTokenStorage, TokenData,
    TokenStorage, UserApp,
};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use tokio::sync::mpsc;
use url::Url;

use crate::{
    certified::{Certified, browse},
    support::{config, key, stored, user_app},
};

const AUTH: &str = "auth.globus.org";

/// Ada's app and its storage.
struct Scene {
    server: Certified,
    storage: Arc<dyn TokenStorage>,
    /// What the browser saw in each login.
    seen: mpsc::UnboundedReceiver<(Vec<Url>, Option<u16>)>,
    app: UserApp,
}

impl Scene {
    fn new() -> Self {
        let server = Certified::start();
        let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
        let (tell, seen) = mpsc::unbounded_channel();
        let browser = LocalServerLoginFlowManager::new(move |url: &Url| {
            let (tell, url) = (tell.clone(), url.clone());
            tokio::spawn(async move { tell.send(browse(url).await) });
            Ok(())
        });
        let app = user_app(GlobusAppConfig {
            login_flow_manager: Some(Arc::new(browser)),
            token_storage: Some(storage.clone()),
            ..config(&server.url)
        });
        Self {
            server,
            storage,
            seen,
            app,
        }
    }

    async fn signed_in() -> Self {
        let scene = Self::new();
        scene.app.login().await.expect("Ada signs in");
        scene
    }

    async fn token(&self) -> TokenData {
        stored(self.storage.as_ref(), AUTH).await
    }

    /// The app after a restart, with an expired access token. It may not open a browser.
    async fn after_expiry(&self) -> UserApp {
        let ended = TokenData {
            expires_at: Timestamp::now() - SignedDuration::from_hours(1),
            ..self.token().await
        };
        self.storage.put(&key(AUTH), &ended).await.expect("memory");
        user_app(GlobusAppConfig {
            token_storage: Some(self.storage.clone()),
            token_validation_error_handler: None,
            ..config(&self.server.url)
        })
    }
}

fn refresh_token(token: &TokenData) -> &str {
    let secret = token.refresh_token.as_ref().expect("asked for");
    secret.expose_secret()
}

fn query(url: &Url) -> HashMap<String, String> {
    url.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn a2_a5_a6_b9_c2_a_certified_server_signs_ada_in() {
    let mut scene = Scene::signed_in().await;
    let who = scene.app.identity().expect("verified");
    assert_eq!(who.sub, "ada");
    assert_eq!(who.preferred_username.as_deref(), Some("ada@uni.example"));
    let (seen, status) = scene.seen.recv().await.expect("it was opened");
    assert_eq!(status, Some(200), "the outcome page");
    let (redirect, page) = (&seen[seen.len() - 2], &seen[seen.len() - 1]);
    // The server checks the challenge, and that both requests have exactly the same redirect URI.
    let asked = query(&seen[0]);
    assert_eq!(asked["code_challenge_method"], "S256");
    assert_eq!(
        asked["redirect_uri"],
        format!("http://127.0.0.1:{}", redirect.port().expect("any"))
    );
    let answer = query(redirect);
    assert_eq!(answer["iss"], scene.server.url);
    assert_eq!(answer["state"], asked["state"]);
    // The code has left the address bar.
    assert_eq!((page.path(), page.query()), ("/done", None));
    // It signs with RS512 and repeats the nonce. Otherwise there would be no identity.
    AuthClient::new(&scene.app)
        .userinfo()
        .await
        .expect("the token is good");
}

/// Answers an attempt with another attempt's code.
#[derive(Debug)]
struct Crossed;

#[async_trait]
impl LoginFlowManager for Crossed {
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        // Nobody listens there, so the browser stops at the redirect.
        let [theirs, ours] = [(); 2].map(|()| request.begin("http://127.0.0.1:1"));
        let (seen, _) = browse(theirs?.authorize_url().clone()).await;
        let code = &query(seen.last().expect("the redirect"))["code"];
        Ok(ours?.finish_with_code(code).expect("it is one"))
    }
}

#[tokio::test]
async fn a3_b20_a_code_is_of_no_use_with_another_attempts_verifier() {
    let scene = Scene::new();
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(Arc::new(Crossed)),
        token_storage: Some(scene.storage.clone()),
        ..config(&scene.server.url)
    });
    let outcome = app.login().await;
    let Err(Error::Login(LoginError::CodeRefused(refused))) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (refused.status, refused.code.as_deref()),
        (400, Some("invalid_grant"))
    );
    assert!(
        scene
            .storage
            .get(&key(AUTH))
            .await
            .expect("memory")
            .is_none()
    );
}

#[tokio::test]
async fn f4_a_replayed_code_ends_what_it_brought_and_the_app_signs_out_cleanly() {
    let scene = Scene::signed_in().await;
    let (status, body) = scene.server.replay_the_code().await;
    assert_eq!(status, 400, "{body}");
    assert!(body.contains("invalid_grant"), "{body}");
    let app = scene.after_expiry().await;
    let outcome = AuthClient::new(&app).userinfo().await;
    assert!(
        matches!(outcome, Err(Error::LoginRequired { .. })),
        "{outcome:?}"
    );
    assert!(
        scene
            .storage
            .get(&key(AUTH))
            .await
            .expect("memory")
            .is_none()
    );
}

#[tokio::test]
async fn c10_a_rotated_refresh_token_is_used_once_and_the_next_is_stored() {
    let scene = Scene::signed_in().await;
    let first = scene.token().await;
    for _ in 0..3 {
        let before = scene.token().await;
        let app = scene.after_expiry().await;
        AuthClient::new(&app).userinfo().await.expect("renewed");
        let after = scene.token().await;
        assert_ne!(refresh_token(&before), refresh_token(&after));
        assert_eq!(after.identity_id.as_deref(), Some("ada"));
    }
    // Using an old one again revokes the whole family.
    let (status, _) = scene.server.refresh(refresh_token(&first)).await;
    assert_eq!(status, 400);
    let app = scene.after_expiry().await;
    let outcome = AuthClient::new(&app).userinfo().await;
    assert!(
        matches!(outcome, Err(Error::LoginRequired { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn f10_a_revoked_refresh_token_needs_a_login_and_one_mends_it() {
    let scene = Scene::signed_in().await;
    let (status, _) = scene
        .server
        .revoke(refresh_token(&scene.token().await))
        .await;
    assert_eq!(status, 200);
    let app = scene.after_expiry().await;
    let outcome = AuthClient::new(&app).userinfo().await;
    assert!(
        matches!(outcome, Err(Error::LoginRequired { .. })),
        "{outcome:?}"
    );
    scene
        .app
        .run_login_flow(GlobusAuthorizationParameters::default())
        .await
        .expect("Ada signs in");
    let again = user_app(GlobusAppConfig {
        token_storage: Some(scene.storage.clone()),
        token_validation_error_handler: None,
        ..config(&scene.server.url)
    });
    AuthClient::new(&again).userinfo().await.expect("mended");
}

#[tokio::test]
async fn c15_sign_out_revokes_at_a_certified_server() {
    let scene = Scene::signed_in().await;
    let token = scene.token().await;
    scene.app.logout().await.expect("memory");
    assert_eq!(scene.app.unrevoked_tokens(), 0);
    let (status, body) = scene.server.refresh(refresh_token(&token)).await;
    assert_eq!(status, 400, "{body}");
}
