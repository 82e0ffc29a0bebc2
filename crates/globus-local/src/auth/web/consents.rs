//! The page that lists consents and revokes them (`/v2/web/consents` at Globus).

use std::{fmt::Write, sync::Arc};

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::auth::{
    Auth, browser,
    consents::{Allowed, Owner},
    page::{escape, html, refused},
    scopes::in_words,
};

pub(super) async fn list(State(auth): State<Arc<Auth>>, headers: HeaderMap) -> Response {
    let mut body = String::from("<h1>What you have allowed</h1>");
    let owners = owners(&auth, &headers);
    if owners.is_empty() {
        body += "<p>No one has allowed anything in this browser yet.</p>";
    }
    for owner in owners {
        let client = escape(&owner.client_id);
        let _ = write!(body, "<h2>Client <code>{client}</code></h2><ul>");
        for allowed in auth.consents().allowed(&owner) {
            body += &item(&auth, &owner, &allowed);
        }
        body += "</ul>";
    }
    html(StatusCode::OK, "What you have allowed", &body)
}

/// One consent, with a button if it can be revoked separately.
fn item(auth: &Auth, owner: &Owner, allowed: &Allowed) -> String {
    let words = |scope: &String| match in_words(scope, |id| auth.name_of(id)) {
        Some(words) => escape(&words),
        None => format!("<code>{}</code>", escape(scope)),
    };
    let path: Vec<String> = allowed.path.iter().map(words).collect();
    let path = path.join(" → ");
    if !allowed.is_revocable {
        return format!("<li>{path}</li>");
    }
    let scope = allowed.path.last().map(String::as_str).unwrap_or_default();
    format!(
        "<li>{path}<form method=\"post\" action=\"consents/revoke\">\
         <input type=\"hidden\" name=\"client\" value=\"{client}\">\
         <input type=\"hidden\" name=\"scope\" value=\"{scope}\">\
         <button aria-label=\"Revoke {path_text}\">Revoke</button></form></li>",
        client = escape(&owner.client_id),
        scope = escape(scope),
        path_text = escape(scope),
    )
}

#[derive(Deserialize)]
pub(super) struct Revoked {
    client: String,
    scope: String,
}

/// Only accepts our own page: other sites' forms do not send the cookie (`SameSite`), and if the
/// browser says which page sent this, it must be ours.
pub(super) async fn revoke(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    form: Result<Form<Revoked>, FormRejection>,
) -> Response {
    let origin = headers.get(header::ORIGIN);
    if origin.is_some_and(|origin| *origin != *auth.issuer.origin()) {
        return refused("Cross-origin answer.");
    }
    let Ok(Form(form)) = form else {
        return refused("Invalid answer.");
    };
    for owner in owners(&auth, &headers) {
        if owner.client_id == form.client {
            auth.take_back(&owner, &form.scope);
        }
    }
    Redirect::to(&format!("{}v2/web/consents", auth.issuer.url())).into_response()
}

/// The consents of everyone who signed in with this browser.
fn owners(auth: &Auth, headers: &HeaderMap) -> Vec<Owner> {
    let browser = browser::of_request(headers);
    let browser = browser.unwrap_or_else(|| browser::AUTOMATIC.to_owned());
    let people = auth.browsers().people(&browser);
    let mut owners = auth.consents().owners();
    owners.retain(|owner| {
        people
            .iter()
            .any(|person| person.primary().id == owner.identity_id)
    });
    owners.sort_by(|a, b| a.client_id.cmp(&b.client_id));
    owners
}
