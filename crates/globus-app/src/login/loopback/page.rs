//! The pages that the browser shows after a login.

use http_body_util::Full;
use hyper::{Response, StatusCode, body::Bytes, http::response::Builder};

use crate::login::answer::LoginOutcome;

/// What a page says.
pub(super) enum Page<'a> {
    /// The code has arrived and is being exchanged for tokens.
    Finishing,
    Outcome(&'a LoginOutcome),
    /// The state is missing or wrong.
    NotOurs,
    /// The attempt has already been answered.
    NoLongerWaiting,
}

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f7f8fa;--surface:#fff;--text:#16202c;--muted:#52606f;--line:#d5dbe3}\
@media(prefers-color-scheme:dark){:root{--bg:#10151c;--surface:#171e27;--text:#e7ecf2;--muted:#a3b0be;--line:#2e3947}}\
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}\
main{max-width:26rem;margin:1rem;padding:2rem;background:var(--surface);border:1px solid var(--line);border-radius:8px}\
p{margin:.5rem 0 0}.app{margin:0 0 1rem;color:var(--muted);font-weight:600}h1{margin:0;font-size:1.25rem;line-height:1.75rem}";

/// The policy names the style by its hash, so that nothing else on the page can run or load.
const STYLE_HASH: &str = "sha256-NoJv6b4sV/0TGsdg32NrH6GGACmI1xr86HSDV9NU5To=";

impl Page<'_> {
    fn words(&self, app: &str) -> (&'static str, String) {
        match self {
            Self::Finishing => ("Finishing…", format!("{app} is completing the sign-in.")),
            Self::Outcome(LoginOutcome::SignedIn { username }) => {
                let who = username
                    .as_ref()
                    .map(|name| format!("Signed in as {name}. "));
                let who = who.unwrap_or_default();
                (
                    "You’re signed in",
                    format!("{who}You can close this tab and go back to {app}."),
                )
            }
            Self::Outcome(LoginOutcome::Denied) => (
                "Access was denied",
                format!("You chose “Deny”. Nothing changed in {app}. You can close this tab."),
            ),
            Self::Outcome(LoginOutcome::Failed { reason }) => (
                "Sign-in didn’t finish",
                format!("What happened: {reason}. Try again from {app}."),
            ),
            Self::NotOurs => (
                "This link isn’t from this sign-in",
                format!(
                    "It was ignored for your safety. If you were signing in, start again in {app}."
                ),
            ),
            Self::NoLongerWaiting => (
                "This sign-in has already ended",
                format!("Start again in {app}."),
            ),
        }
    }
}

pub(super) fn html(status: StatusCode, app_name: &str, page: &Page<'_>) -> Response<Full<Bytes>> {
    let (title, text) = page.words(app_name);
    let refresh = match page {
        Page::Finishing => "<meta http-equiv=\"refresh\" content=\"1\">",
        _ => "",
    };
    let (app, text) = (escape(app_name), escape(&text));
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{refresh}\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><p class=\"app\">{app}</p>\
         <h1>{title}</h1><p>{text}</p></main></body></html>"
    );
    finished(
        guarded(status).header("Content-Type", "text/html; charset=utf-8"),
        Bytes::from(html),
    )
}

pub(super) fn plain(status: StatusCode) -> Response<Full<Bytes>> {
    finished(guarded(status), Bytes::new())
}

pub(super) fn see_other(path: &str) -> Response<Full<Bytes>> {
    finished(
        guarded(StatusCode::SEE_OTHER).header("Location", path),
        Bytes::new(),
    )
}

fn guarded(status: StatusCode) -> Builder {
    let policy = format!("default-src 'none'; style-src '{STYLE_HASH}'; frame-ancestors 'none'");
    Response::builder()
        .status(status)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
}

fn finished(response: Builder, body: Bytes) -> Response<Full<Bytes>> {
    response
        .body(Full::new(body))
        .expect("the headers above are constants")
}

/// Escapes untrusted text for HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_the_style_on_the_page() {
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn text_from_outside_stays_text() {
        assert_eq!(escape("<script>'&\""), "&lt;script&gt;&#39;&amp;&quot;");
    }
}
