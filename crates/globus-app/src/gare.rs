//! Globus Auth Requirements: what a login has to satisfy beyond scopes.

use crate::scopes::Scope;

/// Requirements for one login (`globus_sdk/gare/_auth_requirements_error.py`).
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlobusAuthorizationParameters {
    /// Shown to the person on Globus' login page.
    pub session_message: Option<String>,
    /// Identities (ids or usernames) of which the session must hold one.
    pub session_required_identities: Vec<String>,
    /// Domains of which the session must hold an identity.
    pub session_required_single_domain: Vec<String>,
    /// Authentication policies that the session must meet.
    pub session_required_policies: Vec<String>,
    /// Whether multi-factor authentication is required.
    pub session_required_mfa: Option<bool>,
    /// Scopes to ask for beside the app's own requirements.
    pub required_scopes: Vec<Scope>,
    /// `login` asks for credentials even if the browser has a session.
    pub prompt: Option<String>,
}

impl GlobusAuthorizationParameters {
    /// The parameters as an authorize URL carries them; empty lists are left out (SDK 4.10).
    pub(crate) fn query_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let lists = [
            (
                "session_required_identities",
                &self.session_required_identities,
            ),
            (
                "session_required_single_domain",
                &self.session_required_single_domain,
            ),
            ("session_required_policies", &self.session_required_policies),
        ];
        for (name, values) in lists {
            if !values.is_empty() {
                pairs.push((name, values.join(",")));
            }
        }
        if let Some(mfa) = self.session_required_mfa {
            // The SDK's own spelling of a boolean.
            pairs.push((
                "session_required_mfa",
                if mfa { "True" } else { "False" }.to_owned(),
            ));
        }
        if let Some(message) = &self.session_message {
            pairs.push(("session_message", message.clone()));
        }
        if let Some(prompt) = &self.prompt {
            pairs.push(("prompt", prompt.clone()));
        }
        pairs
    }
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
