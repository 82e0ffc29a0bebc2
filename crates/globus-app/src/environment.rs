//! Environments: where Globus and its services are.
//!
//! Names, URLs and variables are those of the Python SDK (`globus_sdk/config/environments.py`).

use url::Url;

/// The base URLs of one Globus. Each ends in `/`, and is https, or http on a literal loopback
/// address (the same exception as in RFC 8252 §7.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    name: String,
    auth: Url,
    flows: Url,
    transfer: Url,
    groups: Url,
}

/// An environment that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// `GLOBUS_SDK_ENVIRONMENT` has an unknown value.
    #[error("there is no Globus environment called \"{0}\"")]
    UnknownName(String),
    /// A base URL can't be parsed.
    #[error("the address of {service} is not a URL: {reason}")]
    NotAUrl {
        /// The service: "auth", "flows", "transfer" or "groups".
        service: &'static str,
        /// The parser's message.
        reason: url::ParseError,
    },
    /// A base URL would send tokens over an unencrypted connection.
    #[error("the address of {service} must be https, or http on 127.0.0.1 or [::1]")]
    NotSecure {
        /// The service: "auth", "flows", "transfer" or "groups".
        service: &'static str,
    },
}

impl Environment {
    /// The environment that researchers use.
    pub fn production() -> Self {
        Self::of_globus("production", "globus.org")
    }

    /// One of Globus's own environments: `production`, `preview`, `sandbox`, `integration`, `test`
    /// or `staging`.
    ///
    /// # Errors
    /// [`EnvironmentError::UnknownName`] for any other name.
    pub fn named(name: &str) -> Result<Self, EnvironmentError> {
        match name {
            "production" => Ok(Self::production()),
            "preview" => Ok(Self::of_globus(name, "preview.globus.org")),
            "sandbox" | "integration" | "test" | "staging" => {
                Ok(Self::of_globus(name, &format!("{name}.globuscs.info")))
            }
            other => Err(EnvironmentError::UnknownName(other.to_owned())),
        }
    }

    /// A Globus with one base URL for all services, such as `globus-local`.
    ///
    /// # Errors
    /// [`EnvironmentError::NotAUrl`], or [`EnvironmentError::NotSecure`] if `base` is neither https
    /// nor http on a loopback address.
    pub fn at(name: impl Into<String>, base: &str) -> Result<Self, EnvironmentError> {
        Ok(Self {
            name: name.into(),
            auth: base_url("auth", base)?,
            flows: base_url("flows", base)?,
            transfer: base_url("transfer", base)?,
            groups: base_url("groups", base)?,
        })
    }

    /// The environment that `GLOBUS_SDK_ENVIRONMENT` and
    /// `GLOBUS_SDK_SERVICE_URL_{AUTH,FLOWS,TRANSFER,GROUPS}` describe.
    ///
    /// # Errors
    /// [`EnvironmentError::UnknownName`] for an unknown environment; for a service's URL, the
    /// errors of [`Environment::at`].
    pub fn from_env() -> Result<Self, EnvironmentError> {
        Self::from_lookup(|variable| std::env::var(variable).ok())
    }

    /// The same, from any source of variables. An empty value counts as absent.
    ///
    /// # Errors
    /// Those of [`Environment::from_env`].
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, EnvironmentError> {
        let lookup = |variable: &str| lookup(variable).filter(|value| !value.is_empty());
        let name = lookup("GLOBUS_SDK_ENVIRONMENT");
        let mut environment = Self::named(name.as_deref().unwrap_or("production"))?;
        if let Some(base) = lookup("GLOBUS_SDK_SERVICE_URL_AUTH") {
            environment.auth = base_url("auth", &base)?;
        }
        if let Some(base) = lookup("GLOBUS_SDK_SERVICE_URL_FLOWS") {
            environment.flows = base_url("flows", &base)?;
        }
        if let Some(base) = lookup("GLOBUS_SDK_SERVICE_URL_TRANSFER") {
            environment.transfer = base_url("transfer", &base)?;
        }
        if let Some(base) = lookup("GLOBUS_SDK_SERVICE_URL_GROUPS") {
            environment.groups = base_url("groups", &base)?;
        }
        Ok(environment)
    }

    /// `production`, `preview`, and so on. Part of every token's key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Base URL of Globus Auth.
    pub fn auth(&self) -> &Url {
        &self.auth
    }

    /// Base URL of Globus Flows.
    pub fn flows(&self) -> &Url {
        &self.flows
    }

    /// Base URL of Globus Transfer.
    pub fn transfer(&self) -> &Url {
        &self.transfer
    }

