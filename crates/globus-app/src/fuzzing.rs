//! Entry points for the fuzzer: one function per kind of untrusted input, which must cope with any
//! bytes. Not part of the library: only there with the feature `fuzzing`, and in tests, which
//! replay the corpora in `fuzz/corpus`.

use std::sync::Mutex;

use futures::FutureExt;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde_json::Value;
use url::Url;

use crate::{
    gare::{Gare, GlobusAuthorizationParameters},
    login::{LoginAnswer, LoginFlowManager, LoginRequest, RedirectError, RedirectLoginFlowManager},
    oauth,
    scopes::{KnownScope, Scope, ScopeParser, ScopeProblem},
    tokens,
};

/// Scope strings, as people write them and services send them.
pub fn scope_strings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let scopes = match ScopeParser::parse(&text) {
        Ok(scopes) => scopes,
        Err(error) => {
            assert!(
                error.position() < text.chars().count(),
                "{error} in {text:?}"
            );
            return;
        }
    };
    let written = ScopeParser::serialize(&scopes);
    assert!(written.len() <= ScopeParser::MAX_LENGTH);
    for scope in &scopes {
        known(scope);
        assert_eq!(Scope::new(scope.scope_string()).as_ref().map(known), Ok(()));
    }
    // The SDK drops whitespace other than spaces at the end of the text, and only there.
    if !text.contains(|c: char| c != ' ' && (c.is_whitespace() || c.is_control())) {
        assert_eq!(ScopeParser::parse(&written).as_ref(), Ok(&scopes));
        match ScopeParser::merge_scopes(&scopes, &scopes) {
            Ok(merged) => assert_eq!(merged, scopes),
            Err(error) => assert_eq!(error.problem(), &ScopeProblem::TooLong),
        }
    }
}

fn known(scope: &Scope) {
    if let Some(known) = KnownScope::find(scope) {
        assert_eq!(scope.resource_server(), Some(&*known.resource_server));
    }
}

/// Error bodies, and details of runs.
pub fn gare_bodies(data: &[u8]) {
    let Ok(body) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    for gare in [Gare::from_body(&body), Gare::from_run_details(&body)] {
        let Some(asked) = gare.map(|gare| gare.authorization_parameters) else {
            continue;
        };
        assert!(!asked.is_empty());
        let json = serde_json::to_value(&asked).expect("it is text all through");
        // An unknown field may have the name of a field that another form knows.
        if let Ok(again) = serde_json::from_value::<GlobusAuthorizationParameters>(json) {
            assert_eq!(again.session_required_mfa, asked.session_required_mfa);
        }
        drop(asked.query_pairs());
    }
}

/// Redirects, as an address and as a query alone. `STATE` stands for the state of the waiting
/// login: no fuzzer would guess it, and without it nothing may have an effect.
pub fn redirect_urls(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let request = login_request();
    let page = Mutex::new(None);
    let manager = RedirectLoginFlowManager::new("org.example.app://signed-in", |url: &Url| {
        *page.lock().expect("one thread") = Some(url.clone());
        Ok(())
    });
    let manager = manager.expect("an address without more");
    let mut login = manager.run_login_flow(&request);
    assert!((&mut login).now_or_never().is_none(), "nobody has answered");
    let page = page.lock().expect("one thread").clone().expect("shown");

    manager.redirects().deliver(&text).expect_err("not ours");
    let ours = text.replace("STATE", &state(&page));
    let delivered = manager.redirects().deliver(&ours).is_ok();
    let answer = login.now_or_never();
    assert_eq!(answer.is_some(), delivered, "{text:?}");
    check(answer.and_then(Result::ok));

    let login = request.begin("http://127.0.0.1:1/").expect("short");
    let outcome = login.finish_with_redirect(&text);
    assert!(matches!(outcome, Err(RedirectError::NotOurs)), "{text:?}");
    let ours = text.replace("STATE", &state(login.authorize_url()));
    check(login.finish_with_redirect(&ours).ok());
    check(login.finish_with_code(&text).ok());
}

fn check(answer: Option<LoginAnswer>) {
    if let Some(answer) = answer {
        assert!(!answer.code.expose_secret().is_empty());
    }
}

fn state(page: &Url) -> String {
    let state = page.query_pairs().find(|(name, _)| name == "state");
    state.expect("every page has it").1.into_owned()
}

fn login_request() -> LoginRequest {
    let auth = Url::parse("https://auth.globus.org/").expect("an address");
    LoginRequest {
        app_name: "fuzz".into(),
        issuer: "https://auth.globus.org".into(),
        authorize: auth.clone(),
        code_page: auth,
        redirect_uri: None,
        client_id: "c".into(),
        is_native: true,
        wants_refresh_tokens: true,
        scope: "openid".into(),
        parameters: Vec::new(),
    }
}

/// Answers from the token endpoint.
pub fn token_answers(data: &[u8]) {
    let now = Timestamp::UNIX_EPOCH;
    let Some(answer) = oauth::read_bytes(data, now) else {
        return;
    };
    assert!(!answer.tokens.is_empty());
    for token in answer.tokens {
        assert!(token.expires_at >= now);
    }
}

/// Records in the keychain, which any program of the user can write.
pub fn stored_records(data: &[u8]) {
    let Ok(token) = tokens::decode("flows.globus.org", data) else {
        return;
    };
    assert_eq!(token.resource_server, "flows.globus.org");
    // A record that was read can be written, unless it is too large, and reads the same again.
    if let Ok(written) = tokens::encode(&token, 1) {
        let again = tokens::decode("flows.globus.org", written.expose_secret().as_bytes());
        let again = again.expect("we have written it");
        assert_eq!(again.expires_at, token.expires_at);
        assert_eq!(again.scope, token.scope);
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// Inputs that found a fault once, and interesting ones.
    fn replay(target: &str, of: fn(&[u8])) {
        let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
        let files = fs::read_dir(corpora.join(target)).expect("a corpus");
        let files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        assert!(!files.is_empty(), "{target}");
        for file in files {
            let data = fs::read(&file).expect("a file");
            let outcome = std::panic::catch_unwind(|| of(&data));
            assert!(outcome.is_ok(), "{}", file.display());
        }
    }

    #[test]
    fn every_corpus_is_replayed() {
        replay("scope_strings", scope_strings);
        replay("gare_bodies", gare_bodies);
        replay("redirect_urls", redirect_urls);
        replay("token_answers", token_answers);
        replay("stored_records", stored_records);
    }
}
