//! The keys that Globus Auth signs ID tokens with.

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet};
use serde::Deserialize;
use serde_json::Value;

/// Globus Auth publishes one key. A set this large can't be right.
const MAX_KEYS: usize = 64;

/// The answer of `/jwk.json`.
#[derive(Deserialize)]
pub(super) struct Document {
    keys: Vec<Value>,
}

/// The RSA keys in the set. Skips keys that can't be read, since there may be new kinds.
pub(super) fn read(document: Document) -> Result<JwkSet, &'static str> {
    if document.keys.len() > MAX_KEYS {
        return Err("it publishes too many keys");
    }
    let keys = document.keys.into_iter();
    Ok(JwkSet {
        keys: keys
            .filter_map(|key| serde_json::from_value::<Jwk>(key).ok())
            .filter(|key| matches!(key.algorithm, AlgorithmParameters::RSA(_)))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn keys(keys: &Value) -> Result<usize, &'static str> {
        let document = serde_json::from_value(json!({ "keys": keys })).expect("a set");
        read(document).map(|set| set.keys.len())
    }

    #[test]
    fn c3_a_key_that_cannot_be_read_is_left_out() {
        let rsa = json!({"kty": "RSA", "kid": "1", "use": "sig", "n": "AQAB", "e": "AQAB"});
        let set = json!([{}, "text", null, {"kty": "from the future"}, rsa]);
        assert_eq!(keys(&set), Ok(1));
    }

    #[test]
    fn f36_ten_thousand_keys_are_refused() {
        let set: Vec<_> = (0..10_000).map(|_| json!({})).collect();
        assert!(keys(&json!(set)).is_err());
    }
}