    /// Base URL of Globus Groups.
    pub fn groups(&self) -> &Url {
        &self.groups
    }

    /// Globus Auth's issuer: its base URL without the trailing slash.
    pub(crate) fn issuer(&self) -> &str {
        self.auth.as_str().trim_end_matches('/')
    }

    fn of_globus(name: &str, domain: &str) -> Self {
        let at = |address: &str| Url::parse(address).expect("a known domain makes a valid URL");
        // The address of Flows doesn't contain the environment's domain.
        let flows = match name {
            "production" => "https://flows.automate.globus.org/".to_owned(),
            _ => format!("https://{name}.flows.automate.globus.org/"),
        };
        Self {
            name: name.to_owned(),
            auth: at(&format!("https://auth.{domain}/")),
            flows: at(&flows),
            transfer: at(&format!("https://transfer.api.{domain}/")),
            groups: at(&format!("https://groups.api.{domain}/")),
        }
    }
}

fn base_url(service: &'static str, base: &str) -> Result<Url, EnvironmentError> {
    let with_slash = if base.ends_with('/') {
        base.to_owned()
    } else {
        format!("{base}/")
    };
    let url =
        Url::parse(&with_slash).map_err(|reason| EnvironmentError::NotAUrl { service, reason })?;
    if is_secure(&url) {
        Ok(url)
    } else {
        Err(EnvironmentError::NotSecure { service })
    }
}

/// Whether the URL is https, or http on a literal loopback address, without a user name or
/// password.
pub(crate) fn is_secure(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(_)) | None => false,
    };
    let anonymous = url.username().is_empty() && url.password().is_none();
    anonymous && (url.scheme() == "https" || url.scheme() == "http" && loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Environment, EnvironmentError> {
        Environment::from_lookup(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn production_is_the_default_and_an_empty_variable_is_absent() {
        assert_eq!(from(&[]), Ok(Environment::production()));
        assert_eq!(
            from(&[("GLOBUS_SDK_ENVIRONMENT", "")]),
            Ok(Environment::production())
        );
    }

    #[test]
    fn every_environment_is_where_the_sdk_has_it() {
        for (name, auth, flows, transfer, groups) in [
            (
                "production",
                "https://auth.globus.org/",
                "https://flows.automate.globus.org/",
                "https://transfer.api.globus.org/",
                "https://groups.api.globus.org/",
            ),
            (
                "preview",
                "https://auth.preview.globus.org/",
                "https://preview.flows.automate.globus.org/",
                "https://transfer.api.preview.globus.org/",
                "https://groups.api.preview.globus.org/",
            ),
            (
                "staging",
                "https://auth.staging.globuscs.info/",
                "https://staging.flows.automate.globus.org/",
                "https://transfer.api.staging.globuscs.info/",
                "https://groups.api.staging.globuscs.info/",
            ),
        ] {
            let there = from(&[("GLOBUS_SDK_ENVIRONMENT", name)]).expect("it is known");
            let addresses = [
                there.auth(),
                there.flows(),
                there.transfer(),
                there.groups(),
            ];
            assert_eq!(addresses.map(Url::as_str), [auth, flows, transfer, groups]);
        }
    }

    #[test]
    fn a_service_url_wins_over_the_environment_and_gets_its_slash() {
        let environment = from(&[
            ("GLOBUS_SDK_ENVIRONMENT", "preview"),
            (
                "GLOBUS_SDK_SERVICE_URL_FLOWS",
                "http://127.0.0.1:9800/flows",
            ),
        ])
        .expect("both are valid");
        assert_eq!(environment.flows().as_str(), "http://127.0.0.1:9800/flows/");
        assert_eq!(
            environment.auth().as_str(),
            "https://auth.preview.globus.org/"
        );
    }

    #[test]
    fn a7_tokens_never_travel_in_the_open() {
        for base in [
            "http://auth.globus.org/",
            "http://localhost:9800/",
            "ftp://127.0.0.1/",
            "https://me:pw@auth.globus.org/",
        ] {
            assert_eq!(
                from(&[("GLOBUS_SDK_SERVICE_URL_AUTH", base)]),
                Err(EnvironmentError::NotSecure { service: "auth" }),
                "{base}"
            );
        }
        assert!(from(&[("GLOBUS_SDK_SERVICE_URL_AUTH", "http://[::1]:1/")]).is_ok());
    }

    #[test]
    fn an_unknown_environment_is_refused_by_name() {
        assert_eq!(
            from(&[("GLOBUS_SDK_ENVIRONMENT", "prod")]),
            Err(EnvironmentError::UnknownName("prod".into()))
        );
    }
}
