//! HTTP settings from environment variables (`globus_sdk/config/env_vars.py`).

use std::{path::PathBuf, time::Duration};

/// How long one attempt may take (the SDK's default).
const TIMEOUT: Duration = Duration::from_secs(60);

/// An environment variable has a value that can't or must not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// `GLOBUS_SDK_HTTP_TIMEOUT` is not a number of seconds.
    #[error("GLOBUS_SDK_HTTP_TIMEOUT is \"{0}\", which is neither a number of seconds nor -1")]
    Timeout(String),
    /// `GLOBUS_SDK_VERIFY_SSL` turns certificate checks off, so that anybody could read the
    /// connections. The SDK does that; here, it can only name certificates to trust.
    #[error(
        "GLOBUS_SDK_VERIFY_SSL turns certificate checks off, which would expose tokens; set it to \
         a file of certificates to trust instead"
    )]
    Unverified,
    /// The file that `GLOBUS_SDK_VERIFY_SSL` names can't be used.
    #[error("the certificates in {} (GLOBUS_SDK_VERIFY_SSL) can't be used: {reason}", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The operating system's certificates or proxy settings can't be used.
    #[error("HTTP can't be set up on this computer: {0}")]
    Platform(String),
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// None: no time limit.
    pub(super) timeout: Option<Duration>,
    /// Certificates to trust instead of the operating system's.
    pub(super) certificates: Option<PathBuf>,
}

impl Settings {
    pub(super) fn from_env() -> Result<Self, SettingsError> {
        Self::from_lookup(|variable| std::env::var(variable).ok())
    }

    /// The same, from any source of variables. An empty value counts as absent.
    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let lookup = |variable: &str| lookup(variable).filter(|value| !value.is_empty());
        Ok(Self {
            timeout: match lookup("GLOBUS_SDK_HTTP_TIMEOUT") {
                None => Some(TIMEOUT),
                Some(text) => timeout(text)?,
            },
            certificates: match lookup("GLOBUS_SDK_VERIFY_SSL") {
                None => None,
                Some(text) => match text.to_lowercase().as_str() {
                    "y" | "yes" | "t" | "true" | "on" | "1" => None,
                    "n" | "no" | "f" | "false" | "off" | "0" => {
                        return Err(SettingsError::Unverified);
                    }
                    _ => Some(PathBuf::from(text)),
                },
            },
        })
    }
}

/// Seconds, or -1 for no limit.
fn timeout(text: String) -> Result<Option<Duration>, SettingsError> {
    if text.trim() == "-1" {
        return Ok(None);
    }
    let seconds = text.trim().parse().ok();
    match seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
        Some(timeout) if !timeout.is_zero() => Ok(Some(timeout)),
        _ => Err(SettingsError::Timeout(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: &str, value: &str) -> Result<Settings, SettingsError> {
        Settings::from_lookup(|asked| (asked == variable).then(|| value.to_owned()))
    }

    #[test]
    fn a_timeout_is_a_number_of_seconds_or_none_at_all() {
        let timeout = |value| read("GLOBUS_SDK_HTTP_TIMEOUT", value).map(|read| read.timeout);
        assert_eq!(timeout(""), Ok(Some(TIMEOUT)));
        assert_eq!(timeout("2.5"), Ok(Some(Duration::from_millis(2_500))));
        assert_eq!(timeout("-1"), Ok(None));
        for wrong in ["0", "-2", "soon", "NaN", "inf", "1e300"] {
            assert_eq!(timeout(wrong), Err(SettingsError::Timeout(wrong.into())));
        }
    }

    #[test]
    fn the_check_of_certificates_cannot_be_turned_off() {
        let certificates = |value| read("GLOBUS_SDK_VERIFY_SSL", value).map(|r| r.certificates);
        for off in ["false", "0", "No", "OFF"] {
            assert_eq!(certificates(off), Err(SettingsError::Unverified), "{off}");
        }
        assert_eq!(certificates("True"), Ok(None));
        assert_eq!(certificates("/etc/ca.pem"), Ok(Some("/etc/ca.pem".into())));
    }
}
