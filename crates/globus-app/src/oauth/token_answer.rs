//! The token endpoint's answer: one token per resource server (RFC 6749 §5.1).

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

use crate::tokens::TokenData;

/// Used if the answer has no lifetime (`expires_in` is optional in RFC 6749 §5.1).
const DEFAULT_LIFE: i64 = 3_600;
/// The longest lifetime that is believed.
const MAX_LIFE: i64 = 366 * 24 * 3_600;

/// The tokens of one answer, one per resource server.
#[derive(Debug)]
pub(crate) struct TokenResponse {
    /// The first one is what an ID token's `at_hash` is about.
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) id_token: Option<SecretString>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    access_token: SecretString,
    refresh_token: Option<SecretString>,
    scope: Option<String>,
    expires_in: Option<Value>,
    token_type: String,
    resource_server: String,
    other_tokens: Option<Vec<Document>>,
    id_token: Option<SecretString>,
}

/// Reads an answer that arrived at `now`. The error says what is wrong, without quoting a value.
pub(super) fn read(mut document: Document, now: Timestamp) -> Result<TokenResponse, &'static str> {
    let id_token = document.id_token.take();
    let others = document.other_tokens.take().unwrap_or_default();
    let documents = std::iter::once(document).chain(others);
    let tokens: Vec<_> = documents
        .map(|document| token_data(document, now))
        .collect::<Result<_, _>>()?;
    let mut servers = HashSet::new();
    if tokens
        .iter()
        .any(|token| !servers.insert(&token.resource_server))
    {
        return Err("it has two tokens for one service");
    }
    Ok(TokenResponse { tokens, id_token })
}

/// Reads an answer's bytes.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn read_bytes(bytes: &[u8], now: Timestamp) -> Option<TokenResponse> {
    read(serde_json::from_slice(bytes).ok()?, now).ok()
}

fn token_data(document: Document, now: Timestamp) -> Result<TokenData, &'static str> {
    // Dependent tokens use lower case.
    if !document.token_type.eq_ignore_ascii_case("bearer") {
        return Err("its token is not a bearer token");
    }
    // RFC 6749 appendix A.12 and A.17. Other characters couldn't be sent.
    let secrets = std::iter::once(&document.access_token).chain(&document.refresh_token);
    for secret in secrets.map(ExposeSecret::expose_secret) {
        if secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("its token is empty or contains invalid characters");
        }
    }
    if document.resource_server.is_empty() {
        return Err("its token names no service");
    }
    Ok(TokenData {
        resource_server: document.resource_server,
        identity_id: None,
        scope: document.scope.unwrap_or_default(),
        access_token: document.access_token,
        refresh_token: document.refresh_token,
        expires_at: now + SignedDuration::from_secs(life(document.expires_in.as_ref())),
    })
}

/// The lifetime in seconds. Nonsense counts as missing, and a negative one as zero.
fn life(said: Option<&Value>) -> i64 {
    let seconds = match said {
        Some(Value::Number(seconds)) => seconds.as_f64(),
        Some(Value::String(seconds)) => seconds.trim().parse().ok(),
        _ => None,
    };
    match seconds {
        Some(seconds) if seconds.is_nan() => DEFAULT_LIFE,
        Some(seconds) if seconds >= 31_622_400.0 => MAX_LIFE,
        Some(seconds) if seconds <= 0.0 => 0,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "between 0 and a year, and fractions of a second don't matter"
        )]
        Some(seconds) => seconds as i64,
        None => DEFAULT_LIFE,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn right() -> Value {
        json!({
            "access_token": "a", "refresh_token": "r", "scope": "openid", "expires_in": 172_800,
            "token_type": "Bearer", "resource_server": "auth.globus.org", "state": "s",
            "other_tokens": [{
                "access_token": "b", "scope": "all", "expires_in": 1, "token_type": "bearer",
                "resource_server": "transfer.api.globus.org",
            }],
            "id_token": "i",
        })
    }

    fn outcome(document: Value) -> Result<TokenResponse, String> {
        let document = serde_json::from_value(document).map_err(|error| error.to_string())?;
        read(document, Timestamp::UNIX_EPOCH).map_err(str::to_owned)
    }

    #[test]
    fn every_resource_server_has_its_token() {
        let answer = outcome(right()).expect("right");
        let servers: Vec<_> = answer.tokens.iter().map(|t| &*t.resource_server).collect();
        assert_eq!(servers, ["auth.globus.org", "transfer.api.globus.org"]);
        assert_eq!(answer.tokens[0].expires_at.as_second(), 172_800);
        assert!(answer.id_token.is_some());
        let mut none = right();
        none["other_tokens"] = Value::Null;
        assert_eq!(outcome(none).expect("nothing else").tokens.len(), 1);
    }

    #[test]
    fn c1_what_cannot_be_used_as_a_token_is_refused() {
        for (field, wrong) in [
            ("token_type", json!("mac")),
            ("token_type", Value::Null),
            ("access_token", json!("")),
            ("access_token", json!("a b")),
            ("access_token", json!("a\r\nX: y")),
            ("access_token", json!(7)),
            ("refresh_token", json!("\u{e9}")),
            ("resource_server", json!("")),
            ("resource_server", json!("transfer.api.globus.org")),
            ("other_tokens", json!([{}])),
            ("other_tokens", json!("none")),
        ] {
            let mut document = right();
            document[field] = wrong.clone();
            assert!(outcome(document).is_err(), "{field}: {wrong}");
        }
        let mut lower = right();
        lower["token_type"] = json!("bEARER");
        outcome(lower).expect("any case");
    }

    proptest! {
        #[test]
        fn c7_whatever_is_said_of_its_life_a_token_ends_within_a_year(
            said in prop_oneof![
                any::<i64>().prop_map(|n| json!(n)),
                any::<f64>().prop_map(|n| json!(n)),
                any::<i64>().prop_map(|n| json!(n.to_string())),
                ".*".prop_map(|text| json!(text)),
                Just(Value::Null), Just(json!([])), Just(json!({})), Just(json!(true)),
            ]
        ) {
            let seconds = life(Some(&said));
            prop_assert!((0..=MAX_LIFE).contains(&seconds));
            if let Some(seconds_said) = said.as_i64().filter(|s| (0..=MAX_LIFE).contains(s)) {
                prop_assert_eq!(seconds, seconds_said);
            }
        }
    }

    #[test]
    fn c7_a_life_is_read_from_what_was_said() {
        for (said, seconds) in [
            (json!(172_800), 172_800),
            (json!("120"), 120),
            (json!(59.9), 59),
            (json!(-5), 0),
            (json!(1e18), MAX_LIFE),
            (json!(u64::MAX), MAX_LIFE),
            (json!("soon"), DEFAULT_LIFE),
            (json!("NaN"), DEFAULT_LIFE),
            (Value::Null, DEFAULT_LIFE),
        ] {
            assert_eq!(life(Some(&said)), seconds, "{said}");
        }
        assert_eq!(life(None), DEFAULT_LIFE);
    }
}
