//! The authorize endpoint: checks, consent, redirect (RFC 6749 §4.1, RFC 8252).

use std::{collections::HashMap, sync::Arc};

use axum::{
    Form,
    extract::{Query, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use url::Url;

use super::{
    Auth, page,
    request::{Refusal, Request},
};
use crate::server::Globus;

type Parameters = HashMap<String, String>;

pub(crate) async fn authorize(
    State(globus): State<Arc<Globus>>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let auth = &globus.auth;
    match Request::read(&auth.issuer, &parameters) {
        Err(refusal) => page::refused(&refusal.to_string()),
        Ok(request) if auth.auto_approve => allow(auth, request),
        Ok(request) => {
            let id = auth.grants().ask(request.clone(), auth.now());
            page::consent(&request, &id, |id| globus.name_of(id))
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct ConsentAnswer {
    consent: String,
    answer: String,
}

/// The person's answer. The id is unguessable and used once, so no other page can send it; where
/// a browser says which page sent it, that must be ours as well.
pub(crate) async fn answer_consent(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    form: Result<Form<ConsentAnswer>, FormRejection>,
) -> Response {
    let auth = &globus.auth;
    let Ok(Form(form)) = form else {
        return page::refused("Invalid answer.");
    };
    let origin = headers.get(header::ORIGIN);
    if origin.is_some_and(|origin| *origin != *auth.issuer.origin()) {
        return page::refused("Cross-origin answer.");
    }
    let Some(request) = auth.grants().take_consent(&form.consent, auth.now()) else {
        return page::refused("This page was answered already, or is too old.");
    };
    match form.answer.as_str() {
        "allow" => allow(auth, request),
        "deny" => deny(&request),
        _ => page::refused("Invalid answer."),
    }
}

/// Shows a code, for clients that cannot take a redirect.
pub(crate) async fn code_page(Query(parameters): Query<Parameters>) -> Response {
    match (parameters.get("code"), parameters.get("error")) {
        (_, Some(error)) if error == "access_denied" => page::denied(),
        (Some(code), None) if !code.is_empty() => page::code(code),
        _ => page::refused("There is no code here."),
    }
}

fn allow(auth: &Auth, request: Request) -> Response {
    let (redirect_uri, state) = (request.redirect_uri.clone(), request.state.clone());
    let code = auth.grants().issue_code(request, auth.now());
    redirect(&redirect_uri, state.as_deref(), &[("code", &code)])
}

fn deny(request: &Request) -> Response {
    let error = [
        ("error", "access_denied"),
        ("error_description", "The resource owner denied the request"),
    ];
    redirect(&request.redirect_uri, request.state.as_deref(), &error)
}

fn redirect(redirect_uri: &str, state: Option<&str>, pairs: &[(&str, &str)]) -> Response {
    // Checked before, so it parses.
    let Ok(mut url) = Url::parse(redirect_uri) else {
        return page::refused(&Refusal::MismatchingRedirect.to_string());
    };
    url.query_pairs_mut()
        .extend_pairs(pairs)
        .extend_pairs(state.map(|state| ("state", state)));
    let headers = [
        (header::LOCATION, url.to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    (StatusCode::FOUND, headers).into_response()
}
