//! Pages outside a login: the code page, signing out, and consents.

mod consents;

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{Auth, browser, page};

pub(super) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .route("/v2/web/auth-code", get(code_page))
        .route("/v2/web/logout", get(logout))
        .route("/v2/web/consents", get(consents::list))
        .route("/v2/web/consents/revoke", post(consents::revoke))
}

/// Shows a code, for clients that cannot take a redirect.
async fn code_page(Query(parameters): Query<HashMap<String, String>>) -> Response {
    match (parameters.get("code"), parameters.get("error")) {
        (_, Some(error)) if error == "access_denied" => page::denied(),
        (Some(code), None) if !code.is_empty() => page::code(code),
        _ => page::refused("No code was sent to this page."),
    }
}

/// Ends the browser's sessions. Tokens stay valid.
async fn logout(State(auth): State<Arc<Auth>>, headers: HeaderMap) -> Response {
    let browser = browser::of_request(&headers);
    let browser = browser.unwrap_or_else(|| browser::AUTOMATIC.to_owned());
    auth.browsers().log_out(&browser);
    let forget = browser::set_cookie("gone") + "; Max-Age=0";
    ([(header::SET_COOKIE, forget)], page::logged_out()).into_response()
}
