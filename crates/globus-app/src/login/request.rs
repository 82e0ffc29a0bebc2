//! The authorization request, and the redirect that answers it (RFC 6749 §4.1, RFC 8252).

use oauth2::{CsrfToken, PkceCodeChallenge};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::{LoginAnswer, LoginError};

/// What to ask Globus Auth for. [`LoginRequest::begin`] makes an attempt of it.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    pub(crate) app_name: String,
    pub(crate) authorize: Url,
    pub(crate) code_page: Url,
    pub(crate) client_id: String,
    pub(crate) scope: String,
    pub(crate) parameters: Vec<(&'static str, String)>,
}

impl LoginRequest {
    /// The app's name, for what the person is shown.
    pub fn app_name(&self) -> &str {
        &self.app_name
    }

    /// A new attempt, answered at `redirect_uri`: new state, nonce and PKCE verifier.
    pub fn begin(&self, redirect_uri: &str) -> PendingLogin {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = CsrfToken::new_random_len(32);
        let nonce = CsrfToken::new_random_len(32);
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
            .append_pair("access_type", "offline")
            .append_pair("prefill_named_grant", &self.app_name)
            .extend_pairs(&self.parameters);
        PendingLogin {
            authorize_url,
            redirect_uri: redirect_uri.to_owned(),
            state: state.into_secret().into(),
            nonce: nonce.into_secret().into(),
            verifier: verifier.into_secret().into(),
        }
    }

    /// A new attempt whose code Globus Auth shows on a page, for the person to copy.
    pub fn begin_with_code_page(&self) -> PendingLogin {
        self.begin(self.code_page.as_str())
    }
}

/// One attempt that waits for its answer. Its secrets are used once and never shown.
#[derive(Debug)]
pub struct PendingLogin {
    authorize_url: Url,
    redirect_uri: String,
    state: SecretString,
    nonce: SecretString,
    verifier: SecretString,
}

/// A pasted code that cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing but blanks.
    #[error("there is no code in it")]
    Empty,
    /// An address, as copied from the browser's address bar.
    #[error("that is a web address, not the code")]
    Url,
    /// Too long, or with characters that no code has.
    #[error("that does not look like a code from Globus")]
    NotACode,
}

/// What a redirect says, if not a code.
#[derive(Debug)]
pub(crate) enum RedirectError {
    /// Not an answer to this attempt, which goes on waiting.
    NotOurs,
    /// An answer that ends the attempt.
    Ended(LoginError),
}

impl PendingLogin {
    /// The page to show the person, in the system's browser.
    pub fn authorize_url(&self) -> &Url {
        &self.authorize_url
    }

    /// The answer, from a code that the person pasted.
    pub fn finish_with_code(&self, pasted: &str) -> Result<LoginAnswer, CodeError> {
        let code = pasted.trim();
        if code.is_empty() {
            return Err(CodeError::Empty);
        }
        if code.contains("://") {
            return Err(CodeError::Url);
        }
        // RFC 6749 appendix A.11 allows VSCHAR; nothing we know of is this long.
        if code.len() > 512 || !code.chars().all(|c| c.is_ascii_graphic()) {
            return Err(CodeError::NotACode);
        }
        Ok(self.answered(code.to_owned().into()))
    }

