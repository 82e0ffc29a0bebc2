//! Reads a body in every form.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    form::{Reading, without},
    legacy,
    parameters::Document,
    requirements_error::Gare,
};
use crate::scopes::ScopeParseError;

impl Gare {
    /// Reads an error body, whatever its status: the document itself, then those in its `errors`,
    /// each in every form. Returns the first one that requires anything.
    ///
    /// Returns None if the body is anything else, even if only one field has the wrong type, or a
    /// scope can't be read, because no login could request it.
    pub fn from_body(body: &Value) -> Option<Self> {
        let root = body.as_object()?;
        documents(root)
            .find_map(|document| from_document(document).transpose())?
            .inspect_err(|error| tracing::warn!("a required scope can't be read: {error}"))
            .ok()
    }

    /// Reads the `details` of an inactive run (`GET /runs/{id}`): first the details themselves,
    /// then those of the actions in `action_statuses`.
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

/// The root, then its `errors` if all of them are documents.
fn documents(root: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let errors = root.get("errors").and_then(Value::as_array);
    let errors = errors
        .filter(|errors| errors.iter().all(Value::is_object))
        .into_iter()
        .flatten()
        .filter_map(Value::as_object);
    std::iter::once(root).chain(errors)
}

/// Reads one document, trying the forms in the SDK's order.
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

/// `{"code": "…", "authorization_parameters": {…}}`
fn canonical(document: &Map<String, Value>) -> Reading {
    let code = document.get("code")?.as_str()?;
    let parameters = document.get("authorization_parameters")?;
    let parameters = Document::deserialize(parameters).ok()?;
    Some(parameters.try_into().map(|authorization_parameters| Gare {
        code: code.to_owned(),
        authorization_parameters,
        extra: without(document, &["code", "authorization_parameters"]),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::parameters::GlobusAuthorizationParameters, *};

    fn parameters(body: &Value) -> GlobusAuthorizationParameters {
        let gare = Gare::from_body(body).unwrap_or_else(|| panic!("a GARE: {body}"));
        gare.authorization_parameters
    }

    #[test]
    fn every_form_is_read() {
        let consent = |message: Option<&str>| GlobusAuthorizationParameters {
            session_message: message.map(str::to_owned),
            required_scopes: vec!["a[*b]".parse().expect("a scope")],
            ..Default::default()
        };
        let canonical = json!({"code": "", "authorization_parameters": {
            "session_message": "m", "required_scopes": ["a[*b]"], "session_required_mfa": null,
        }});
        assert_eq!(parameters(&canonical), consent(Some("m")));
        let transfer =
            json!({"code": "ConsentRequired", "required_scopes": ["a[*b]"], "message": "m"});
        assert_eq!(parameters(&transfer), consent(Some("m")));
        let action =
            json!({"code": "ConsentRequired", "required_scope": "a[*b]", "description": "m"});
        assert_eq!(parameters(&action), consent(Some("m")));
        let auth = json!({"error": "dependent_consent_required", "errors": [{"unapproved_scopes": ["a[*b]"]}]});
        assert_eq!(parameters(&auth), consent(None));
    }

    #[test]
    fn a_login_failure_of_transfer_is_one() {
        let body = json!({
            "code": "ExternalError.DirListingFailed.LoginFailed",
            "message": "…", "request_id": "r", "resource": "/operation/endpoint/x/ls",
            "authorization_parameters": {
                "session_message": "m", "session_required_identities": [],
                "session_required_mfa": false, "session_required_policies": "p,q",
                "session_required_single_domain": ["globus.org"], "unknown": 1,
            },
        });
        let gare = Gare::from_body(&body).expect("a GARE");
        assert_eq!(gare.code, "ExternalError.DirListingFailed.LoginFailed");
        assert_eq!(gare.extra["request_id"], "r");
        let asked = gare.authorization_parameters;
        assert_eq!(asked.session_required_policies, ["p", "q"]);
        assert_eq!(asked.session_required_single_domain, ["globus.org"]);
        assert_eq!(asked.extra["unknown"], 1);
    }

    #[test]
    fn field_types_are_strict() {
        for parameters in [
            json!({"session_required_mfa": "true"}),
            json!({"session_required_mfa": true, "prompt": 1}),
            json!({"session_required_mfa": true, "session_message": ["m"]}),
            json!({"session_required_identities": "ada"}),
            json!({"session_required_policies": ["p", 1]}),
            json!([true]),
            json!("x"),
        ] {
            let body = json!({"code": "c", "authorization_parameters": parameters});
            assert_eq!(Gare::from_body(&body), None, "{body}");
        }
        assert_eq!(Gare::from_body(&json!([1])), None);
        assert_eq!(Gare::from_body(&Value::Null), None);
    }

    #[test]
    fn an_empty_requirement_is_none() {
        for parameters in [
            json!({}),
            json!({"session_message": "m", "session_required_mfa": false}),
            json!({"required_scopes": [" "], "session_required_policies": [""], "prompt": ""}),
        ] {
            let mut body =
                json!({"code": "ConsentRequired", "authorization_parameters": parameters});
            assert_eq!(Gare::from_body(&body), None, "{body}");
            // What another form or document requires still counts.
            body["errors"] =
                json!([{"code": "c", "authorization_parameters": {"prompt": "login"}}]);
            assert_eq!(self::parameters(&body).prompt.as_deref(), Some("login"));
            body["required_scope"] = json!("a");
            assert_eq!(self::parameters(&body).required_scopes.len(), 1);
        }
    }

    #[test]
    fn the_root_comes_before_its_errors() {
        let asking =
            |prompt: &str| json!({"code": "c", "authorization_parameters": {"prompt": prompt}});
        let mut body = asking("root");
        body["errors"] = json!([asking("first"), asking("second")]);
        assert_eq!(parameters(&body).prompt.as_deref(), Some("root"));
        body["code"] = json!(1);
        assert_eq!(parameters(&body).prompt.as_deref(), Some("first"));
        body["errors"] = json!([asking("first"), 1]);
        assert_eq!(Gare::from_body(&body), None);
    }

    #[test]
    fn a_scope_that_cannot_be_read_is_no_requirement() {
        let body = json!({"code": "c", "authorization_parameters": {
            "required_scopes": ["a["], "session_required_mfa": true,
        }});
        assert_eq!(Gare::from_body(&body), None);
    }

    #[test]
    fn a_run_says_it_in_its_details_or_in_those_of_its_actions() {
        let action = json!({"code": "ConsentRequired", "required_scope": "b", "description": "m"});
        let mut details = json!({
            "code": "ConsentRequired", "description": "…", "state_name": "RunTransfer",
            "required_scope": "a", "action_statuses": [{"details": null}, {"details": action}],
            "authorization_parameters": {"required_scopes": ["a"], "session_message": "m"},
        });
        let scopes = |details: &Value| {
            let gare = Gare::from_run_details(details).expect("a GARE");
            gare.authorization_parameters.required_scopes
        };
        assert_eq!(scopes(&details)[0].scope_string(), "a");
        details["code"] = json!("FlowFailed");
        details["authorization_parameters"] = json!({});
        assert_eq!(scopes(&details)[0].scope_string(), "b");
        assert_eq!(Gare::from_run_details(&Value::Null), None);
    }
}
