//! Globus Auth Requirements Errors: a service says what a login has to satisfy.

mod legacy;
mod parameters;

use serde::Deserialize;
use serde_json::{Map, Value};

pub use parameters::GlobusAuthorizationParameters;

use crate::scopes::ScopeParseError;

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

impl Gare {
    /// Reads the body of an error, whatever its status: the document itself, then those in its
    /// `errors`, each in every form. The first that asks for anything is the answer.
    ///
    /// `None` for whatever is no such error, be it for the type of a single field. A scope that
    /// cannot be read makes it none as well: no login can ask for it.
    pub fn from_body(body: &Value) -> Option<Self> {
        let root = body.as_object()?;
        documents(root)
            .find_map(|document| from_document(document).transpose())?
            .inspect_err(|error| tracing::warn!("a required scope cannot be read: {error}"))
            .ok()
    }

    /// Reads the `details` of a run that stands still: what they say themselves, then what the
    /// actions in their `action_statuses` say (`GET /runs/{id}`).
    pub fn from_run_details(details: &Value) -> Option<Self> {
        let statuses = details.get("action_statuses").and_then(Value::as_array);
        let of_actions = statuses
            .into_iter()
            .flatten()
            .filter_map(|status| status.get("details"));
        std::iter::once(details)
            .chain(of_actions)
            .find_map(Self::from_body)
    }
}

/// The root, and its `errors` if they are documents all.
fn documents(root: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let errors = root.get("errors").and_then(Value::as_array);
    let errors = errors
        .filter(|errors| errors.iter().all(Value::is_object))
        .into_iter()
        .flatten()
        .filter_map(Value::as_object);
    std::iter::once(root).chain(errors)
}

/// One document, in the SDK's order of forms.
fn from_document(document: &Map<String, Value>) -> Result<Option<Gare>, ScopeParseError> {
    let forms = [
        canonical,
        legacy::authorization_parameters,
        legacy::of_transfer,
        legacy::of_an_action_provider,
        legacy::of_globus_auth,
    ];
    for form in forms {
        if let Some(gare) = form(document).transpose()?
            && !gare.authorization_parameters.is_empty()
        {
            return Ok(Some(gare));
        }
    }
    Ok(None)
}

/// What a form makes of a document: none if it is of another form.
type Reading = Option<Result<Gare, ScopeParseError>>;

/// `{"code": "…", "authorization_parameters": {…}}`
fn canonical(document: &Map<String, Value>) -> Reading {
    let code = document.get("code")?.as_str()?;
    let parameters = document.get("authorization_parameters")?;
    let parameters = parameters::Document::deserialize(parameters).ok()?;
    Some(parameters.try_into().map(|authorization_parameters| Gare {
        code: code.to_owned(),
        authorization_parameters,
        extra: without(document, &["code", "authorization_parameters"]),
    }))
}

/// The fields that are not `known`.
fn without(document: &Map<String, Value>, known: &[&str]) -> Map<String, Value> {
    let others = document
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()));
    others
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
