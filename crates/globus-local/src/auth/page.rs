//! The pages a person sees.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{grants::Request, person, scopes::in_words};

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f7f8fa;--surface:#fff;--text:#16202c;--muted:#52606f;--line:#d5dbe3;--accent:#1f5fbf;--on:#fff}\
@media(prefers-color-scheme:dark){:root{--bg:#10151c;--surface:#171e27;--text:#e7ecf2;--muted:#a3b0be;--line:#2e3947;--accent:#7fb2ff;--on:#0b1a30}}\
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}\
main{box-sizing:border-box;width:min(32rem,calc(100vw - 2rem));margin:1rem;padding:2rem;background:var(--surface);border:1px solid var(--line);border-radius:8px}\
h1{margin:0 0 .75rem;font-size:1.25rem;line-height:1.75rem}p,ul{margin:0 0 1rem}ul{padding-left:1.25rem}.demo{color:var(--muted);font-size:.875rem}\
code{overflow-wrap:anywhere}form{display:flex;gap:.75rem}\
button{font:inherit;padding:.5rem 1.25rem;border-radius:6px;border:1px solid var(--muted);background:none;color:inherit;cursor:pointer}\
button.allow{background:var(--accent);border-color:var(--accent);color:var(--on);font-weight:600}\
button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}";

/// Who asks, for what, and two buttons.
pub(super) fn consent(request: &Request, id: &str) -> Response {
    let name = request
        .grant_name
        .as_deref()
        .unwrap_or("An app on this computer");
    let scopes: String = request
        .scopes
        .iter()
        .map(|scope| match in_words(scope) {
            Some(words) => format!("<li>{words}</li>"),
            None => format!("<li><code>{}</code></li>", escape(scope)),
        })
        .collect();
    let message = request
        .session_message
        .as_deref()
        .map(|message| format!("<p>It says: “{}”</p>", escape(message)))
        .unwrap_or_default();
    let body = format!(
        "<h1>{name} would like to:</h1>{message}<ul>{scopes}</ul>\
         <p>You are <strong>{person}</strong> ({username}).</p>\
         <form method=\"post\" action=\"/v2/oauth2/authorize/answer\">\
         <input type=\"hidden\" name=\"consent\" value=\"{id}\">\
         <button class=\"allow\" name=\"answer\" value=\"allow\">Allow</button>\
         <button name=\"answer\" value=\"deny\">Deny</button></form>",
        name = escape(name),
        person = person::NAME,
        username = person::USERNAME,
    );
    html(StatusCode::OK, "Allow access?", &body)
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

/// A request that is never followed.
pub(super) fn refused(problem: &str) -> Response {
    let body = format!(
        "<h1>Unable to fulfill your request</h1><p>Error processing OAuth2 request: {}</p>\
         <p>Error code: <code>OAUTH_AUTH_REQUEST_FAILURE</code></p>",
        escape(problem)
    );
    html(
        StatusCode::BAD_REQUEST,
        "Unable to fulfill your request",
        &body,
    )
}

fn html(status: StatusCode, title: &str, body: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} – local Globus</title>\
         <style>{STYLE}</style></head><body><main>\
         <p class=\"demo\">A local Globus with sample data. This is not globus.org.</p>\
         {body}</main></body></html>"
    );
    // No form-action: browsers apply it to the redirect that answers the form, too.
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
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