    /// The answer, from the query of a redirect.
    pub(crate) fn finish_with_redirect(&self, query: &str) -> Result<LoginAnswer, RedirectError> {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let only = |name: &str| {
            let mut values = pairs
                .iter()
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value);
            match (values.next(), values.next()) {
                (value, None) => Ok(value),
                (_, Some(_)) => Err(RedirectError::NotOurs),
            }
        };
        let state = only("state")?.ok_or(RedirectError::NotOurs)?;
        if !bool::from(
            state
                .as_bytes()
                .ct_eq(self.state.expose_secret().as_bytes()),
        ) {
            return Err(RedirectError::NotOurs);
        }
        // RFC 9207 §2.4: an issuer that is named must be the one we asked.
        let issuer = self.authorize_url.origin().ascii_serialization();
        if only("iss")?.is_some_and(|iss| !is_issuer(iss, &issuer)) {
            return Err(RedirectError::NotOurs);
        }
        match (only("code")?, only("error")?) {
            (Some(code), None) if !code.is_empty() => {
                Ok(self.answered(code.clone().into_owned().into()))
            }
            (None, Some(error)) if error == "access_denied" => {
                Err(RedirectError::Ended(LoginError::Denied))
            }
            (None, Some(error)) => Err(RedirectError::Ended(LoginError::Refused {
                error: error.clone().into_owned(),
                description: only("error_description")?.map(|text| text.clone().into_owned()),
            })),
            _ => Err(RedirectError::NotOurs),
        }
    }

    fn answered(&self, code: SecretString) -> LoginAnswer {
        LoginAnswer {
            code,
            redirect_uri: self.redirect_uri.clone(),
            verifier: self.verifier.clone(),
            nonce: self.nonce.clone(),
            outcome: None,
        }
    }
}

fn is_issuer(iss: &str, ours: &str) -> bool {
    iss.trim_end_matches('/') == ours
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    fn request() -> LoginRequest {
        LoginRequest {
            app_name: "Meridian".into(),
            authorize: Url::parse("https://auth.globus.org/v2/oauth2/authorize").expect("valid"),
            code_page: Url::parse("https://auth.globus.org/v2/web/auth-code").expect("valid"),
            client_id: "61338d24".into(),
            scope: "openid profile".into(),
            parameters: vec![("prompt", "login".into())],
        }
    }

    fn query(login: &PendingLogin) -> HashMap<String, String> {
        login.authorize_url().query_pairs().into_owned().collect()
    }

    fn state(login: &PendingLogin) -> String {
        query(login)["state"].clone()
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

    #[test]
    fn the_right_answer_carries_the_code() {
        let login = request().begin("http://127.0.0.1:1");
        let answer = login.finish_with_redirect(&format!("code=abc&state={}", state(&login)));
        assert_eq!(answer.expect("right").code.expose_secret(), "abc");
    }

    #[test]
    fn what_is_not_ours_leaves_the_attempt_waiting() {
        let login = request().begin("http://127.0.0.1:1");
        let state = state(&login);
        let other = self::state(&request().begin("http://127.0.0.1:1"));
        for query in [
            "code=abc".to_owned(),
            "code=abc&state=".to_owned(),
            format!("code=abc&state={other}"),
            format!("code=abc&state={state}&state={state}"),
            format!("code=abc&code=abd&state={state}"),
            format!("code=abc&error=access_denied&state={state}"),
            format!("code=&state={state}"),
            format!("code=abc&state={state}&iss=https%3A%2F%2Fevil.example"),
            format!("state={state}"),
        ] {
            let answer = login.finish_with_redirect(&query);
            assert!(matches!(answer, Err(RedirectError::NotOurs)), "{query}");
        }
    }

    #[test]
    fn a_refusal_ends_the_attempt() {
        let login = request().begin("http://127.0.0.1:1");
        let denied =
            login.finish_with_redirect(&format!("error=access_denied&state={}", state(&login)));
        assert!(matches!(
            denied,
            Err(RedirectError::Ended(LoginError::Denied))
        ));
    }

    #[test]
    fn pasted_codes_are_trimmed_and_checked() {
        let login = request().begin_with_code_page();
        assert_eq!(
            login.redirect_uri,
            "https://auth.globus.org/v2/web/auth-code"
        );
        let code = |text: &str| login.finish_with_code(text).map(|_| ());
        assert_eq!(code("  abc\n"), Ok(()));
        assert_eq!(code("   "), Err(CodeError::Empty));
        assert_eq!(code("https://x.example/?code=abc"), Err(CodeError::Url));
        assert_eq!(code("a b"), Err(CodeError::NotACode));
        assert_eq!(code(&"a".repeat(513)), Err(CodeError::NotACode));
    }
}
