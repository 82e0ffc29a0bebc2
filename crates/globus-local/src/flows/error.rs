//! Errors as Flows writes them.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// One thing that is wrong with a body, and where.
#[derive(Debug, PartialEq)]
pub(super) struct Invalid {
    /// Field names and list indexes, from the top down.
    pub(super) loc: Vec<Value>,
    pub(super) msg: String,
}

impl Invalid {
    pub(super) fn new(loc: &[&str], msg: impl Into<String>) -> Self {
        Self {
            loc: loc.iter().map(|name| Value::from(*name)).collect(),
            msg: msg.into(),
        }
    }
}

/// Why Flows refuses a call.
#[derive(Debug, thiserror::Error)]
pub(super) enum FlowsError {
    #[error("Expired or invalid Bearer token")]
    Authentication,
    #[error("This action requires the following scope: {0}")]
    MissingScope(String),
    #[error("{0}")]
    Forbidden(String),
    /// The kind, such as "flow", and the id.
    #[error("No {0} exists with id value {1}")]
    NotFound(&'static str, String),
    #[error("{0}")]
    Conflict(String),
    #[error("{0}")]
    Unprocessable(String),
    #[error("{}", message(.0))]
    Invalid(Vec<Invalid>),
    /// The input of a run does not match the flow's schema.
    #[error("Input failed schema validation with {} error{}.", .0.len(), if .0.len() == 1 { "" } else { "s" })]
    #[cfg_attr(
        not(feature = "input-schemas"),
        expect(dead_code, reason = "none is refused")
    )]
    Input(Vec<Value>),
    /// The session does not meet the policy of a flow: what a login must satisfy, and what is shown
    /// all the same.
    #[error(
        "The session does not meet the authentication policy of this flow. Reauthenticate as an identity that can meet it."
    )]
    PolicyRequired {
        authorization_parameters: Value,
        web_input_summary: Option<Value>,
    },
}

impl FlowsError {
    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Authentication => (StatusCode::UNAUTHORIZED, "AUTHENTICATION_ERROR"),
            Self::MissingScope(_) => (StatusCode::FORBIDDEN, "MISSING_SCOPE"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "FORBIDDEN"),
            Self::NotFound(..) => (StatusCode::NOT_FOUND, "NOT_FOUND"),
            Self::Conflict(_) => (StatusCode::CONFLICT, "STATE_CONFLICT"),
            Self::Unprocessable(_) | Self::Invalid(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY")
            }
            Self::Input(_) => (StatusCode::BAD_REQUEST, "FLOW_INPUT_ERROR"),
            Self::PolicyRequired { .. } => {
                (StatusCode::FORBIDDEN, "AUTHENTICATION_POLICY_REQUIRED")
            }
        }
    }

    fn body(self) -> Value {
        let (_, code) = self.status_and_code();
        let mut body = json!({
            "error": { "code": code, "detail": self.to_string() },
            "debug_id": uuid::Uuid::new_v4(),
        });
        match self {
            Self::Invalid(invalid) => {
                body["error"]["message"] = message(&invalid).into();
                let details = invalid.into_iter().map(
                    |Invalid { loc, msg }| json!({ "loc": loc, "msg": msg, "type": "value_error" }),
                );
                body["error"]["detail"] = details.collect();
            }
            Self::Input(ref details) => {
                body["error"]["message"] = self.to_string().into();
                body["error"]["detail"] = details.clone().into();
            }
            Self::PolicyRequired {
                authorization_parameters,
                web_input_summary,
            } => {
                body["code"] = "AuthenticationPolicyRequired".into();
                body["authorization_parameters"] = authorization_parameters;
                if let Some(summary) = web_input_summary {
                    body["web_input_summary"] = summary;
                }
            }
            _ => {}
        }
        body
    }
}

/// All faults in one line, each with its location as a path.
fn message(invalid: &[Invalid]) -> String {
    let faults: Vec<_> = invalid
        .iter()
        .map(|Invalid { loc, msg }| {
            let path: String = loc
                .iter()
                .map(|step| match step {
                    Value::String(name) => format!(".{name}"),
                    place => format!("[{place}]"),
                })
                .collect();
            format!("${path}: {msg}")
        })
        .collect();
    let plural = if invalid.len() == 1 { "" } else { "s" };
    format!(
        "{} validation error{plural} in body. {}",
        invalid.len(),
        faults.join("; ")
    )
}

impl IntoResponse for FlowsError {
    fn into_response(self) -> Response {
        let (status, _) = self.status_and_code();
        (status, Json(self.body())).into_response()
    }
}
