//! What came back: a body within limits, or an error in one of Globus' four dialects.

use serde_json::Value;

use super::ApiError;

/// No answer that we ask for is larger.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Why a body could not be read.
pub(super) enum Unreadable {
    TooLarge,
    Broken(reqwest::Error),
}

pub(super) async fn read_limited(mut response: reqwest::Response) -> Result<Vec<u8>, Unreadable> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Unreadable::Broken)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(Unreadable::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Reads an error answer; one that is no JSON gives the status alone.
pub(super) fn api_error(host: &str, status: u16, body: &[u8]) -> ApiError {
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    // Flows: {"error": {"code", "detail"}, "debug_id"}; Auth's token endpoint: {"error": "…"};
    // Auth's resources: {"errors": [{"code", "detail"}]}; Transfer: {"code", "message"}.
    let (code, message) = match (&body["error"], &body["errors"][0]) {
        (Value::Object(error), _) => {
            let message = error.get("message").or_else(|| error.get("detail"));
            (error.get("code").and_then(text), message.and_then(text))
        }
        (_, Value::Object(error)) => (
            error.get("code").and_then(text),
            error.get("detail").and_then(text),
        ),
        (Value::String(error), _) => (Some(error.clone()), text(&body["error_description"])),
        _ => (text(&body["code"]), text(&body["message"])),
    };
    let request_id = text(&body["request_id"])
        .or_else(|| text(&body["debug_id"]))
        .or_else(|| text(&body["errors"][0]["id"]));
    ApiError {
        host: host.to_owned(),
        status,
        code,
        message,
        request_id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, message and request id; an empty text stands for none.
    fn read(body: &str) -> [String; 3] {
        let error = api_error("h", 400, body.as_bytes());
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
        assert_eq!(read("<html>"), ["", "", ""]);
    }
}
