//! What came back: the JSON that was expected, or an error in one of Globus's four dialects.

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::api_error::ApiError;
use crate::gare::Gare;

/// Longer texts from a service are cut here before they are shown or compared.
const MAX_MESSAGE: usize = 4_096;

/// Reads a successful answer. The error says what is wrong and where, but quotes nothing from the
/// body, which may hold a token.
pub(super) fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, String> {
    let decoded = match str::from_utf8(body) {
        // Checking the whole body once is faster than checking each string in it.
        Ok(body) => serde_json::from_str(body),
        Err(_) => serde_json::from_slice(body),
    };
    decoded.map_err(|error| {
        let content_type = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if content_type.starts_with("text/html") {
            return "it is a web page, as from a network with its own sign-in page".into();
        }
        let what = match error.classify() {
            serde_json::error::Category::Eof => "the JSON ends too early",
            serde_json::error::Category::Data => "the JSON doesn't have the expected shape",
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
                "it is not JSON"
            }
        };
        format!(
            "{what}, at line {}, column {}",
            error.line(),
            error.column()
        )
    })
}

/// Whether the answer is labeled as JSON (RFC 8259 §11, RFC 6839 §3.1).
pub(super) fn is_said_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || kind.starts_with("application/") && kind.ends_with("+json")
}

/// Reads an error answer. If it isn't JSON, only the status is known.
pub(super) fn api_error(host: String, status: u16, body: &[u8]) -> ApiError {
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    // Flows: {"error": {"code", "detail"}, "debug_id"}; Auth's token endpoint: {"error": "…"};
    // Auth's resources: {"errors": [{"code", "detail"}]}; Transfer: {"code", "message"}.
    let (code, message) = match (&body["error"], &body["errors"][0]) {
        (Value::Object(error), _) => {
            let message = error.get("detail").and_then(details);
            let message = message.or_else(|| error.get("message").and_then(text));
            (error.get("code").and_then(text), message)
        }
        (_, Value::Object(error)) => (
            error.get("code").and_then(text),
            error.get("detail").and_then(text),
        ),
        (error @ Value::String(_), _) => (text(error), text(&body["error_description"])),
        _ => (text(&body["code"]), text(&body["message"])),
    };
    let request_id = text(&body["request_id"])
        .or_else(|| text(&body["debug_id"]))
        .or_else(|| text(&body["errors"][0]["id"]));
    ApiError {
        host,
        status,
        code,
        message,
        request_id,
        gare: Gare::from_body(&body).map(Box::new),
        retry_at: None,
    }
}

