//! The forms that services used before there was a common one (`globus_sdk/gare/_variants.py`).

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    form::{Reading, without},
    parameters::{GlobusAuthorizationParameters, read_scopes},
    requirements_error::Gare,
};
use crate::scopes::ScopeParseError;

/// The code of [`authorization_parameters`] without one.
const DEFAULT_CODE: &str = "AuthorizationRequired";
const CONSENT_REQUIRED: &str = "ConsentRequired";

/// `{"authorization_parameters": {…}}`, in which lists are comma-separated strings.
pub(super) fn authorization_parameters(document: &Map<String, Value>) -> Reading {
    let code = match document.get("code") {
        Some(code) if !is_false(code) => code.as_str()?,
        _ => DEFAULT_CODE,
    };
    let parameters = document.get("authorization_parameters")?;
    let parameters = Parameters::deserialize(parameters).ok()?;
    if !matches!(parameters.prompt.as_deref(), None | Some("login")) {
        return None;
    }
    Some(Ok(Gare {
        code: code.to_owned(),
        authorization_parameters: parameters.into(),
        extra: without(document, &["code", "authorization_parameters"]),
    }))
}

/// `{"code": "ConsentRequired", "required_scopes": […], "message": "…"}`
pub(super) fn of_transfer(document: &Map<String, Value>) -> Reading {
    if document.get("code")? != CONSENT_REQUIRED {
        return None;
    }
    let scopes = strings(document.get("required_scopes")?)?;
    let message = optional_string(document, "message").ok()?;
    Some(consent_required(&scopes).map(|mut gare| {
        gare.authorization_parameters.session_message = message;
        gare.extra = without(document, &["code", "required_scopes"]);
        gare
    }))
}

/// `{"code": "ConsentRequired", "required_scope": "…", "description": "…"}`. Also found in the
/// details of a run.
pub(super) fn of_an_action_provider(document: &Map<String, Value>) -> Reading {
    if document.get("code")? != CONSENT_REQUIRED {
        return None;
    }
    let scope = document.get("required_scope")?.as_str()?;
    let message = optional_string(document, "description").ok()?;
    let parameters = document.get("authorization_parameters");
    let parameters = parameters.and_then(Value::as_object);
    Some(consent_required(&[scope]).map(|mut gare| {
        gare.authorization_parameters.session_message = message;
        gare.authorization_parameters.extra = parameters.cloned().unwrap_or_default();
        gare.extra = without(
            document,
            &["code", "required_scope", "authorization_parameters"],
        );
        gare
    }))
}

/// `{"error": "dependent_consent_required", "errors": [{"unapproved_scopes": […]}]}`
pub(super) fn of_globus_auth(document: &Map<String, Value>) -> Reading {
    if document.get("error")? != "dependent_consent_required" {
        return None;
    }
    let first = document.get("errors")?.as_array()?.first()?.as_object()?;
    let scopes = strings(first.get("unapproved_scopes")?)?;
    Some(consent_required(&scopes))
}

fn consent_required(scopes: &[&str]) -> Result<Gare, ScopeParseError> {
    Ok(Gare {
        code: CONSENT_REQUIRED.to_owned(),
        authorization_parameters: GlobusAuthorizationParameters {
            required_scopes: read_scopes(scopes)?,
            ..Default::default()
        },
        extra: Map::new(),
    })
}

/// Unlike the canonical form, this one doesn't know `required_scopes`: they are kept, but not
/// requested.
#[derive(Deserialize)]
struct Parameters {
    session_message: Option<String>,
    session_required_identities: Option<Vec<String>>,
    session_required_policies: Option<Strings>,
    session_required_single_domain: Option<Strings>,
    session_required_mfa: Option<bool>,
    prompt: Option<String>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Strings {
    List(Vec<String>),
    WithCommas(String),
}

impl From<Strings> for Vec<String> {
    fn from(strings: Strings) -> Self {
        match strings {
            Strings::List(list) => list,
            Strings::WithCommas(text) => text.split(',').map(str::to_owned).collect(),
        }
    }
}

impl From<Parameters> for GlobusAuthorizationParameters {
    fn from(parameters: Parameters) -> Self {
        let list = |strings: Option<Strings>| strings.map(Vec::from).unwrap_or_default();
        Self {
            session_message: parameters.session_message,
            session_required_identities: parameters.session_required_identities.unwrap_or_default(),
            session_required_single_domain: list(parameters.session_required_single_domain),
            session_required_policies: list(parameters.session_required_policies),
            session_required_mfa: parameters.session_required_mfa,
            required_scopes: Vec::new(),
            prompt: parameters.prompt,
            extra: parameters.extra,
        }
    }
}

fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

/// A field that may be missing, null or a string, but nothing else.
fn optional_string(
    document: &Map<String, Value>,
    name: &str,
) -> Result<Option<String>, serde_json::Error> {
    Option::deserialize(document.get(name).unwrap_or(&Value::Null))
}

/// What counts as false in Python.
fn is_false(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
    }
}
