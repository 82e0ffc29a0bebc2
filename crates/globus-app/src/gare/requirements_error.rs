//! The error itself.

use serde_json::{Map, Value};

use super::parameters::GlobusAuthorizationParameters;

/// An error that says which login would resolve it (`globus_sdk/gare`).
///
/// Services send it in five forms, with several statuses and their own codes. What matters is
/// [`Gare::authorization_parameters`], not the code.
///
/// ```
/// use globus_app::Gare;
/// use serde_json::json;
///
/// let body = json!({
///     "code": "ConsentRequired",
///     "message": "Missing required data_access consent",
///     "required_scopes": ["urn:globus:auth:scope:transfer.api.globus.org:all[*foo]"],
/// });
/// let gare = Gare::from_body(&body).expect("Transfer's own form");
/// let asked = gare.authorization_parameters;
/// assert_eq!(asked.required_scopes[0].dependencies().count(), 1);
/// assert_eq!(asked.session_message.as_deref(), Some("Missing required data_access consent"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gare {
    /// The service's code. Services may add new ones.
    pub code: String,
    /// What a login must satisfy. Never empty.
    pub authorization_parameters: GlobusAuthorizationParameters,
    /// The document's other fields.
    pub extra: Map<String, Value>,
}
