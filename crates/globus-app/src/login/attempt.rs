//! One attempt at a login, and its answer.

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::{answer::LoginAnswer, error::LoginError};

/// An attempt that waits for its answer. Its secrets are used once and never shown.
#[derive(Debug)]
pub struct PendingLogin {
    pub(super) authorize_url: Url,
    pub(super) issuer: String,
    pub(super) redirect_uri: String,
    pub(super) state: SecretString,
    pub(super) nonce: SecretString,
    pub(super) verifier: SecretString,
}

/// Why a pasted text can't be a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// There is nothing in it but spaces.
    #[error("no code was entered")]
    Empty,
    /// It is a web address, as copied from the browser's address bar.
    #[error("that is a web address, not a code")]
    Url,
    /// It is too long, or contains characters that no code has.
    #[error("that doesn't look like a Globus code")]
    NotACode,
}

/// What a redirect says when it doesn't bring a code.
#[derive(Debug)]
pub(crate) enum RedirectError {
    /// It doesn't answer this attempt, which keeps waiting.
    NotOurs,
    /// It ends the attempt.
    Ended(LoginError),
}

impl PendingLogin {
    /// The page to show the user, in the system's browser.
    pub fn authorize_url(&self) -> &Url {
        &self.authorize_url
    }

    /// The answer, from a code that the user pasted.
    ///
    /// # Errors
    /// A [`CodeError`] if it can't be a code. The attempt keeps waiting.
    pub fn finish_with_code(&self, pasted: &str) -> Result<LoginAnswer, CodeError> {
        let code = pasted.trim();
        if code.is_empty() {
            return Err(CodeError::Empty);
        }
        if code.contains("://") {
            return Err(CodeError::Url);
        }
        if !can_be_a_code(code) {
            return Err(CodeError::NotACode);
        }
        Ok(self.answered(code.to_owned().into()))
    }

    /// The answer, from a redirect's query.
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
        // RFC 9207 §2.4: if an issuer is named, it must be the one that was asked.
        if only("iss")?.is_some_and(|iss| *iss != self.issuer) {
            return Err(RedirectError::NotOurs);
        }
        match (only("code")?, only("error")?) {
            (Some(code), None) if can_be_a_code(code) => {
                Ok(self.answered(code.clone().into_owned().into()))
            }
            (None, Some(error)) if error.is_empty() => Err(RedirectError::NotOurs),
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

/// RFC 6749 appendix A.11 allows VSCHAR. No known code is this long.
fn can_be_a_code(text: &str) -> bool {
    (1..=512).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::login::request::tests::{query, request};

    fn state(login: &PendingLogin) -> String {
        query(login)["state"].clone()
    }

    fn begin() -> PendingLogin {
        request().begin("http://127.0.0.1:1").expect("short")
    }

    #[test]
    fn the_right_answer_carries_the_code() {
        let login = begin();
        let answer = login.finish_with_redirect(&format!("code=abc&state={}", state(&login)));
        assert_eq!(answer.expect("right").code.expose_secret(), "abc");
    }

    #[test]
    fn b8_b9_b20_what_is_not_ours_leaves_the_attempt_waiting() {
        let login = begin();
        let state = state(&login);
        let other = self::state(&begin());
        for query in [
            "code=abc".to_owned(),
            "code=abc&state=".to_owned(),
            format!("code=abc&state={other}"),
            format!("code=abc&state={state}&state={state}"),
            format!("code=abc&code=abd&state={state}"),
            format!("code=abc&error=access_denied&state={state}"),
            format!("code=&state={state}"),
            format!("code=abc&state={state}&iss=https%3A%2F%2Fevil.example"),
            format!("code=abc&state={state}&iss=https%3A%2F%2Fauth.globus.org%2F"),
            format!("code=abc&state={state}&iss="),
            format!("error=access_denied&state={state}&iss=https%3A%2F%2Fevil.example"),
            format!("error=&state={state}"),
            format!("code=a%0Ab&state={state}"),
            format!("code={}&state={state}", "a".repeat(513)),
            format!("state={state}"),
        ] {
            let answer = login.finish_with_redirect(&query);
            assert!(matches!(answer, Err(RedirectError::NotOurs)), "{query}");
        }
    }

    #[test]
    fn b5_a_state_that_differs_in_any_place_is_refused() {
        let login = begin();
        let right = state(&login);
        let refused = |state: &str| {
            let answer = login.finish_with_redirect(&format!("code=abc&state={state}"));
            assert!(matches!(answer, Err(RedirectError::NotOurs)), "{state}");
        };
        for place in 0..right.len() {
            let other = if &right[place..=place] == "A" {
                "B"
            } else {
                "A"
            };
            refused(&format!(
                "{}{other}{}",
                &right[..place],
                &right[place + 1..]
            ));
            refused(&right[..place]);
        }
        refused(&format!("{right}A"));
        login
            .finish_with_redirect(&format!("code=abc&state={right}"))
            .expect("right");
    }

    #[test]
    fn b9_the_issuer_we_asked_is_taken() {
        let login = begin();
        let query = format!(
            "code=abc&state={}&iss=https%3A%2F%2Fauth.globus.org",
            state(&login)
        );
        login.finish_with_redirect(&query).expect("it is ours");
    }

    #[test]
    fn a_refusal_ends_the_attempt() {
        let login = begin();
        let denied =
            login.finish_with_redirect(&format!("error=access_denied&state={}", state(&login)));
        assert!(matches!(
            denied,
            Err(RedirectError::Ended(LoginError::Denied))
        ));
    }

    #[test]
    fn b19_pasted_codes_are_trimmed_and_checked() {
        let login = request().begin_with_code_page().expect("short");
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
