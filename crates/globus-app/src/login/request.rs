//! What a login requests from Globus Auth (RFC 6749 §4.1.1, RFC 7636, RFC 8252).

use oauth2::{CsrfToken, PkceCodeChallenge};
use url::Url;

use super::{attempt::PendingLogin, error::LoginError};

/// Launchers and browsers may not take longer addresses.
const MAX_ADDRESS: usize = 8 * 1024;

/// What to request from Globus Auth. [`LoginRequest::begin`] starts an attempt.
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
    /// Additional requirements, as query parameters.
    pub(crate) parameters: Vec<(&'static str, String)>,
}

impl LoginRequest {
    /// The app's name, to show to the user.
    pub fn app_name(&self) -> &str {
        &self.app_name
    }

    /// Where the app's configuration wants the answer to go
    /// ([`GlobusAppConfig::login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri)).
    pub fn redirect_uri(&self) -> Option<&Url> {
        self.redirect_uri.as_ref()
    }

    /// Starts an attempt that is answered at `redirect_uri`, with a new state, nonce and PKCE
    /// verifier.
    ///
    /// # Errors
    /// [`LoginError::AddressTooLong`] if the page's address gets too long, for example with very
    /// many scopes.
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

    /// Starts an attempt whose code is shown on a page, for the user to copy. That is Globus Auth's
    /// own page, or for a confidential client, which may not use it, the configured redirect URI.
    ///
    /// # Errors
    /// Those of [`LoginRequest::begin`].
    pub fn begin_with_code_page(&self) -> Result<PendingLogin, LoginError> {
        match &self.redirect_uri {
            Some(page) if !self.is_native => self.begin(page.as_str()),
            _ => self.begin(self.code_page.as_str()),
        }
    }

    /// The label of the consent, in the SDK's format. Only native clients can suggest one.
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

    /// Without it, Globus Auth could reuse the browser's session, which wasn't good enough
    /// (docs.globus.org, "Handling authorization parameters").
    fn prompt(&self) -> Option<(&'static str, &'static str)> {
        let is_said = |name: &str| {
            let mut said = self.parameters.iter().filter(|(said, _)| *said == name);
            said.any(|(_, value)| value != "False")
        };
        let mut names = self.parameters.iter().map(|(name, _)| *name);
        let is_about_the_session = |name: &str| name.starts_with("session_required_");
        let is_needed =
            names.any(|name| is_about_the_session(name) && is_said(name)) && !is_said("prompt");
        is_needed.then_some(("prompt", "login"))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::{HashMap, HashSet};

    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use secrecy::ExposeSecret;
    use sha2::{Digest, Sha256};

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
    fn a2_a4_every_attempt_has_its_own_state_nonce_and_s256_challenge() {
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            let login = request().begin("http://127.0.0.1:1").expect("short");
            let sent = query(&login);
            let verifier = login.verifier.expose_secret();
            assert_eq!(sent["code_challenge_method"], "S256");
            // 32 random bytes in base64.
            assert!((43..=128).contains(&verifier.len()));
            assert!(
                seen.insert(verifier.to_owned()),
                "the verifier is new each time"
            );
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
            assert_eq!(sent["code_challenge"], challenge);
            assert!(!login.authorize_url().as_str().contains(verifier));
            for name in ["state", "nonce", "code_challenge"] {
                assert!(sent[name].len() >= 22, "{name} has at least 128 bits");
                assert!(seen.insert(sent[name].clone()), "{name} is new each time");
            }
        }
    }

    #[test]
    fn what_the_app_is_decides_what_is_asked_for() {
        let sent = query(&request().begin("http://127.0.0.1:1").expect("short"));
        assert_eq!(sent["access_type"], "offline");
        assert!(sent["prefill_named_grant"].starts_with("Meridian"));
        assert!(!sent.contains_key("prompt"));
        let confidential = LoginRequest {
            is_native: false,
            wants_refresh_tokens: false,
            ..request()
        };
        let sent = query(&confidential.begin("http://127.0.0.1:1").expect("short"));
        assert_eq!(sent["access_type"], "online");
        assert!(!sent.contains_key("prefill_named_grant"));
        assert_eq!(sent["code_challenge_method"], "S256");
    }

    #[test]
    fn a_requirement_of_the_session_asks_for_a_new_sign_in() {
        let prompt = |parameters: &[(&'static str, &str)]| {
            let parameters = parameters
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()));
            let request = LoginRequest {
                parameters: parameters.collect(),
                ..request()
            };
            let sent = query(&request.begin("http://127.0.0.1:1").expect("short"));
            sent.get("prompt").cloned()
        };
        for name in [
            "session_required_identities",
            "session_required_single_domain",
            "session_required_policies",
        ] {
            assert_eq!(prompt(&[(name, "x")]).as_deref(), Some("login"), "{name}");
        }
        let mfa = "session_required_mfa";
        assert_eq!(prompt(&[(mfa, "True")]).as_deref(), Some("login"));
        assert_eq!(prompt(&[(mfa, "False")]), None);
        assert_eq!(prompt(&[("session_message", "hello")]), None);
        let chosen = prompt(&[(mfa, "True"), ("prompt", "none")]);
        assert_eq!(chosen.as_deref(), Some("none"));
    }

    #[test]
    fn a8_an_address_too_long_to_open_is_refused() {
        let request = LoginRequest {
            scope: "a".repeat(8 * 1024),
            ..request()
        };
        let outcome = request.begin("http://127.0.0.1:1");
        assert!(matches!(outcome, Err(LoginError::AddressTooLong)));
    }

    #[test]
    fn a8_whatever_the_app_is_called_the_address_is_globus_own() {
        for name in ["a\r\nb\0c", "x&state=1#", "\u{202e}gnp", "@evil.example/"] {
            let request = LoginRequest {
                app_name: name.to_owned(),
                ..request()
            };
            let login = request.begin("http://127.0.0.1:1").expect("short");
            let url = login.authorize_url();
            assert_eq!(url.host_str(), Some("auth.globus.org"));
            assert!(url.username().is_empty() && url.fragment().is_none());
            assert!(
                url.as_str().bytes().all(|byte| byte.is_ascii_graphic()),
                "{url}"
            );
            let states = url.query_pairs().filter(|(name, _)| name == "state");
            assert_eq!(states.count(), 1);
        }
    }
}
