//! The pages a person sees.

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

/// Who asks, for what, how to sign in, and two buttons.
pub(super) struct Consent<'a> {
    pub(super) request: &'a Request,
    /// Of the answer's form; used once.
    pub(super) id: &'a str,
    /// The browser's session, if it will do; else the page has a sign-in on it.
    pub(super) session: Option<&'a Session>,
    /// Why the last answer did not do.
    pub(super) problem: Option<&'a str>,
}

impl Consent<'_> {
    /// `name_of` knows what a flow or collection is called.
    pub(super) fn page(&self, name_of: impl Fn(&str) -> Option<String> + Copy) -> Response {
        let request = self.request;
        let name = match request.grant_name.as_deref() {
            Some(name) => escape(name),
            None => "An app on this computer".to_owned(),
        };
        let message = request.session_message.as_deref().map(|message| {
            let message = escape(message);
            format!("<p>It says: “{message}”</p>")
        });
        let problem = self.problem.map(|problem| {
            let problem = escape(problem);
            format!("<p role=\"alert\"><strong>{problem}</strong></p>")
        });
        let requirements = request.session.in_words();
        let requirements: Vec<String> = requirements.iter().map(|words| escape(words)).collect();
        let requirements = match requirements.join("</li><li>") {
            none if none.is_empty() => none,
            items => format!("<h2>It requires that:</h2><ul><li>{items}</li></ul>"),
        };
        // Relative, as something may stand between; shown again, the page is at the answer's own.
        let action = match self.problem {
            Some(_) => "answer",
            None => "authorize/answer",
        };
        let body = format!(
            "{problem}<h1>{name} would like to:</h1>{message}{scopes}{requirements}\
             <p class=\"client\">Client <code>{client}</code>; the answer goes to \
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
                    "<p>You are <strong>{}</strong> ({}).</p>",
                    primary.name, primary.username
                )
            }
            None => sign_in(self.request),
        }
    }
}

/// Whom to sign in as, and a second factor where one is asked for.
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
         I have given my second factor</label>"
    } else {
        ""
    };
    format!("<fieldset><legend>Sign in as</legend>{choices}{factor}</fieldset>")
}

/// The identity that does what the request requires, if one of them can; else the first.
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
            " <span>(can be taken back alone)</span>"
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

/// A code to copy into the app that asked.
pub(super) fn code(code: &str) -> Response {
    let body = format!(
        "<h1>Your code</h1><p>Copy it into the app that asked you to sign in.</p>\
         <p><code id=\"code\">{}</code></p>",
        escape(code)
    );
    html(StatusCode::OK, "Your code", &body)
}

/// The person said no, and the app cannot be told by a redirect.
pub(super) fn denied() -> Response {
    let body = "<h1>Access was not given</h1><p>You can close this page.</p>";
    html(StatusCode::OK, "Access was not given", body)
}

/// The browser's sessions are over.
pub(super) fn logged_out() -> Response {
    let body = "<h1>You are signed out</h1>\
                <p>Apps that you allowed access keep it until you sign out of them as well.</p>";
    html(StatusCode::OK, "You are signed out", body)
}

/// A request that is never followed, in Globus' own words.
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
         <p class=\"demo\">This is the local demo Globus on your computer, with sample data. \
         It is not globus.org.</p>{body}</main></body></html>"
    );
    // No form-action: browsers apply it to the redirect that answers the form, too.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'; base-uri 'none'",
        STANDARD.encode(Sha256::digest(STYLE))
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        // With no-referrer, browsers would hide from us that the answer comes from our own page.
        (header::REFERRER_POLICY, "same-origin".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (status, headers, Html(page)).into_response()
}

/// Text from a request, made harmless in HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
