//! The pages a person sees.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{
    person,
    request::Request,
    scopes::{Scope, in_words},
};

const STYLE: &str = include_str!("page.css");

/// Who asks, for what, and two buttons. `name_of` knows what a flow or collection is called.
pub(super) fn consent<'a>(
    request: &Request,
    id: &str,
    name_of: impl Fn(&str) -> Option<&'a str> + Copy,
) -> Response {
    let name = match request.grant_name.as_deref() {
        Some(name) => escape(name),
        None => "An app on this computer".to_owned(),
    };
    let message = request.session_message.as_deref().map(|message| {
        let message = escape(message);
        format!("<p>It says: “{message}”</p>")
    });
    let requirements = request.session.in_words();
    let requirements: Vec<String> = requirements.iter().map(|words| escape(words)).collect();
    let requirements = match requirements.join("</li><li>") {
        none if none.is_empty() => none,
        items => format!("<h2>It requires that:</h2><ul><li>{items}</li></ul>"),
    };
    let body = format!(
        "<h1>{name} would like to:</h1>{message}{scopes}{requirements}\
         <p>You are <strong>{person}</strong> ({username}).</p>\
         <p class=\"client\">Client <code>{client}</code>; the answer goes to \
         <code>{redirect}</code></p>\
         <form method=\"post\" action=\"authorize/answer\">\
         <input type=\"hidden\" name=\"consent\" value=\"{id}\">\
         <button class=\"allow\" name=\"answer\" value=\"allow\">Allow</button>\
         <button name=\"answer\" value=\"deny\">Deny</button></form>",
        message = message.unwrap_or_default(),
        scopes = list(&request.scopes, name_of),
        person = person::NAME,
        username = person::USERNAME,
        client = escape(&request.client_id),
        redirect = escape(&request.redirect_uri),
    );
    html(StatusCode::OK, "Allow access?", &body)
}

fn list<'a>(scopes: &[Scope], name_of: impl Fn(&str) -> Option<&'a str> + Copy) -> String {
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

fn html(status: StatusCode, title: &str, body: &str) -> Response {
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
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
