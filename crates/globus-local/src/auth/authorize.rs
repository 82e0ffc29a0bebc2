//! The authorize endpoint: checks, sign-in, consent, redirect (RFC 6749 §4.1, RFC 8252).

use std::{collections::HashMap, sync::Arc};

use axum::{
    Form, Router,
    extract::{Query, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use url::Url;

use super::{
    Auth,
    browser::{self, AUTOMATIC},
    consents::Owner,
    grants::Granted,
    page,
    people::{self, Identity, Person},
    request::{Refusal, Request},
    scopes::Scope,
    session::Session,
};

pub(super) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .route("/v2/oauth2/authorize", get(authorize))
        .route("/v2/oauth2/authorize/answer", post(answer_consent))
}

async fn authorize(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Query(parameters): Query<HashMap<String, String>>,
) -> Response {
    let is_confidential = |id: &str| auth.clients().is_confidential(id);
    let is_known = |scope: &str| auth.knows_scope(scope);
    match Request::read(&auth.issuer, is_confidential, is_known, &parameters) {
        Err(refusal) => page::refused(&refusal.to_string()),
        Ok(request) if auth.auto_approve => answer_by_itself(&auth, request),
        Ok(request) => {
            let known = browser::of_request(&headers);
            let browser = known.unwrap_or_else(browser::unseen);
            ask(&auth, &request, &browser, None)
        }
    }
}

/// The consent page. It includes a sign-in form unless the browser's session is enough.
fn ask(auth: &Auth, request: &Request, browser: &str, problem: Option<&str>) -> Response {
    let session = auth.usable_session(request, browser);
    let id = auth.grants().ask(request.clone(), auth.now());
    let shown = page::Consent {
        request,
        id: &id,
        session: session.as_ref(),
        problem,
    };
    let cookie = [(header::SET_COOKIE, browser::set_cookie(browser))];
    (cookie, shown.page(|id| auth.name_of(id))).into_response()
}

#[derive(Deserialize)]
struct ConsentAnswer {
    consent: String,
    answer: String,
    identity: Option<String>,
    mfa: Option<String>,
}

/// Takes the answer on the consent page. The id is unguessable and works once, so no other page can
/// send it; if the browser says which page sent it, that must be ours.
async fn answer_consent(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    form: Result<Form<ConsentAnswer>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else {
        return page::refused("Invalid answer.");
    };
    let origin = headers.get(header::ORIGIN);
    if origin.is_some_and(|origin| *origin != *auth.issuer.origin()) {
        return page::refused("Cross-origin answer.");
    }
    let Some(request) = auth.grants().take_consent(&form.consent, auth.now()) else {
        return page::refused("This page has already been answered, or it has expired.");
    };
    let browser = browser::of_request(&headers).unwrap_or_else(browser::unseen);
    match form.answer.as_str() {
        "allow" => {}
        "deny" => return deny(&request),
        _ => return page::refused("Invalid answer."),
    }
    if let Some(session) = auth.usable_session(&request, &browser) {
        return allow(&auth, request, &browser, session);
    }
    let chosen = form.identity.as_deref().and_then(people::find);
    let identity = chosen.unwrap_or_else(|| page::suggested(&request));
    let session = auth.signed_in(&request, &browser, identity, form.mfa.is_some());
    if session.meets(&request.session, auth.now()) {
        allow(&auth, request, &browser, session)
    } else {
        let problem = "That sign-in doesn't meet the app's requirements.";
        ask(&auth, &request, &browser, Some(problem))
    }
}

/// Answers as the user would, without a page.
fn answer_by_itself(auth: &Auth, request: Request) -> Response {
    let sign_in = auth.sign_in().clone();
    if sign_in.denies {
        return deny(&request);
    }
    let same_person = |session: &Session| {
        let identities = session.person.identities.iter();
        identities
            .into_iter()
            .any(|identity| identity.id == sign_in.identity.id)
    };
    let usable = auth.usable_session(&request, AUTOMATIC);
    if let Some(session) = usable.filter(|session| sign_in.heeds_request && same_person(session)) {
        return allow(auth, request, AUTOMATIC, session);
    }
    let Some((identity, mfa)) = sign_in.answer(&request.session) else {
        return page::refused("None of your identities meets the app's requirements.");
    };
    let session = auth.signed_in(&request, AUTOMATIC, identity, mfa);
    allow(auth, request, AUTOMATIC, session)
}

impl Auth {
    /// The browser's session with the client, if it is enough for the request.
    fn usable_session(&self, request: &Request, browser: &str) -> Option<Session> {
        let browsers = self.browsers();
        let session = browsers.session(browser, &request.client_id)?;
        let is_enough = !request.asks_login && session.meets(&request.session, self.now());
        is_enough.then(|| session.clone())
    }

    /// The session after a login. What the same user did earlier in it still counts.
    fn signed_in(
        &self,
        request: &Request,
        browser: &str,
        identity: &'static Identity,
        mfa: bool,
    ) -> Session {
        let browsers = self.browsers();
        let known = browsers.session(browser, &request.client_id).cloned();
        let person = Person::with_identity(identity.id).unwrap_or(&people::ADA);
        let is_theirs = |session: &Session| session.person.primary().id == person.primary().id;
        let mut session = known
            .filter(is_theirs)
            .unwrap_or_else(|| Session::new(person));
        session.authenticate(identity, mfa, self.now());
        session
    }
}

fn allow(auth: &Auth, request: Request, browser: &str, session: Session) -> Response {
    let withheld = auth.sign_in().withheld.clone();
    let scopes = without(&request.scopes, &withheld);
    let owner = Owner {
        identity_id: session.person.primary().id.to_owned(),
        client_id: request.client_id.clone(),
    };
    auth.consents()
        .allow(&owner, &scopes, request.is_offline, auth.now());
    auth.browsers()
        .set(browser, &request.client_id, session.clone());
    let (redirect_uri, state) = (request.redirect_uri.clone(), request.state.clone());
    let granted = Granted {
        request,
        scopes: scopes.into_iter().map(|scope| scope.name).collect(),
        session,
    };
    let code = auth.grants().issue_code(granted, auth.now());
    let mut answer = redirect(&redirect_uri, state.as_deref(), &[("code", &code)]);
    if browser != AUTOMATIC
        && let Ok(cookie) = browser::set_cookie(browser).parse()
    {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

fn without(scopes: &[Scope], withheld: &[String]) -> Vec<Scope> {
    let kept = scopes
        .iter()
        .filter(|scope| !withheld.contains(&scope.name));
    kept.map(|scope| Scope {
        dependencies: without(&scope.dependencies, withheld),
        ..scope.clone()
    })
    .collect()
}

fn deny(request: &Request) -> Response {
    let error = [
        ("error", "access_denied"),
        ("error_description", "The resource owner denied the request"),
    ];
    redirect(&request.redirect_uri, request.state.as_deref(), &error)
}

fn redirect(redirect_uri: &str, state: Option<&str>, pairs: &[(&str, &str)]) -> Response {
    // It was checked before, so it parses.
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
