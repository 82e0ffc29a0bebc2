//! The pages that Auth shows in the browser.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{
    people::{ADA, Identity, PEOPLE},
    request::Request,
    scopes::{Scope, in_words},
    session::Session,
};

const STYLE: &str = include_str!("page.css");

/// The consent page: who asks for what, a sign-in form, and two buttons.
pub(super) struct Consent<'a> {
    pub(super) request: &'a Request,
    /// Identifies the request in the answer. It works once.
    pub(super) id: &'a str,
    /// The browser's session, if it is enough; otherwise the page has a sign-in form.
    pub(super) session: Option<&'a Session>,
    /// What was wrong with the last answer.
    pub(super) problem: Option<&'a str>,
}

impl Consent<'_> {
    /// `name_of` gives the name of a flow or collection.
    pub(super) fn page(&self, name_of: impl Fn(&str) -> Option<String> + Copy) -> Response {
        let request = self.request;
        let name = match request.grant_name.as_deref() {
            Some(name) => escape(name),
            None => "An app on this computer".to_owned(),
        };
        let message = request.session_message.as_deref().map(|message| {
            let message = escape(message);
            format!("<p>The app says: “{message}”</p>")
        });
        let problem = self.problem.map(|problem| {
            let problem = escape(problem);
            format!("<p role=\"alert\"><strong>{problem}</strong></p>")
        });
        let requirements = request.session.in_words();
        let requirements: Vec<String> = requirements.iter().map(|words| escape(words)).collect();
        let requirements = match requirements.join("</li><li>") {
            none if none.is_empty() => none,
            items => format!("<h2>To continue:</h2><ul><li>{items}</li></ul>"),
        };
        // Relative, because a proxy may stand in between. A page that is shown again is at the
        // answer's address.
        let action = match self.problem {
            Some(_) => "answer",
            None => "authorize/answer",
        };
        let body = format!(
            "{problem}<h1>{name} would like to:</h1>{message}{scopes}{requirements}\
             <p class=\"client\">Client <code>{client}</code> · redirects to \
             <code>{redirect}</code></p>\
             <form method=\"post\" action=\"{action}\">{person}\
             <input type=\"hidden\" name=\"consent\" value=\"{id}\">\
             <div><button class=\"allow\" name=\"answer\" value=\"allow\">Allow</button>\
             <button name=\"answer\" value=\"deny\" formnovalidate>Deny</button></div></form>",
            problem = problem.unwrap_or_default(),
            message = message.unwrap_or_default(),
            scopes = list(&request.scopes, name_of),
            person = self.person(),
            id = self.id,
            client = escape(&request.client_id),
            redirect = escape(&request.redirect_uri),
        );
        html(StatusCode::OK, "Allow access?", &body)
    }

    fn person(&self) -> String {
        match self.session {
            Some(session) => {
                let primary = session.person.primary();
                format!(
                    "<p>Signed in as <strong>{}</strong> ({}).</p>",
                    primary.name, primary.username
                )
            }
            None => sign_in(self.request),
        }
    }
}

/// A choice of identities, and a second factor if one is required.
fn sign_in(request: &Request) -> String {
    let suggested = suggested(request);
    let choices = PEOPLE
        .iter()
        .flat_map(|person| person.identities)
        .map(|identity| {
            let checked = if identity.id == suggested.id {
                " checked"
            } else {
                ""
            };
            format!(
                "<label><input type=\"radio\" name=\"identity\" value=\"{}\"{checked}> \
             {} ({})</label>",
                identity.id, identity.name, identity.username
            )
        });
    let choices: String = choices.collect();
    let factor = if request.session.needs_mfa() {
        "<label><input type=\"checkbox\" name=\"mfa\" value=\"given\" required> \
         I have used my second factor</label>"
    } else {
        ""
    };
    format!("<fieldset><legend>Sign in as</legend>{choices}{factor}</fieldset>")
}

/// The first identity that meets the request's requirements, or else the first of all.
pub(super) fn suggested(request: &Request) -> &'static Identity {
    let mut all = PEOPLE.iter().flat_map(|person| person.identities);
    let suits = |identity: &&Identity| {
        request.session.accepts(identity) && request.session.policies_accept(identity)
    };
    all.find(suits).unwrap_or_else(|| ADA.primary())
}

fn list(scopes: &[Scope], name_of: impl Fn(&str) -> Option<String> + Copy) -> String {
    let items = scopes.iter().map(|scope| {
        let words = match in_words(&scope.name, name_of) {
            Some(words) => escape(&words),
            None => format!("<code>{}</code>", escape(&scope.name)),
        };
        let optional = if scope.is_optional {
            " <span>(can be revoked separately)</span>"
        } else {
            ""
        };
        let dependencies = if scope.dependencies.is_empty() {
            String::new()
        } else {
            list(&scope.dependencies, name_of)
        };
        format!("<li>{words}{optional}{dependencies}</li>")
    });
    format!("<ul>{}</ul>", items.collect::<String>())
}

/// Shows a code to copy into the app.
pub(super) fn code(code: &str) -> Response {
    let body = format!(
        "<h1>Your code</h1><p>Copy this code into the app that asked you to sign in.</p>\
         <p><code id=\"code\">{}</code></p>",
        escape(code)
    );
    html(StatusCode::OK, "Your code", &body)
}

/// The user denied access, and the app cannot be told by a redirect.
pub(super) fn denied() -> Response {
    let body = "<h1>Access denied</h1><p>You can close this page.</p>";
    html(StatusCode::OK, "Access denied", body)
}

/// The browser has been signed out.
pub(super) fn logged_out() -> Response {
    let body = "<h1>You are signed out</h1>\
                <p>Apps keep their access until you sign out of them, too.</p>";
    html(StatusCode::OK, "You are signed out", body)
}

/// A request that was refused, in Globus' own words.
pub(super) fn refused(problem: &str) -> Response {
    let body = format!(
        "<h1>Unable to Fulfill Your Request</h1><p>Error processing OAuth2 request: {}</p>\
         <p>Error code: <code>OAUTH_AUTH_REQUEST_FAILURE</code></p>",
        escape(problem)
    );
    html(
        StatusCode::BAD_REQUEST,
        "Unable to Fulfill Your Request",
        &body,
    )
}

pub(super) fn html(status: StatusCode, title: &str, body: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} – local Globus</title>\
         <style>{STYLE}</style></head><body><main>\
         <p class=\"demo\">This is a local demo of Globus on your computer, with sample data. \
         It is not globus.org.</p>{body}</main></body></html>"
    );
    // No form-action: browsers also apply it to the redirect that answers the form.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'; base-uri 'none'",
        STANDARD.encode(Sha256::digest(STYLE))
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        // With no-referrer, browsers would not tell us that the answer comes from our own page.
        (header::REFERRER_POLICY, "same-origin".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (status, headers, Html(page)).into_response()
}

/// Escapes text for HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
