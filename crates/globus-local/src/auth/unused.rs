//! Identities of people who have never signed in.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Identities created by a lookup with `provision`.
#[derive(Debug, Default)]
pub(super) struct Unused(Vec<Identity>);

#[derive(Debug)]
struct Identity {
    id: String,
    username: String,
}

impl Unused {
    pub(super) fn add(&mut self, username: &str) {
        let username = username.to_lowercase();
        let id = id_of(&username);
        self.0.push(Identity { id, username });
    }

    /// Finds one by id or username, as a document of `GET /v2/api/identities`.
    pub(super) fn find(&self, id_or_username: &str) -> Option<Value> {
        let wanted = id_or_username.to_lowercase();
        let is_it = |known: &&Identity| known.id == wanted || known.username == wanted;
        let known = self.0.iter().find(is_it)?;
        Some(json!({
            "id": known.id,
            "username": known.username,
            "name": null,
            "email": null,
            "organization": null,
            "identity_provider": "7daddf46-70c5-45ee-9f0f-7244fe7c8707",
            "status": "unused",
        }))
    }
}

/// A username gets the same id at each start.
fn id_of(username: &str) -> String {
    let digest = Sha256::digest(username);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string()
}
