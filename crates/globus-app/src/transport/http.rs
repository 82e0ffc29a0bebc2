//! The HTTP clients: one for Globus, two for this computer.

use std::{path::Path, sync::OnceLock, time::Duration};

use reqwest::{Certificate, Client, redirect};
use url::{Host, Url};

use super::{
    causes::root_cause,
    settings::{Settings, SettingsError},
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// The clients. Each is built when it is first needed.
#[derive(Debug)]
pub(super) struct Http {
    user_agent: String,
    settings: Result<Settings, SettingsError>,
    globus: OnceLock<Result<Client, SettingsError>>,
    loopback: OnceLock<Result<Client, SettingsError>>,
    /// Trusts no certificates. Loading the system's takes longer than many calls.
    plain: OnceLock<Result<Client, SettingsError>>,
}

impl Http {
    pub(super) fn new(user_agent: String) -> Self {
        Self::with(user_agent, Settings::from_env())
    }

    pub(super) fn with(user_agent: String, settings: Result<Settings, SettingsError>) -> Self {
        Self {
            user_agent,
            settings,
            globus: OnceLock::new(),
            loopback: OnceLock::new(),
            plain: OnceLock::new(),
        }
    }

    /// The client for an address. Services on this computer are called directly, never through a
    /// proxy; all others only over https.
    pub(super) fn client_for(&self, url: &Url) -> Result<&Client, SettingsError> {
        let client = if is_loopback(url) && url.scheme() == "http" {
            self.plain.get_or_init(|| {
                let builder = self.builder()?.no_proxy().tls_certs_only([]);
                build(builder)
            })
        } else if is_loopback(url) {
            self.loopback.get_or_init(|| {
                let builder = self.builder()?.no_proxy();
                build(builder)
            })
        } else {
            self.globus.get_or_init(|| {
                let builder = self.builder()?.https_only(true);
                build(builder)
            })
        };
        client.as_ref().map_err(Clone::clone)
    }

    fn builder(&self) -> Result<reqwest::ClientBuilder, SettingsError> {
        let settings = self.settings.as_ref().map_err(Clone::clone)?;
        let mut builder = Client::builder()
            .user_agent(&self.user_agent)
            // Following an API's redirect would send the token elsewhere.
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT);
        if let Some(timeout) = settings.timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(path) = &settings.certificates {
            builder = builder.tls_certs_only(certificates(path)?);
        }
        Ok(builder)
    }
}

fn build(builder: reqwest::ClientBuilder) -> Result<Client, SettingsError> {
    builder
        .build()
        .map_err(|error| SettingsError::Platform(root_cause(&error)))
}

fn certificates(path: &Path) -> Result<Vec<Certificate>, SettingsError> {
    let unusable = |reason: String| SettingsError::Certificates {
        path: path.to_owned(),
        reason,
    };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let found = Certificate::from_pem_bundle(&pem).map_err(|error| unusable(root_cause(&error)))?;
    if found.is_empty() {
        return Err(unusable("it contains no certificate".into()));
    }
    Ok(found)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_named_in_the_error() {
        let path = Path::new("/dev/null");
        assert_eq!(
            certificates(path).map(|found| found.len()),
            Err(SettingsError::Certificates {
                path: path.to_owned(),
                reason: "it contains no certificate".into(),
            })
        );
    }
}
