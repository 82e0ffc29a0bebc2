//! The error itself.

use serde_json::{Map, Value};

use super::parameters::GlobusAuthorizationParameters;

/// A refusal that says which login would cure it (`globus_sdk/gare`).
///
/// Services send it in five forms, at several statuses, and with codes of their own: what counts
/// is [`Gare::authorization_parameters`], never the code.
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
    /// The service's code for it, an open set.
    pub code: String,
    /// What a login has to satisfy; never nothing.
    pub authorization_parameters: GlobusAuthorizationParameters,
    /// The other fields of the document.
    pub extra: Map<String, Value>,
}
