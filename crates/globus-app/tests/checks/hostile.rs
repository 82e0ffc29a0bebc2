//! Logins at a Globus Auth that lies.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use globus_app::{
    Error, GlobusAppConfig, GlobusAuthorizationParameters, IdTokenError,
    LocalServerLoginFlowManager, LoginError, StorageError, TokenData, TokenKey, TokenStorage,
};
use serde_json::{Value, json};
use url::Url;

use crate::{
    between::Reply,
    liar::{Liar, Turn},
    support::{CLIENT_ID, config, user_app},
};

fn answer(status: u16, header: (&str, &str), body: String) -> Reply {
    Reply::Answer {
        status,
        headers: vec![(header.0.into(), header.1.into())],
        body,
    }
}

#[tokio::test]
async fn a6_the_exchange_says_what_the_authorization_said_and_shows_the_verifier() {
    let liar = Liar::start(Turn::honest).await;
    liar.app.login().await.expect("an honest one");
    let [exchange] = &liar.exchanges()[..] else {
        panic!("one exchange")
    };
    let (sent, field) = (liar.authorize(), |name| exchange.field(name));
    assert_eq!(field("redirect_uri"), Some(sent["redirect_uri"].clone()));
    assert_eq!(field("client_id").as_deref(), Some(CLIENT_ID));
    assert_eq!(field("code").as_deref(), Some("the-code"));
    assert_eq!(field("grant_type").as_deref(), Some("authorization_code"));
    assert!(field("code_verifier").is_some_and(|verifier| verifier.len() >= 43));
    assert!(
        exchange
            .headers
            .iter()
            .all(|(name, _)| name != "authorization")
    );
}

#[tokio::test]
async fn a_client_with_a_secret_shows_it_as_it_is_and_uses_pkce_too() {
    let liar = Liar::of_a_client(Some("p:ä%ss"), Turn::honest).await;
    liar.app.login().await.expect("an honest one");
    liar.app.logout().await.expect("memory");
    assert!(!liar.authorize().contains_key("prefill_named_grant"));
    let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:p:ä%ss")));
    let asked = liar.globus.asked();
    let posts: Vec<_> = asked
        .iter()
        .filter(|asked| asked.method == "POST")
        .collect();
    assert_eq!(posts.len(), 3, "an exchange and two revocations");
    for post in posts {
        let mut headers = post.headers.iter();
        let shown = headers.find(|(name, _)| name == "authorization");
        assert_eq!(shown.map(|(_, value)| value), Some(&basic));
        assert_eq!(post.field("client_id"), None);
    }
    assert!(liar.exchanges()[0].field("code_verifier").is_some());
}

