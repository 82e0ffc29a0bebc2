//! OpenID Connect: discovery, the id_token, userinfo.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde_json::Value;
use sha2::{Digest, Sha512};

use crate::support::{CLIENT_ID, Local, TRANSFER};

async fn claims(local: &Local, body: &Value) -> Value {
    let (_, discovery) = local.get_bare(".well-known/openid-configuration").await;
    let keys = discovery["jwks_uri"].as_str().expect("a URL");
    let (_, keys) = local.get_bare(keys).await;
    let keys: JwkSet = serde_json::from_value(keys).expect("a key set");
    let key = DecodingKey::from_jwk(&keys.keys[0]).expect("a key");
    let mut validation = Validation::new(Algorithm::RS512);
    validation.set_audience(&[CLIENT_ID]);
    validation.set_issuer(&[discovery["issuer"].as_str().expect("an issuer")]);
    let token = body["id_token"].as_str().expect("openid was asked for");
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .expect("signed by the key it publishes")
        .claims
}

#[tokio::test]
async fn the_id_token_is_signed_for_this_client_request_and_token() {
    let local = Local::start().await;
    let code = local.code(&[("nonce", "n-0S6_WzA2Mj")]).await;
    let (_, body) = local.exchange(&code, &[]).await;
    let claims = claims(&local, &body).await;
    assert_eq!(claims["nonce"], "n-0S6_WzA2Mj");
    assert_eq!(claims["aud"], CLIENT_ID);
    let lives = claims["exp"].as_i64().zip(claims["iat"].as_i64());
    assert_eq!(lives.map(|(exp, iat)| exp - iat), Some(172_800));
    assert_eq!(claims["iat"], local.now().as_second());
    let hash = Sha512::digest(body["access_token"].as_str().expect("a token"));
    assert_eq!(claims["at_hash"], URL_SAFE_NO_PAD.encode(&hash[..32]));
}

#[tokio::test]
async fn scopes_decide_which_claims_are_told() {
    let local = Local::start().await;
    for (scope, has_name, has_email) in [
        ("openid", false, false),
        ("openid email", false, true),
        ("openid profile", true, false),
        ("openid profile email", true, true),
    ] {
        let body = local.tokens(scope).await;
        let token = body["access_token"].as_str().expect("a token");
        let (status, info) = local.get("v2/oauth2/userinfo", token).await;
        assert_eq!(status, 200);
        for told in [claims(&local, &body).await, info] {
            assert!(told["sub"].is_string() && told["last_authentication"].is_number());
            assert_eq!(told["name"].is_string(), has_name, "{scope}");
            assert_eq!(told["preferred_username"].is_string(), has_name, "{scope}");
            assert_eq!(told["identity_provider"].is_string(), has_name, "{scope}");
            assert_eq!(told["email"].is_string(), has_email, "{scope}");
        }
        assert!(
            claims(&local, &body).await.get("nonce").is_none(),
            "none was sent"
        );
    }
}

#[tokio::test]
async fn discovery_names_only_this_globus_and_its_one_key() {
    let local = Local::start().await;
    let (_, document) = local.get_bare(".well-known/openid-configuration").await;
    let base = local.globus.url();
    assert_eq!(document["issuer"], base.trim_end_matches('/'));
    for name in [
        "authorization_endpoint",
        "userinfo_endpoint",
        "token_endpoint",
        "revocation_endpoint",
        "jwks_uri",
    ] {
        assert!(
            document[name].as_str().expect(name).starts_with(base),
            "{name}"
        );
    }
    assert_eq!(
        document["id_token_signing_alg_values_supported"],
        serde_json::json!(["RS512"])
    );
    let (_, keys) = local.get_bare("jwk.json").await;
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(1));
    let key = &keys["keys"][0];
    assert_eq!(
        (
            key["alg"].as_str(),
            key["kty"].as_str(),
            key["use"].as_str()
        ),
        (Some("RS512"), Some("RSA"), Some("sig"))
    );
    assert!(key["n"].is_string() && key["e"].is_string());
    assert!(
        key["kid"]
            .as_str()
            .expect("text")
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    );
    assert!(key.get("d").is_none(), "the private part stays inside");
}

#[tokio::test]
async fn userinfo_refuses_in_the_dialect_of_auths_resources() {
    let local = Local::start().await;
    let transfer = local.access(TRANSFER).await;
    let email = local.access("email").await;
    for (token, status, code, error) in [
        ("", 401, "UNAUTHORIZED", "unauthorized"),
        (transfer.as_str(), 401, "UNAUTHORIZED", "unauthorized"),
        (email.as_str(), 403, "FORBIDDEN", "forbidden"),
    ] {
        let (answered, body) = local.get("v2/oauth2/userinfo", token).await;
        assert_eq!(answered, status, "{body}");
        assert_eq!(body["errors"][0]["code"], code);
        assert_eq!(body["errors"][0]["status"], status.to_string());
        assert_eq!(body["error"], error);
    }
}