/// Flows explains an error in words, or in a list that says what is wrong where.
fn details(detail: &Value) -> Option<String> {
    let Some(list) = detail.as_array() else {
        return text(detail);
    };
    let faults = list.iter().filter_map(|fault| {
        let what = fault["msg"].as_str()?;
        let place = fault["loc"].as_array().into_iter().flatten();
        let place: Vec<_> = place
            .map(|part| {
                part.as_str()
                    .map_or_else(|| part.to_string(), str::to_owned)
            })
            .collect();
        Some(match place.as_slice() {
            [] => what.to_owned(),
            _ => format!("{}: {what}", place.join(".")),
        })
    });
    let faults: Vec<_> = faults.collect();
    (!faults.is_empty()).then(|| faults.join("; ").chars().take(MAX_MESSAGE).collect())
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(text.chars().take(MAX_MESSAGE).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Map;

    use super::*;

    /// Code, message and request id; an empty string stands for none.
    fn read(body: &str) -> [String; 3] {
        let error = api_error("h".into(), 400, body.as_bytes());
        [error.code, error.message, error.request_id].map(Option::unwrap_or_default)
    }

    #[test]
    fn every_dialect_gives_code_message_and_request_id() {
        assert_eq!(
            read(r#"{"error":"invalid_grant"}"#),
            ["invalid_grant", "", ""]
        );
        assert_eq!(
            read(
                r#"{"errors":[{"status":"401","id":"i","code":"UNAUTHORIZED","detail":"d"}],"error":"unauthorized"}"#
            ),
            ["UNAUTHORIZED", "d", "i"]
        );
        assert_eq!(
            read(r#"{"code":"EndpointNotFound","message":"m","request_id":"r","resource":"/"}"#),
            ["EndpointNotFound", "m", "r"]
        );
        assert_eq!(
            read(r#"{"error":{"code":"NOT_FOUND","detail":"d"},"debug_id":"b"}"#),
            ["NOT_FOUND", "d", "b"]
        );
        assert_eq!(
            read(
                r#"{"error":{"code":"FLOW_INPUT_ERROR","message":"2 errors","detail":[
                    {"loc":["a",0],"msg":"m"},{"msg":"n"}]}}"#
            ),
            ["FLOW_INPUT_ERROR", "a.0: m; n", ""]
        );
        assert_eq!(read("<html>"), ["", "", ""]);
    }

    #[test]
    fn a_requirement_is_seen_at_any_status_and_beside_any_code() {
        let body = br#"{"error":{"code":"AUTHENTICATION_POLICY_REQUIRED","detail":"d"},
            "code":"AuthenticationPolicyRequired",
            "authorization_parameters":{"session_required_policies":["p"]}}"#;
        for status in [401, 403, 502] {
            let error = api_error("h".into(), status, body);
            assert_eq!(
                error.code.as_deref(),
                Some("AUTHENTICATION_POLICY_REQUIRED")
            );
            let gare = error.gare.expect("it is one");
            let asked = gare.authorization_parameters.session_required_policies;
            assert_eq!(asked, ["p"]);
        }
    }

    #[test]
    fn json_says_so_in_any_spelling() {
        let is_json = |kind: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, kind.parse().expect("valid"));
            is_said_json(&headers)
        };
        assert!(is_json("Application/JSON; charset=utf-8"));
        assert!(is_json("application/jwk-set+json"));
        for other in ["text/html", "text/json", "", "application/jsonp"] {
            assert!(!is_json(other), "{other}");
        }
        assert!(!is_said_json(&HeaderMap::new()));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_body() {
        let plain = HeaderMap::new();
        let reason = json::<Vec<u8>>(&plain, b"[1,\n\"secret\"]").expect_err("text");
        assert_eq!(
            reason,
            "the JSON doesn't have the expected shape, at line 2, column 8"
        );
        let reason = json::<Value>(&plain, b"{\"a\":").expect_err("cut off");
        assert_eq!(reason, "the JSON ends too early, at line 1, column 5");
        let mut html = HeaderMap::new();
        html.insert(
            CONTENT_TYPE,
            "text/html; charset=utf-8".parse().expect("valid"),
        );
        let reason = json::<Value>(&html, b"<html>").expect_err("a page");
        assert!(reason.starts_with("it is a web page"), "{reason}");
    }

    /// Answers as Globus gives them: one of each dialect, and a list.
    const SAMPLES: [&str; 4] = [
        r#"{"code":"ConsentRequired","message":"m","required_scopes":["a[*b]"],"resource":"/"}"#,
        r#"{"error":{"code":"NOT_FOUND","detail":[{"loc":["a"],"n":1.5e3}]},"debug_id":"b"}"#,
        r#"{"errors":[{"status":"401","id":"i","code":"U","detail":"d"}],"error":"unauthorized"}"#,
        r#"{"DATA":[{"code":"OK","is_error":false,"time":"2021-01-01 00:00:00+00:00"}],"total":1}"#,
    ];

    proptest! {
        #[test]
        fn f14_no_body_is_too_strange(
            sample in prop::sample::select(&SAMPLES[..]),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
            length in any::<prop::sample::Index>(),
        ) {
            let mut body = sample.as_bytes().to_vec();
            for (at, byte) in changes {
                let at = at.index(body.len());
                body[at] = byte;
            }
            body.truncate(length.index(body.len() + 1));
            let error = api_error("h".into(), 502, &body);
            prop_assert_eq!(error.status, 502);
            if let Err(reason) = json::<Map<String, Value>>(&HeaderMap::new(), &body) {
                prop_assert!(reason.contains("line"), "{}", reason);
            }
        }
    }
}
