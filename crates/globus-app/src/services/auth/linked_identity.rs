//! The linked identities of one person, from `identity_set`.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::services::document::{OtherFields, identified, own_id};

/// One of a person's identities, and when it signed in with this app.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self")]
pub struct LinkedIdentity {
    /// Its UUID.
    #[serde(rename = "sub", deserialize_with = "own_id")]
    pub id: Uuid,
    /// Its username, such as `ada@uni.example`.
    pub username: String,
    /// The full name, such as "Ada Lovelace".
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The organization.
    pub organization: Option<String>,
    /// The identity provider's name.
    #[serde(rename = "identity_provider_display_name")]
    pub provider: Option<String>,
    /// When it last signed in with this app, if ever.
    #[serde(default, deserialize_with = "seconds")]
    pub last_authentication: Option<Timestamp>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(LinkedIdentity by id);

/// If it isn't a time, it counts as missing, so that the list can still be read.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let seconds = Option::<i64>::deserialize(deserializer)?;
    Ok(seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_that_never_signed_in_here_has_no_time() {
        let read = |time: &str| {
            let json = format!(
                r#"{{"sub": "24bc4997-b483-4c25-a19c-64b0afc00743", "username": "ada@uni.example"{time}}}"#
            );
            let identity: LinkedIdentity = serde_json::from_str(&json).expect("an identity");
            identity.last_authentication
        };
        assert_eq!(read(""), None);
        assert_eq!(read(r#", "last_authentication": null"#), None);
        let time = read(r#", "last_authentication": 1764000000"#);
        assert_eq!(time, Timestamp::from_second(1_764_000_000).ok());
    }
}
