//! Errors that ask for a login (Globus Auth Requirements Errors), in each form that Globus uses.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::dialect::{self, Service};
use crate::auth::Auth;

/// Refuses calls of a path until a login has done what it asks. Made by [`Demand::new`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Demand {
    /// The start of the path, such as `/v0.10/task_list`.
    pub path: String,
    /// The form of the error.
    pub form: GareForm,
    /// `authorization_parameters`. Forms about consent use only `required_scopes`.
    pub parameters: Map<String, Value>,
    /// When a call was first refused with it.
    #[serde(skip)]
    asked: Option<Timestamp>,
}

/// The forms of an error that asks for a login (`globus_sdk.gare`), and where each is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GareForm {
    /// 403 with `code` and `authorization_parameters`.
    Canonical,
    /// 403 with `authorization_parameters` whose lists are comma-separated strings.
    LegacyParameters,
    /// 403 with `required_scopes`, as Transfer asks for `data_access`.
    TransferConsent,
    /// 403 with one `required_scope`, as action providers answer.
    ActionProviderConsent,
    /// 403 with `unapproved_scopes` inside `errors`, as Auth's dependent grant asks.
    DependentConsent,
    /// 502 with every parameter, including empty ones, as Transfer passes on the answer of a
    /// collection.
    GridFtp,
}

impl Demand {
    /// Refuses calls of paths that begin with `path` until a login does what `parameters` say.
    pub fn new(path: &str, form: GareForm, parameters: Map<String, Value>) -> Self {
        Self {
            path: path.to_owned(),
            form,
            parameters,
            asked: None,
        }
    }

    /// What is wrong with the demand itself, if anything.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let is_about_consent = matches!(
            self.form,
            GareForm::TransferConsent
                | GareForm::ActionProviderConsent
                | GareForm::DependentConsent
        );
        (is_about_consent && self.scopes().is_empty()).then_some("this form needs required_scopes")
    }

    pub(super) fn is_for(&self, path: &str) -> bool {
        path.starts_with(&self.path)
    }

    /// Whether the token comes from a login that did what was asked.
    pub(super) fn is_done(&self, auth: &Auth, token: &str) -> bool {
        self.asked
            .is_some_and(|asked| auth.has_done(token, &self.parameters, asked))
    }

    /// The refusal. From the first one on, a login can satisfy the demand.
    pub(super) fn refuse(&mut self, path: &str, now: Timestamp) -> Response {
        self.asked.get_or_insert(now);
        self.response(path)
    }

    fn scopes(&self) -> &[Value] {
        let scopes = self.parameters.get("required_scopes");
        scopes.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn response(&self, path: &str) -> Response {
        const MESSAGE: &str = "Missing required consent";
        let forbidden = StatusCode::FORBIDDEN;
        let (status, body) = match self.form {
            GareForm::Canonical => {
                let mut body = envelope(path, "AuthorizationRequired");
                body["code"] = "AuthorizationRequired".into();
                body["authorization_parameters"] = self.parameters.clone().into();
                (forbidden, body)
            }
            GareForm::LegacyParameters => {
                let mut body = envelope(path, "PermissionDenied");
                body["authorization_parameters"] = with_commas(&self.parameters).into();
                (forbidden, body)
            }
            GareForm::TransferConsent => {
                let mut body = dialect::transfer(path, "ConsentRequired", MESSAGE);
                body["required_scopes"] = self.scopes().into();
                (forbidden, body)
            }
            GareForm::ActionProviderConsent => {
                let scope = self.scopes().first();
                let body = json!({
                    "code": "ConsentRequired",
                    "description": MESSAGE,
                    "required_scope": scope,
                });
                (forbidden, body)
            }
            GareForm::DependentConsent => {
                let mut body = dialect::auth(forbidden, "DEPENDENT_CONSENT_REQUIRED", MESSAGE);
                body["errors"][0]["unapproved_scopes"] = self.scopes().into();
                (forbidden, body)
            }
            GareForm::GridFtp => {
                let code = "ExternalError.DirListingFailed.LoginFailed";
                let mut body = dialect::transfer(path, code, "Command Failed: Error (login)");
                body["authorization_parameters"] = with_empty_ones(&self.parameters).into();
                (StatusCode::BAD_GATEWAY, body)
            }
        };
        (status, Json(body)).into_response()
    }
}

/// An error of the service that the path belongs to.
fn envelope(path: &str, code: &str) -> Value {
    let words = "You need to sign in again";
    match Service::of(path) {
        Service::Transfer => dialect::transfer(path, code, words),
        Service::Auth => dialect::auth(StatusCode::FORBIDDEN, code, words),
        Service::Groups => dialect::groups(code, words),
        Service::Flows => dialect::flows(code, words),
    }
}

fn with_commas(parameters: &Map<String, Value>) -> Map<String, Value> {
    let mut parameters = parameters.clone();
    for name in [
        "session_required_policies",
        "session_required_single_domain",
    ] {
        if let Some(Value::Array(items)) = parameters.get(name) {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            parameters.insert(name.to_owned(), texts.join(",").into());
        }
    }
    parameters
}

fn with_empty_ones(parameters: &Map<String, Value>) -> Map<String, Value> {
    let none = json!({
        "session_message": "",
        "session_required_identities": [],
        "session_required_mfa": false,
        "session_required_policies": [],
        "session_required_single_domain": [],
    });
    let mut all = none.as_object().cloned().unwrap_or_default();
    all.extend(parameters.clone());
    all
}
