//! A token as it is stored in the keychain: one JSON object per item.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{data::TokenData, storage::StorageError};

/// Records of a newer version are left alone and reported.
const VERSION: u32 = 1;

/// Windows can't store larger items (`CRED_MAX_CREDENTIAL_BLOB_SIZE` is 2,560 bytes).
const MAX_BYTES: usize = 2_400;

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    v: u32,
    /// Counts how often the record was written, so that the latest of several can be found.
    #[serde(default)]
    generation: u64,
    resource_server: std::borrow::Cow<'a, str>,
    identity_id: Option<std::borrow::Cow<'a, str>>,
    scope: std::borrow::Cow<'a, str>,
    access_token: std::borrow::Cow<'a, str>,
    refresh_token: Option<std::borrow::Cow<'a, str>>,
    /// Seconds since 1970.
    expires_at: i64,
}

pub(crate) fn encode(data: &TokenData, generation: u64) -> Result<SecretString, StorageError> {
    let record = Record {
        v: VERSION,
        generation,
        resource_server: data.resource_server.as_str().into(),
        identity_id: data.identity_id.as_deref().map(Into::into),
        scope: data.scope.as_str().into(),
        access_token: data.access_token.expose_secret().into(),
        refresh_token: data
            .refresh_token
            .as_ref()
            .map(|token| token.expose_secret().into()),
        expires_at: data.expires_at.as_second(),
    };
    let json = serde_json::to_string(&record).map_err(|_| StorageError::WriteFailed)?;
    if json.len() > MAX_BYTES {
        Err(StorageError::TooLarge {
            resource_server: data.resource_server.clone(),
            bytes: json.len(),
        })
    } else {
        Ok(json.into())
    }
}

pub(crate) fn decode(resource_server: &str, bytes: &[u8]) -> Result<TokenData, StorageError> {
    let corrupt = || StorageError::Corrupt {
        resource_server: resource_server.to_owned(),
    };
    let version: Version = serde_json::from_slice(bytes).map_err(|_| corrupt())?;
    if version.v > VERSION {
        return Err(StorageError::Newer {
            resource_server: resource_server.to_owned(),
        });
    }
    let record: Record<'_> = serde_json::from_slice(bytes).map_err(|_| corrupt())?;
    if record.v != VERSION || record.resource_server != resource_server {
        return Err(corrupt());
    }
    Ok(TokenData {
        resource_server: record.resource_server.into_owned(),
        identity_id: record.identity_id.map(std::borrow::Cow::into_owned),
        scope: record.scope.into_owned(),
        access_token: SecretString::from(record.access_token.into_owned()),
        refresh_token: record
            .refresh_token
            .map(|token| SecretString::from(token.into_owned())),
        expires_at: Timestamp::from_second(record.expires_at).map_err(|_| corrupt())?,
    })
}

/// How often a record was written. None if it isn't one of our records.
pub(super) fn generation(bytes: &[u8]) -> Option<u64> {
    let record: Record<'_> = serde_json::from_slice(bytes).ok()?;
    Some(record.generation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(scope: &str) -> TokenData {
        TokenData {
            resource_server: "flows.globus.org".into(),
            identity_id: Some("ada".into()),
            scope: scope.into(),
            access_token: SecretString::from("access"),
            refresh_token: Some(SecretString::from("refresh")),
            expires_at: Timestamp::from_second(1_800_000_000).expect("in range"),
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let written = encode(&token("a b"), 7).expect("small");
        let bytes = written.expose_secret().as_bytes();
        let read = decode("flows.globus.org", bytes).expect("ours");
        assert_eq!(read.scope, "a b");
        assert_eq!(read.access_token.expose_secret(), "access");
        assert_eq!(read.refresh_token.expect("kept").expose_secret(), "refresh");
        assert_eq!(read.expires_at.as_second(), 1_800_000_000);
        assert_eq!(generation(bytes), Some(7));
    }

    #[test]
    fn c19_foreign_newer_and_misplaced_records_are_told_apart() {
        let written = encode(&token("a"), 1).expect("small");
        let written: &str = written.expose_secret();
        let newer = written.replace("\"v\":1", "\"v\":2");
        let corrupt = |server: &str| StorageError::Corrupt {
            resource_server: server.into(),
        };
        let newer_error = StorageError::Newer {
            resource_server: "flows.globus.org".into(),
        };
        for (server, bytes, error) in [
            ("flows.globus.org", "not json", corrupt("flows.globus.org")),
            ("flows.globus.org", "{}", corrupt("flows.globus.org")),
            ("flows.globus.org", newer.as_str(), newer_error.clone()),
            ("flows.globus.org", r#"{"v":2,"other":[]}"#, newer_error),
            ("auth.globus.org", written, corrupt("auth.globus.org")),
        ] {
            let outcome = decode(server, bytes.as_bytes());
            assert_eq!(outcome.map(|_| ()), Err(error), "{bytes}");
        }
    }

    #[test]
    fn c19_no_bytes_make_a_record_of_nothing() {
        let written = encode(&token("a"), 1).expect("small");
        let written = written.expose_secret().as_bytes();
        for end in 0..written.len() {
            decode("flows.globus.org", &written[..end]).expect_err("cut off");
        }
        for at in 0..written.len() {
            let mut bytes = written.to_vec();
            bytes[at] ^= 0x80;
            decode("flows.globus.org", &bytes).expect_err("not UTF-8");
        }
    }

    #[test]
    fn a_record_too_large_for_windows_is_refused() {
        let outcome = encode(&token(&"s".repeat(3_000)), 1);
        assert!(
            matches!(&outcome, Err(StorageError::TooLarge { bytes, .. }) if *bytes > 3_000),
            "{outcome:?}"
        );
    }
}
