//! What a login asks Globus Auth for (RFC 6749 §4.1.1, RFC 7636, RFC 8252).

use oauth2::{CsrfToken, PkceCodeChallenge};
use url::Url;

use super::{LoginError, PendingLogin};

/// No launcher, and no browser's address bar, is asked to take more.
const MAX_ADDRESS: usize = 8 * 1024;

/// What to ask Globus Auth for. [`LoginRequest::begin`] makes an attempt of it.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    pub(crate) app_name: String,
    pub(crate) issuer: String,
    pub(crate) authorize: Url,
    pub(crate) code_page: Url,
    /// As configured for the app.
    pub(crate) redirect_uri: Option<Url>,
    pub(crate) client_id: String,
    pub(crate) is_native: bool,
    pub(crate) wants_refresh_tokens: bool,
    pub(crate) scope: String,
    /// A login's further requirements, as the address carries them.
    pub(crate) parameters: Vec<(&'static str, String)>,
}

impl LoginRequest {
    /// The app's name, for what the person is shown.
    pub fn app_name(&self) -> &str {
        &self.app_name
    }

    /// Where the app's configuration says that a login's answer is to go
    /// ([`GlobusAppConfig::login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri)).
    pub fn redirect_uri(&self) -> Option<&Url> {
        self.redirect_uri.as_ref()
    }

    /// A new attempt, answered at `redirect_uri`: new state, nonce and PKCE verifier.
    ///
    /// # Errors
    /// [`LoginError::AddressTooLong`] if the page's address would be, as with very many scopes.
    pub fn begin(&self, redirect_uri: &str) -> Result<PendingLogin, LoginError> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = CsrfToken::new_random_len(32);
        let nonce = CsrfToken::new_random_len(32);
        let access_type = if self.wants_refresh_tokens {
            "offline"
        } else {
            "online"
        };
        let mut authorize_url = self.authorize.clone();
        authorize_url
            .query_pairs_mut()
            .append_pair("client_id", &self.client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &self.scope)
            .append_pair("state", state.secret())
            .append_pair("response_type", "code")
            .append_pair("code_challenge", challenge.as_str())
            .append_pair("code_challenge_method", "S256")
            .append_pair("nonce", nonce.secret())
            .append_pair("access_type", access_type)
            .extend_pairs(self.named_grant())
            .extend_pairs(&self.parameters)
            .extend_pairs(self.prompt());
        if authorize_url.as_str().len() > MAX_ADDRESS {
            return Err(LoginError::AddressTooLong);
        }
        Ok(PendingLogin {
            authorize_url,
            issuer: self.issuer.clone(),
            redirect_uri: redirect_uri.to_owned(),
            state: state.into_secret().into(),
            nonce: nonce.into_secret().into(),
            verifier: verifier.into_secret().into(),
        })
    }

    /// A new attempt whose code a page shows, for the person to copy: Globus Auth's own page, or
    /// for a confidential client, which may not use that one, its configured redirect URI.
    pub fn begin_with_code_page(&self) -> Result<PendingLogin, LoginError> {
        match &self.redirect_uri {
            Some(page) if !self.is_native => self.begin(page.as_str()),
            _ => self.begin(self.code_page.as_str()),
        }
    }

    /// The consent's label, as the SDK makes it. Native clients alone can suggest one.
    fn named_grant(&self) -> Option<(&'static str, String)> {
        let host = gethostname::gethostname();
        let host = host.to_string_lossy();
        let host = host.strip_suffix(".local").unwrap_or(&host);
        let label = if host.is_empty() {
            self.app_name.clone()
        } else {
            format!("{} on {host}", self.app_name)
        };
        self.is_native.then_some(("prefill_named_grant", label))
    }

    /// Without it, the browser's session may be used again as it is, which is what did not do
    /// (docs.globus.org, "Handling authorization parameters").
    fn prompt(&self) -> Option<(&'static str, &'static str)> {
        let is_said = |name: &str| {
            let mut said = self.parameters.iter().filter(|(said, _)| *said == name);
            said.any(|(_, value)| value != "False")
        };
        let about_the_session = [
            "session_required_identities",
            "session_required_single_domain",
            "session_required_policies",
            "session_required_mfa",
        ];
        let is_needed = about_the_session.into_iter().any(is_said) && !is_said("prompt");
        is_needed.then_some(("prompt", "login"))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::{HashMap, HashSet};

    use secrecy::ExposeSecret;

    use super::*;

    pub(in crate::login) fn request() -> LoginRequest {
        LoginRequest {
            app_name: "Meridian".into(),
            issuer: "https://auth.globus.org".into(),
            authorize: Url::parse("https://auth.globus.org/v2/oauth2/authorize").expect("valid"),
            code_page: Url::parse("https://auth.globus.org/v2/web/auth-code").expect("valid"),
            redirect_uri: None,
            client_id: "61338d24".into(),
            is_native: true,
            wants_refresh_tokens: true,
            scope: "openid profile".into(),
            parameters: Vec::new(),
        }
    }

    pub(in crate::login) fn query(login: &PendingLogin) -> HashMap<String, String> {
        login.authorize_url().query_pairs().into_owned().collect()
    }

    #[test]
    fn every_attempt_has_its_own_state_nonce_and_s256_challenge() {
        let mut seen = HashSet::new();
        for _ in 0..200 {
            let login = request().begin("http://127.0.0.1:1");
            let sent = query(&login);
            assert_eq!(sent["code_challenge_method"], "S256");
            assert_eq!(sent["code_challenge"].len(), 43);
            assert!(login.verifier.expose_secret().len() >= 43);
            assert!(
                !login
                    .authorize_url()
                    .as_str()
                    .contains(login.verifier.expose_secret())
            );
            for name in ["state", "nonce", "code_challenge"] {
                assert!(sent[name].len() >= 22, "{name} has at least 128 bits");
                assert!(seen.insert(sent[name].clone()), "{name} is new each time");
            }
        }
    }
}
