//! The page that passes a login's answer on to a desktop app, as its host would serve it. It is not
//! part of Globus; it is here so that this way of signing in can be tried.

use axum::{
    Router,
    http::header,
    response::{Html, IntoResponse},
    routing::get,
};

/// The page's path below the base URL.
pub(crate) const PATH: &str = "relay/";

/// The same file that is hosted.
const PAGE: &str = include_str!("../../../relay/index.html");

pub(crate) fn router() -> Router {
    Router::new().route("/relay/", get(page))
}

async fn page() -> impl IntoResponse {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Html(PAGE))
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn its_policy_allows_its_own_script_and_style_and_nothing_else() {
        for tag in ["script", "style"] {
            let (_, rest) = PAGE.split_once(&format!("<{tag}>")).expect(tag);
            let (text, _) = rest.split_once(&format!("</{tag}>")).expect(tag);
            let hash = STANDARD.encode(Sha256::digest(text));
            let allowed = format!("{tag}-src 'sha256-{hash}'");
            assert!(PAGE.contains(&allowed), "{allowed}");
        }
        assert!(PAGE.contains("default-src 'none'"));
        assert!(!PAGE.contains("src=") && !PAGE.contains("http:"));
    }
}
