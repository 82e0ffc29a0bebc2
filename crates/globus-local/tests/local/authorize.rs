//! What the authorize endpoint accepts, and where it never redirects.

use crate::support::{Local, REDIRECT, TRANSFER, query_of};

#[tokio::test]
async fn refused_requests_get_a_page_in_globus_words_and_no_redirect() {
    let local = Local::start().await;
    for (name, value, words) in [
        (
            "redirect_uri",
            "https://evil.example/",
            "Mismatching redirect URI.",
        ),
        (
            "redirect_uri",
            "http://127.0.0.1:7777/callback",
            "Mismatching redirect URI.",
        ),
        (
            "redirect_uri",
            "http://127.0.0.1@evil.example:80",
            "Mismatching redirect URI.",
        ),
        (
            "redirect_uri",
            "https://auth.globus.org/v2/web/auth-code",
            "Mismatching redirect URI.",
        ),
        ("redirect_uri", "", "Missing redirect_uri parameter."),
        ("client_id", "meridian", "Unknown client."),
        ("response_type", "token", "Unsupported response_type."),
        ("code_challenge", "", "Code challenge required."),
        ("code_challenge", "short", "Invalid code_challenge."),
        (
            "code_challenge_method",
            "plain",
            "Unsupported code_challenge_method",
        ),
        (
            "code_challenge_method",
            "",
            "Unsupported code_challenge_method",
        ),
        ("scope", "", "Missing scope parameter."),
        ("scope", "made-up", "Unknown Scope: made-up"),
        ("scope", "openid[", "ended in left bracket"),
        ("session_required_mfa", "perhaps", "session_required_mfa"),
    ] {
        let answer = local.authorize(&[(name, value)]).await;
        assert_eq!(answer.status(), 400, "{name}={value}");
        assert!(answer.headers().get("location").is_none(), "{name}={value}");
        let page = answer.text().await.expect("a page");
        for words in [
            words,
            "Unable to Fulfill Your Request",
            "OAUTH_AUTH_REQUEST_FAILURE",
        ] {
            assert!(page.contains(words), "{name}={value}: {page}");
        }
    }
}

#[tokio::test]
async fn every_redirect_to_this_computer_is_accepted() {
    let local = Local::start().await;
    let own = local.url("v2/web/auth-code");
    for redirect in [
        REDIRECT,
        "http://localhost:1/",
        "http://[::1]:5000",
        own.as_str(),
    ] {
        let answer = local.authorize(&[("redirect_uri", redirect)]).await;
        let query = query_of(&answer);
        assert_eq!(query["state"], "a state", "{redirect}");
        let location = answer.headers()["location"].to_str().expect("text");
        assert!(location.starts_with(redirect), "{location}");
    }
}

#[tokio::test]
async fn parameters_of_two_sdks_are_understood() {
    let local = Local::start().await;
    for changes in [
        [
            ("session_required_mfa", "True"),
            ("session_required_identities", ""),
        ],
        [
            ("session_required_mfa", "true"),
            ("session_required_policies", ""),
        ],
        [
            ("session_required_mfa", "False"),
            ("session_required_single_domain", "a.example,uni.example"),
        ],
        [("session_required_mfa", "false"), ("prompt", "login")],
        [("session_required_mfa", ""), ("session_message", "")],
    ] {
        let answer = local.authorize(&changes).await;
        assert_eq!(answer.status(), 302, "{changes:?}");
    }
}

#[tokio::test]
async fn without_a_state_none_comes_back() {
    let local = Local::start().await;
    let answer = local.authorize(&[("state", "")]).await;
    assert!(!query_of(&answer).contains_key("state"));
    let code = query_of(&answer)["code"].clone();
    let (_, body) = local.exchange(&code, &[]).await;
    assert!(body.get("state").is_none(), "{body}");
}

#[tokio::test]
async fn hostile_scopes_do_not_end_the_server() {
    let local = Local::start().await;
    let names: Vec<_> = (0..200).map(|n| format!("{TRANSFER}{n}")).collect();
    let deep = names.join("[");
    let answer = local.authorize(&[("scope", &deep)]).await;
    assert_eq!(answer.status(), 400);
    let page = answer.text().await.expect("a page");
    assert!(page.contains("dependencies are nested too deep"), "{page}");
    assert_eq!(local.authorize(&[]).await.status(), 302, "it still answers");
}
