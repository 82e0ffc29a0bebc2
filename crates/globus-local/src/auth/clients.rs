//! Clients that may call the token endpoint: native ones, which have no secret, and confidential
//! ones.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use uuid::Uuid;

/// A confidential client that exists from the start, such as a portal's.
pub const CONFIDENTIAL_CLIENT_ID: &str = "0b9b2d9e-5b0b-4b0c-9a3e-5a1d5e7c9f00";
/// Its secret. It is public, and works only here.
pub const CONFIDENTIAL_CLIENT_SECRET: &str = "a-published-secret-of-the-local-globus";
/// A service account that exists from the start.
pub const SERVICE_ACCOUNT_ID: &str = "e2f6c8a4-7d31-4b95-8c0f-1a9b6d3e5c70";
/// Its secret. It is public, and works only here.
pub const SERVICE_ACCOUNT_SECRET: &str = "another-published-secret-of-the-local-globus";

/// The confidential clients.
#[derive(Debug)]
pub(super) struct Clients {
    secrets: HashMap<String, Secret>,
}

struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// A client that has identified itself, as far as its kind can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) id: String,
    pub(super) is_confidential: bool,
}

impl Clients {
    pub(super) fn new() -> Self {
        let known = [
            (CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET),
            (SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET),
        ];
        let secrets = known.map(|(id, secret)| (id.to_owned(), Secret(secret.to_owned())));
        Self {
            secrets: HashMap::from(secrets),
        }
    }

    /// Adds a confidential client, as an installed program creates one for itself from a template.
    pub(super) fn add(&mut self, secret: &str) -> String {
        let id = Uuid::new_v4().to_string();
        self.secrets.insert(id.clone(), Secret(secret.to_owned()));
        id
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.secrets.remove(id);
    }

    pub(super) fn is_confidential(&self, id: &str) -> bool {
        self.secrets.contains_key(id)
    }

    /// The client that sent a request: identified by HTTP Basic with a secret (RFC 6749 §2.3.1; the
    /// SDKs do not percent-encode it), or by `client_id` alone, which only a native client may use.
    pub(super) fn authenticate(
        &self,
        headers: &HeaderMap,
        client_id: Option<&str>,
    ) -> Option<Client> {
        match basic(headers) {
            Some((id, secret)) => {
                let known = self.secrets.get(&id)?;
                (known.0 == secret).then_some(Client {
                    id,
                    is_confidential: true,
                })
            }
            None if headers.contains_key(header::AUTHORIZATION) => None,
            None => {
                let id = client_id.filter(|id| !self.is_confidential(id))?;
                Some(Client {
                    id: id.to_owned(),
                    is_confidential: false,
                })
            }
        }
    }
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(authorization: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !authorization.is_empty() {
            headers.insert("authorization", authorization.parse().expect("valid"));
        }
        headers
    }

    #[test]
    fn a_confidential_client_needs_its_secret_and_a_native_one_has_none() {
        let clients = Clients::new();
        let who = |authorization: &str, id| clients.authenticate(&headers(authorization), id);
        let basic =
            |id: &str, secret: &str| format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let right = basic(CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET);
        assert!(who(&right, None).is_some_and(|client| client.is_confidential));
        assert_eq!(who(&basic(CONFIDENTIAL_CLIENT_ID, "guess"), None), None);
        assert_eq!(
            who(&basic("nobody", ""), Some("native")),
            None,
            "no way around"
        );
        assert_eq!(who("", Some(CONFIDENTIAL_CLIENT_ID)), None);
        assert!(who("", Some("native")).is_some_and(|client| !client.is_confidential));
        assert_eq!(who("", None), None);
    }
}
