//! Authorize requests, and why they are refused (RFC 6749 §4.1.1, RFC 7636 §4.3).

use std::collections::HashMap;

use super::{
    redirect,
    scopes::{self, Scope, ScopeError},
    session::SessionPolicy,
};
use crate::issuer::Issuer;

/// An authorize request that has been checked.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    /// As requested, with their dependencies.
    pub(super) scopes: Vec<Scope>,
    pub(super) state: Option<String>,
    /// Optional for a confidential client.
    pub(super) challenge: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) is_offline: bool,
    /// `prompt=login`: the browser's session does not count.
    pub(super) asks_login: bool,
    pub(super) grant_name: Option<String>,
    pub(super) session_message: Option<String>,
    pub(super) session: SessionPolicy,
}

/// Why a request is refused with a page instead of a redirect.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("Missing {0} parameter.")]
    Missing(&'static str),
    #[error("Unknown client.")]
    UnknownClient,
    #[error("Mismatching redirect URI.")]
    MismatchingRedirect,
    #[error("Unsupported response_type.")]
    ResponseType,
    #[error("Code challenge required.")]
    NoChallenge,
    #[error("Unsupported code_challenge_method: only S256.")]
    ChallengeMethod,
    #[error("Invalid code_challenge.")]
    Challenge,
    #[error("Invalid scope: {0}.")]
    Scope(ScopeError),
    #[error("Unknown Scope: {0}")]
    UnknownScope(String),
    #[error("session_required_mfa must be true or false.")]
    Mfa,
}

impl Request {
    pub(super) fn read(
        issuer: &Issuer,
        is_confidential: impl Fn(&str) -> bool,
        is_known: impl Fn(&str) -> bool,
        parameters: &HashMap<String, String>,
    ) -> Result<Self, Refusal> {
        // The Python SDK sends empty parameters for empty lists.
        let given = |name: &str| {
            let value = parameters.get(name).map(String::as_str);
            value.filter(|value| !value.is_empty())
        };
        let required = |name: &'static str| given(name).ok_or(Refusal::Missing(name));
        let text = |name: &str| given(name).map(str::to_owned);

        let client_id = required("client_id")?;
        if !is_uuid(client_id) {
            return Err(Refusal::UnknownClient);
        }
        let redirect_uri = required("redirect_uri")?;
        if !redirect::is_allowed(issuer, redirect_uri) {
            return Err(Refusal::MismatchingRedirect);
        }
        if required("response_type")? != "code" {
            return Err(Refusal::ResponseType);
        }
        let challenge = given("code_challenge");
        match challenge {
            None if is_confidential(client_id) => {}
            None => return Err(Refusal::NoChallenge),
            Some(_) if given("code_challenge_method") != Some("S256") => {
                return Err(Refusal::ChallengeMethod);
            }
            Some(challenge) if !is_challenge(challenge) => return Err(Refusal::Challenge),
            Some(_) => {}
        }
        let mut scopes = scopes::parse(required("scope")?).map_err(Refusal::Scope)?;
        check_known(&scopes, &is_known)?;
        // The JavaScript SDK asks for refresh tokens by scope, the Python SDK by parameter. Not a
        // scope of any resource.
        let is_offline = given("access_type") == Some("offline")
            || scopes.iter().any(|scope| scope.name == "offline_access");
        scopes.retain(|scope| scope.name != "offline_access");
        if scopes.is_empty() {
            return Err(Refusal::Missing("scope"));
        }
        Ok(Self {
            client_id: client_id.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            scopes,
            state: text("state"),
            challenge: challenge.map(str::to_owned),
            nonce: text("nonce"),
            is_offline,
            asks_login: given("prompt") == Some("login"),
            grant_name: text("prefill_named_grant"),
            session_message: text("session_message"),
            session: SessionPolicy::read(given).ok_or(Refusal::Mfa)?,
        })
    }
}

/// Every well-formed client id is accepted, in the form that Globus writes.
fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

/// SHA-256 in base64url has 43 characters.
fn is_challenge(text: &str) -> bool {
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == 43 && text.bytes().all(is_base64url)
}

/// Refuses the first scope that no service has, dependencies included.
pub(super) fn check_known(
    scopes: &[Scope],
    is_known: &impl Fn(&str) -> bool,
) -> Result<(), Refusal> {
    for scope in scopes {
        if !is_known(&scope.name) {
            return Err(Refusal::UnknownScope(scope.name.clone()));
        }
        check_known(&scope.dependencies, is_known)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 6] = [
        ("client_id", "61338d24-54d5-408f-a10d-66c06b59f6d2"),
        ("redirect_uri", "http://127.0.0.1:7777"),
        ("response_type", "code"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
        ("scope", "openid"),
    ];

    fn read(changed: &[(&str, &str)]) -> Result<Request, Refusal> {
        let issuer = Issuer::parse("http://127.0.0.1:9800/").expect("loopback");
        let pairs = GOOD.iter().chain(changed);
        let parameters = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let is_known = |scope: &str| scopes::resource_server(scope).is_some();
        Request::read(&issuer, |_| false, is_known, &parameters.collect())
    }

    #[test]
    fn each_fault_has_its_own_words() {
        assert!(read(&[]).is_ok());
        for (name, value, words) in [
            ("client_id", "", "Missing client_id parameter."),
            ("client_id", "meridian", "Unknown client."),
            (
                "client_id",
                "{61338d24-54d5-408f-a10d-66c06b59f6d2}",
                "Unknown client.",
            ),
            ("redirect_uri", "", "Missing redirect_uri parameter."),
            (
                "redirect_uri",
                "https://evil.example/",
                "Mismatching redirect URI.",
            ),
            ("response_type", "token", "Unsupported response_type."),
            ("code_challenge", "", "Code challenge required."),
            ("code_challenge", "short", "Invalid code_challenge."),
            (
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "Invalid code_challenge.",
            ),
            (
                "code_challenge_method",
                "plain",
                "Unsupported code_challenge_method: only S256.",
            ),
            (
                "code_challenge_method",
                "",
                "Unsupported code_challenge_method: only S256.",
            ),
            ("scope", "", "Missing scope parameter."),
            ("scope", "offline_access", "Missing scope parameter."),
            ("scope", "openid[", "Invalid scope: ended in left bracket."),
            ("scope", "transfer:all", "Unknown Scope: transfer:all"),
            ("scope", "openid[nonsense]", "Unknown Scope: nonsense"),
            (
                "session_required_mfa",
                "maybe",
                "session_required_mfa must be true or false.",
            ),
        ] {
            let refusal = read(&[(name, value)]).err().map(|error| error.to_string());
            assert_eq!(refusal.as_deref(), Some(words), "{name}={value}");
        }
    }

    #[test]
    fn refresh_tokens_are_asked_for_in_two_ways() {
        let is_offline = |changed: &[(&str, &str)]| read(changed).map(|r| r.is_offline);
        assert_eq!(is_offline(&[]), Ok(false));
        assert_eq!(is_offline(&[("access_type", "online")]), Ok(false));
        assert_eq!(is_offline(&[("access_type", "offline")]), Ok(true));
        let by_scope = read(&[("scope", "openid offline_access")]).expect("valid");
        assert!(by_scope.is_offline);
        assert_eq!(by_scope.scopes.len(), 1, "it is no scope of a token");
    }
}
