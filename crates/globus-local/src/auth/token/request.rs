//! Requests to the token endpoint.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct TokenRequest {
    pub(super) grant_type: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) code: Option<String>,
    pub(super) code_verifier: Option<String>,
    pub(super) redirect_uri: Option<String>,
    pub(super) refresh_token: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) token: Option<String>,
    pub(super) access_type: Option<String>,
}
