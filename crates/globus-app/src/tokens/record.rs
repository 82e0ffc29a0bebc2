//! A token as it lies in the keychain: one JSON object per item.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{StorageError, TokenData};

/// Records of another version are left alone and reported.
const VERSION: u32 = 1;

/// Windows holds no larger item (`CRED_MAX_CREDENTIAL_BLOB_SIZE` is 2,560 bytes).
const MAX_BYTES: usize = 2_400;

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    v: u32,
    resource_server: std::borrow::Cow<'a, str>,
    identity_id: Option<std::borrow::Cow<'a, str>>,
    scope: std::borrow::Cow<'a, str>,
    access_token: std::borrow::Cow<'a, str>,
    refresh_token: Option<std::borrow::Cow<'a, str>>,
    /// Seconds since 1970.
    expires_at: i64,
}

pub(super) fn encode(data: &TokenData) -> Result<SecretString, StorageError> {
    let record = Record {
        v: VERSION,
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
        Err(StorageError::WriteFailed)
    } else {
        Ok(json.into())
    }
}

pub(super) fn decode(resource_server: &str, bytes: &[u8]) -> Result<TokenData, StorageError> {
    let corrupt = || StorageError::Corrupt {
        resource_server: resource_server.to_owned(),
    };
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
        let written = encode(&token("a b")).expect("small");
        let read = decode("flows.globus.org", written.expose_secret().as_bytes()).expect("ours");
        assert_eq!(read.scope, "a b");
        assert_eq!(read.access_token.expose_secret(), "access");
        assert_eq!(read.refresh_token.expect("kept").expose_secret(), "refresh");
        assert_eq!(read.expires_at.as_second(), 1_800_000_000);
    }

    #[test]
    fn foreign_newer_and_misplaced_records_are_corrupt() {
        let written = encode(&token("a")).expect("small");
        let newer = written.expose_secret().replace("\"v\":1", "\"v\":2");
        for (server, bytes) in [
            ("flows.globus.org", "not json".as_bytes()),
            ("flows.globus.org", newer.as_bytes()),
            ("auth.globus.org", written.expose_secret().as_bytes()),
        ] {
            assert_eq!(
                decode(server, bytes).expect_err("not ours"),
                StorageError::Corrupt {
                    resource_server: server.into()
                }
            );
        }
    }

    #[test]
    fn a_record_too_large_for_windows_is_refused() {
        assert!(matches!(
            encode(&token(&"s".repeat(3_000))),
            Err(StorageError::WriteFailed)
        ));
    }
}
