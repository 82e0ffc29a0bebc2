//! What a login must satisfy.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::scopes::{Scope, ScopeParseError, ScopeParser};

/// Requirements for one login (`globus_sdk/gare/_auth_requirements_error.py`).
///
/// In JSON, missing and `null` fields are empty, and fields of the wrong type are errors.
///
/// ```
/// use globus_app::GlobusAuthorizationParameters;
///
/// let mfa = GlobusAuthorizationParameters {
///     session_message: Some("Please authenticate with MFA".into()),
///     session_required_mfa: Some(true),
///     ..Default::default()
/// };
/// assert_eq!(mfa.session_required_mfa, Some(true));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Document")]
pub struct GlobusAuthorizationParameters {
    /// Shown to the user on Globus's login page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_message: Option<String>,
    /// Identities (ids or usernames), one of which the session must contain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub session_required_identities: Vec<String>,
    /// Domains. The session must contain an identity from one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub session_required_single_domain: Vec<String>,
    /// Authentication policies that the session must satisfy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub session_required_policies: Vec<String>,
    /// Whether multi-factor authentication is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_required_mfa: Option<bool>,
    /// Scopes to request in addition to the app's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_scopes: Vec<Scope>,
    /// `login` asks for credentials even if the browser has a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// All other fields. They are kept, but not requested.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The parameters as a service writes them.
#[derive(Deserialize)]
pub(super) struct Document {
    session_message: Option<String>,
    session_required_identities: Option<Vec<String>>,
    session_required_single_domain: Option<Vec<String>>,
    session_required_policies: Option<Vec<String>>,
    session_required_mfa: Option<bool>,
    required_scopes: Option<Vec<String>>,
    prompt: Option<String>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl TryFrom<Document> for GlobusAuthorizationParameters {
    type Error = ScopeParseError;

    fn try_from(document: Document) -> Result<Self, ScopeParseError> {
        let scopes = document.required_scopes.unwrap_or_default();
        Ok(Self {
            session_message: document.session_message,
            session_required_identities: document.session_required_identities.unwrap_or_default(),
            session_required_single_domain: document
                .session_required_single_domain
                .unwrap_or_default(),
            session_required_policies: document.session_required_policies.unwrap_or_default(),
            session_required_mfa: document.session_required_mfa,
            required_scopes: read_scopes(&scopes)?,
            prompt: document.prompt,
            extra: document.extra,
        })
    }
}

impl GlobusAuthorizationParameters {
    /// Whether there is nothing for a login to satisfy: no list with any text in it, no
    /// multi-factor authentication, no prompt, no scope. A message alone doesn't count.
    pub fn is_empty(&self) -> bool {
        let Self {
            session_message: _,
            session_required_identities,
            session_required_single_domain,
            session_required_policies,
            session_required_mfa,
            required_scopes,
            prompt,
            extra: _,
        } = self;
        let is_said = |texts: &Vec<String>| texts.iter().any(|text| !text.is_empty());
        !is_said(session_required_identities)
            && !is_said(session_required_single_domain)
            && !is_said(session_required_policies)
            && *session_required_mfa != Some(true)
            && required_scopes.is_empty()
            && prompt.as_deref().is_none_or(str::is_empty)
    }

    /// The parameters as query parameters of an authorize URL. Empty lists are left out, as in SDK
    /// 4.10.
    pub(crate) fn query_pairs(&self) -> Vec<(&'static str, String)> {
        let Self {
            session_message,
            session_required_identities,
            session_required_single_domain,
            session_required_policies,
            session_required_mfa,
            // Part of `scope`, with what the app requires.
            required_scopes: _,
            prompt,
            extra: _,
        } = self;
        let mut pairs = Vec::new();
        let lists = [
            ("session_required_identities", session_required_identities),
            (
                "session_required_single_domain",
                session_required_single_domain,
            ),
            ("session_required_policies", session_required_policies),
        ];
        for (name, values) in lists {
            if !values.is_empty() {
                pairs.push((name, values.join(",")));
            }
        }
        if let Some(mfa) = *session_required_mfa {
            // The SDK writes booleans like this.
            pairs.push((
                "session_required_mfa",
                if mfa { "True" } else { "False" }.to_owned(),
            ));
        }
        if let Some(message) = session_message {
            pairs.push(("session_message", message.clone()));
        }
        if let Some(prompt) = prompt {
            pairs.push(("prompt", prompt.clone()));
        }
        pairs
    }
}

/// The scopes in all of these strings.
pub(super) fn read_scopes(texts: &[impl AsRef<str>]) -> Result<Vec<Scope>, ScopeParseError> {
    let mut scopes = Vec::new();
    for text in texts {
        scopes.extend(ScopeParser::parse(text.as_ref())?);
    }
    Ok(scopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_with_commas_and_empty_ones_left_out() {
        let parameters = GlobusAuthorizationParameters {
            session_required_single_domain: vec!["anl.gov".into(), "uchicago.edu".into()],
            session_required_mfa: Some(true),
            prompt: Some("login".into()),
            ..Default::default()
        };
        assert_eq!(
            parameters.query_pairs(),
            [
                (
                    "session_required_single_domain",
                    "anl.gov,uchicago.edu".to_owned()
                ),
                ("session_required_mfa", "True".to_owned()),
                ("prompt", "login".to_owned()),
            ]
        );
    }
}
