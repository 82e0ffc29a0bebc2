//! What a record of a request must not contain.

use serde_json::Value;
use url::form_urlencoded;

const REDACTED: &str = "[redacted]";

/// Parameters of forms and queries whose values are secret.
const PARAMETERS: [&str; 9] = [
    "access_token",
    "client_secret",
    "code",
    "code_verifier",
    "consent",
    "id_token",
    "password",
    "refresh_token",
    "token",
];

/// Secret fields of JSON bodies, where a `code` is not secret.
const FIELDS: [&str; 6] = [
    "access_token",
    "client_secret",
    "id_token",
    "password",
    "refresh_token",
    "secret",
];

/// The pairs of a query or form, in order.
pub(super) fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(encoded).into_owned();
    let redacted = pairs.map(|(name, value)| {
        let is_secret = PARAMETERS.contains(&name.as_str());
        let value = if is_secret {
            REDACTED.to_owned()
        } else {
            value
        };
        (name, value)
    });
    redacted.collect()
}

pub(super) fn json(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if FIELDS.contains(&name.as_str()) {
                    *value = REDACTED.into();
                } else {
                    json(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(json),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json as value;

    use super::*;

    #[test]
    fn secrets_of_forms_and_of_json_are_gone_and_the_rest_is_whole() {
        let form = pairs(b"grant_type=refresh_token&refresh_token=s3cret&scope=a+b&token=x");
        let text = |name: &str| {
            form.iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.as_str())
        };
        assert_eq!(text("refresh_token"), Some(REDACTED));
        assert_eq!(text("token"), Some(REDACTED));
        assert_eq!(text("scope"), Some("a b"));
        assert_eq!(text("grant_type"), Some("refresh_token"));

        let mut body =
            value!({"list": [{"secret": "s"}], "code": "kept", "access_token": {"a": 1}});
        json(&mut body);
        let expected =
            value!({"list": [{"secret": REDACTED}], "code": "kept", "access_token": REDACTED});
        assert_eq!(body, expected);
    }
}