#[tokio::test]
async fn a3_a_server_that_refuses_s256_is_not_asked_without() {
    let liar = Liar::start(|turn| {
        let refused = json!({"error": "invalid_request", "error_description": "no S256 here"});
        if turn.is_exchange() {
            Reply::json(400, &refused)
        } else {
            turn.honest()
        }
    })
    .await;
    let error = liar.refused().await;
    let Error::Login(LoginError::CodeRefused(refused)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(refused.code.as_deref(), Some("invalid_request"));
    assert_eq!(liar.exchanges().len(), 1);
    assert_eq!(liar.authorize()["code_challenge_method"], "S256");
}

#[tokio::test]
async fn c1_invalid_grant_means_the_same_at_400_and_401() {
    for status in [400, 401] {
        let liar = Liar::start(move |turn| {
            let refused = json!({"error": "invalid_grant"});
            if turn.is_exchange() {
                Reply::json(status, &refused)
            } else {
                turn.honest()
            }
        })
        .await;
        let error = liar.refused().await;
        assert!(
            matches!(error, Error::Login(LoginError::CodeRefused(_))),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn c1_f13_what_is_no_token_answer_is_an_error_and_is_not_asked_for_again() {
    type Lie = fn(Value) -> Reply;
    let lies: [(&str, Lie); 8] = [
        ("redirects", |_| {
            answer(302, ("location", "http://127.0.0.1:9/"), String::new())
        }),
        ("redirects", |_| {
            answer(307, ("location", "/v2/oauth2/token"), String::new())
        }),
        ("JSON", |tokens| {
            answer(200, ("content-type", "text/html"), tokens.to_string())
        }),
        ("JSON", |_| {
            answer(
                200,
                ("content-type", "text/html"),
                "<html>Sign in to Wi-Fi".into(),
            )
        }),
        ("JSON", |tokens| {
            answer(200, ("x-type", "none"), tokens.to_string())
        }),
        ("bearer token", |mut tokens| {
            tokens["token_type"] = "mac".into();
            Reply::json(200, &tokens)
        }),
        ("too large", |mut tokens| {
            tokens["scope"] = "a".repeat(1024 * 1024).into();
            Reply::json(200, &tokens)
        }),
        ("two tokens", |mut tokens| {
            tokens["other_tokens"] = json!([tokens.clone()]);
            Reply::json(200, &tokens)
        }),
    ];
    for (word, lie) in lies {
        let liar = Liar::start(move |turn| {
            if turn.is_exchange() {
                lie(turn.tokens(&json!({})))
            } else {
                turn.honest()
            }
        })
        .await;
        let error = liar.refused().await;
        assert!(
            matches!(&error, Error::UnexpectedAnswer { reason, .. } if reason.contains(word)),
            "{word}: {error:?}"
        );
        assert_eq!(liar.exchanges().len(), 1, "{word}");
    }
}

#[tokio::test]
async fn a_code_exchange_whose_answer_is_lost_is_not_repeated() {
    let liar = Liar::start(|turn| {
        if turn.is_exchange() {
            Reply::HangUp
        } else {
            turn.honest()
        }
    })
    .await;
    let error = liar.refused().await;
    assert!(matches!(error, Error::Network { .. }), "{error:?}");
    assert_eq!(liar.exchanges().len(), 1);
}

#[tokio::test]
async fn a5_c2_an_id_token_that_is_not_right_brings_no_tokens_and_ends_them() {
    for (changes, expected) in [
        (json!({"nonce": "another"}), IdTokenError::WrongNonce),
        (json!({"nonce": null}), IdTokenError::WrongNonce),
        (
            json!({"iss": "https://evil.example"}),
            IdTokenError::Invalid("wrong issuer"),
        ),
        (
            json!({"aud": "another"}),
            IdTokenError::Invalid("wrong audience"),
        ),
        (
            json!({"azp": "another"}),
            IdTokenError::Invalid("wrong authorized party"),
        ),
        (json!({"sub": ""}), IdTokenError::Invalid("wrong subject")),
        (
            json!({"at_hash": "AAAA"}),
            IdTokenError::Invalid("wrong access token"),
        ),
    ] {
        let lie = changes.clone();
        let liar = Liar::start(move |turn| {
            if turn.is_exchange() {
                Reply::json(200, &turn.tokens(&lie))
            } else {
                turn.honest()
            }
        })
        .await;
        let error = liar.refused().await;
        assert!(
            matches!(&error, Error::Login(LoginError::IdToken(wrong)) if *wrong == expected),
            "{changes}: {error:?}"
        );
        liar.globus.revoked(2).await;
    }
}

#[tokio::test]
async fn c2_without_an_id_token_nobody_is_signed_in() {
    let liar = Liar::start(|turn| {
        let mut tokens = turn.tokens(&json!({}));
        tokens["id_token"] = Value::Null;
        if turn.is_exchange() {
            Reply::json(200, &tokens)
        } else {
            turn.honest()
        }
    })
    .await;
    let error = liar.refused().await;
    assert!(
        matches!(
            error,
            Error::Login(LoginError::IdToken(IdTokenError::Missing))
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn c3_f36_an_unknown_key_is_looked_for_once_more() {
    let none = || Reply::json(200, &json!({"keys": [{"kty": "from the future"}]}));
    let late = Liar::start(move |turn| {
        if turn.is_keys() && turn.number == 0 {
            none()
        } else {
            turn.honest()
        }
    })
    .await;
    late.app.login().await.expect("published a moment later");
    assert_eq!(late.globus.count("/jwk.json"), 2);
    let never = Liar::start(move |turn| {
        if turn.is_keys() {
            none()
        } else {
            turn.honest()
        }
    })
    .await;
    let error = never.refused().await;
    assert!(
        matches!(
            error,
            Error::Login(LoginError::IdToken(IdTokenError::UnknownKey))
        ),
        "{error:?}"
    );
    assert_eq!(never.globus.count("/jwk.json"), 2);
}

#[tokio::test]
async fn f36_without_keys_or_with_too_many_nobody_is_signed_in() {
    type Lie = fn(Value) -> Reply;
    let lies: [Lie; 4] = [
        |_| Reply::json(404, &json!({})),
        |_| Reply::json(200, &json!({"keys": null})),
        |keys| Reply::json(200, &json!({"keys": vec![keys["keys"][0].clone(); 10_000]})),
        |keys| {
            let mut keys = keys;
            keys["keys"][0]["x5c"] = json!(["a".repeat(2 << 20)]);
            Reply::json(200, &keys)
        },
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let liar = Liar::start(move |turn| {
            if turn.is_keys() {
                lie(turn.signer.keys())
            } else {
                turn.honest()
            }
        })
        .await;
        let error = liar.refused().await;
        assert!(
            matches!(error, Error::UnexpectedAnswer { .. } | Error::Api(_)),
            "{number}: {error:?}"
        );
        assert_eq!(liar.globus.count("/jwk.json"), 1, "{number}");
        liar.globus.revoked(2).await;
    }
}

#[tokio::test]
async fn f9_a_clock_a_day_behind_is_told_with_globus_own_time() {
    let liar = Liar::start(|turn| {
        let ahead = SystemTime::now() + Duration::from_secs(86_400);
        let seconds = ahead
            .duration_since(SystemTime::UNIX_EPOCH)
            .expect("after")
            .as_secs();
        let Reply::Answer {
            status,
            mut headers,
            mut body,
        } = turn.honest()
        else {
            panic!("honest")
        };
        if turn.is_exchange() {
            let times = json!({"iat": seconds, "exp": seconds + 600});
            body = turn.tokens(&times).to_string();
        }
        headers.push(("date".into(), httpdate::fmt_http_date(ahead)));
        Reply::Answer {
            status,
            headers,
            body,
        }
    })
    .await;
    let error = liar.refused().await;
    let Error::Login(LoginError::IdToken(IdTokenError::OutsideItsTime(Some(ahead)))) = &error
    else {
        panic!("{error:?}")
    };
    assert!((86_390..=86_410).contains(&ahead.as_secs()), "{ahead}");
    assert!(error.to_string().contains("behind Globus's"), "{error}");
}

/// A keychain that is locked.
#[derive(Debug)]
struct Locked;

#[async_trait]
impl TokenStorage for Locked {
    async fn get(&self, _: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        Err(StorageError::Locked)
    }

    async fn put(&self, _: &TokenKey, _: &TokenData) -> Result<(), StorageError> {
        Err(StorageError::Locked)
    }

    async fn delete(&self, _: &TokenKey) -> Result<(), StorageError> {
        Err(StorageError::Locked)
    }

    async fn list(&self, _: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
        Err(StorageError::Locked)
    }

    async fn check(&self) -> Result<(), StorageError> {
        Err(StorageError::Locked)
    }

    fn shared_as(&self) -> Option<String> {
        None
    }
}

#[tokio::test]
async fn a9_a_locked_keychain_is_found_out_before_the_browser_opens() {
    let opened = Arc::new(AtomicBool::new(false));
    let browser = {
        let opened = opened.clone();
        LocalServerLoginFlowManager::new(move |_: &Url| {
            opened.store(true, Ordering::SeqCst);
            Ok(())
        })
    };
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(Arc::new(browser)),
        token_storage: Some(Arc::new(Locked)),
        ..config("http://127.0.0.1:9/")
    });
    let outcome = app
        .run_login_flow(GlobusAuthorizationParameters::default())
        .await;
    assert!(
        matches!(outcome, Err(Error::Storage(StorageError::Locked))),
        "{outcome:?}"
    );
    assert!(!opened.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a10_a_browser_that_cannot_be_opened_is_an_error_that_says_why() {
    let browser = LocalServerLoginFlowManager::new(|_: &Url| Err("no launcher works".to_owned()));
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(Arc::new(browser)),
        ..config("http://127.0.0.1:9/")
    });
    let outcome = app.login().await;
    assert!(
        matches!(&outcome, Err(Error::Login(LoginError::NoBrowser(why))) if why.contains("launcher")),
        "{outcome:?}"
    );
}
