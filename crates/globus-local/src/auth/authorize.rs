//! The authorize endpoint: checks, consent, redirect (RFC 6749 §4.1.1, RFC 8252).

use std::{collections::HashMap, sync::Arc};

use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use url::{Host, Url};

use super::{
    Auth,
    grants::Request,
    page,
    scopes::{resource_server, top_level},
};
use crate::server::Globus;

type Parameters = HashMap<String, String>;

pub(crate) async fn authorize(
    State(globus): State<Arc<Globus>>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let auth = &globus.auth;
    match check(auth, &parameters) {
        Err(problem) => page::refused(problem),
        Ok(request) if auth.auto_approve => allow(auth, &request),
        Ok(request) => {
            let id = auth.grants().ask(request.clone());
            page::consent(&request, &id)
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct ConsentAnswer {
    consent: String,
    answer: String,
}

/// The person's answer. The id is unguessable and used once, so no other page can send it.
pub(crate) async fn answer_consent(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Form(form): Form<ConsentAnswer>,
) -> Response {
    let auth = &globus.auth;
    let foreign = headers.get("origin").is_some_and(|origin| {
        // Browsers send "null" from a page with a no-referrer policy, as ours is.
        origin != auth.issuer() && origin != "null"
    });
    let request = auth.grants().take_consent(&form.consent);
    match request {
        Some(request) if !foreign && form.answer == "allow" => allow(auth, &request),
        Some(request) if !foreign => redirect(
            &request,
            &[
                ("error", "access_denied"),
                ("error_description", "The resource owner denied the request"),
            ],
        ),
        _ => page::refused("This page was answered already, or is too old"),
    }
}

/// Shows a code, for clients that cannot take a redirect.
pub(crate) async fn code_page(Query(parameters): Query<Parameters>) -> Response {
    match (parameters.get("code"), parameters.get("error")) {
        (Some(code), None) => page::code(code),
        (_, Some(error)) if error == "access_denied" => page::refused("Access was not given"),
        _ => page::refused("There is no code here"),
    }
}

fn allow(auth: &Auth, request: &Request) -> Response {
    let code = auth.grants().issue_code(request.clone());
    redirect(request, &[("code", &code)])
}

fn redirect(request: &Request, pairs: &[(&str, &str)]) -> Response {
    // Checked before, so it parses.
    let Ok(mut url) = Url::parse(&request.redirect_uri) else {
        return page::refused("Mismatching redirect URI.");
    };
    url.query_pairs_mut()
        .extend_pairs(pairs)
        .append_pair("state", &request.state);
    let headers = [
        (header::LOCATION, url.to_string()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    (StatusCode::FOUND, headers).into_response()
}

fn check(auth: &Auth, parameters: &Parameters) -> Result<Request, &'static str> {
    let given = |name: &str| parameters.get(name).filter(|value| !value.is_empty());
    let client_id = given("client_id").ok_or("Missing client_id parameter.")?;
    // Any well-formed UUID is a native client here.
    uuid::Uuid::parse_str(client_id).map_err(|_| "Unknown client.")?;
    let redirect_uri = given("redirect_uri").ok_or("Missing redirect_uri parameter.")?;
    if !may_redirect_to(auth, redirect_uri) {
        return Err("Mismatching redirect URI.");
    }
    if given("response_type").map(String::as_str) != Some("code") {
        return Err("Unsupported response_type.");
    }
    let challenge = given("code_challenge").ok_or("Code challenge required.")?;
    let is_s256 = given("code_challenge_method").map(String::as_str) == Some("S256");
    if !is_s256 || challenge.len() != 43 {
        return Err("Invalid code challenge: S256 only.");
    }
    let scopes = top_level(given("scope").map_or("", String::as_str));
    if scopes.is_empty() {
        return Err("Missing scope parameter.");
    }
    if !scopes.iter().all(|scope| resource_server(scope).is_some()) {
        return Err("Unknown Scope");
    }
    let offline = given("access_type").map(String::as_str) == Some("offline")
        || scopes.iter().any(|scope| scope == "offline_access");
    Ok(Request {
        client_id: client_id.clone(),
        redirect_uri: redirect_uri.clone(),
        scopes,
        state: given("state").cloned().unwrap_or_default(),
        challenge: challenge.clone(),
        nonce: given("nonce").cloned(),
        offline,
        grant_name: given("prefill_named_grant").cloned(),
        session_message: given("session_message").cloned(),
    })
}

/// This computer at any port, without a path; or our own page for codes.
fn may_redirect_to(auth: &Auth, redirect_uri: &str) -> bool {
    if redirect_uri.strip_prefix(&auth.url) == Some("v2/web/auth-code") {
        return true;
    }
    let Ok(url) = Url::parse(redirect_uri) else {
        return false;
    };
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    here && bare && url.scheme() == "http" && url.port().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_and_the_code_page_are_redirected_to() {
        let auth = Auth::new("http://127.0.0.1:9800/", false).expect("a key");
        for good in [
            "http://127.0.0.1:7777",
            "http://localhost:1/",
            "http://[::1]:5000",
            "http://127.0.0.1:9800/v2/web/auth-code",
        ] {
            assert!(may_redirect_to(&auth, good), "{good}");
        }
        for bad in [
            "https://evil.example/",
            "http://127.0.0.1.evil.example:80/",
            "http://evil.example:7777",
            "http://127.0.0.1:7777@evil.example/",
            "http://127.0.0.1:7777/callback",
            "http://127.0.0.1:7777/?a=b",
            "http://127.0.0.1:7777/#x",
            "https://127.0.0.1:7777/",
            "meridian://callback",
            "javascript:alert(1)",
            "http://127.0.0.1:9800/v2/web/auth-code/more",
            "",
        ] {
            assert!(!may_redirect_to(&auth, bad), "{bad}");
        }
    }
}
