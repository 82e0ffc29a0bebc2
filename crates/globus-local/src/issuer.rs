//! The base URL of a local Globus.

use url::{Host, Url};

/// Domains of the real Globus and its test environments.
const REAL: [&str; 3] = ["globus.org", "globusid.org", "globuscs.info"];

/// A base URL that is not one of the real Globus. `iss`, discovery and redirects are made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(Url);

/// Why a URL cannot be the base URL of a local Globus.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssuerError {
    /// It is not a URL, or it has a part that a base URL cannot have.
    #[error("an issuer must be an http or https URL without user, query and fragment")]
    NotABase,
    /// It belongs to the real Globus, which this program must not pose as.
    #[error("{0} belongs to the real Globus")]
    RealGlobus(String),
}

impl Issuer {
    /// Parses `text`, and adds a slash at the end if there is none.
    ///
    /// # Errors
    /// [`IssuerError::NotABase`] if `text` is not an http or https URL, or has a user, a query or a
    /// fragment; [`IssuerError::RealGlobus`] if its host belongs to the real Globus.
    pub fn parse(text: &str) -> Result<Self, IssuerError> {
        let mut url = Url::parse(text).map_err(|_| IssuerError::NotABase)?;
        let is_base = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !is_base {
            return Err(IssuerError::NotABase);
        }
        if let Some(Host::Domain(name)) = url.host() {
            let name = name.trim_end_matches('.');
            let is_below = |domain: &str| {
                let rest = name.strip_suffix(domain);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            };
            if REAL.into_iter().any(is_below) {
                return Err(IssuerError::RealGlobus(name.to_owned()));
            }
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }

    /// The base URL. It ends with a slash.
    pub fn url(&self) -> &str {
        self.0.as_str()
    }

    /// The form used in the `iss` claim: without the slash, as Globus Auth writes it.
    pub fn id(&self) -> &str {
        self.url().trim_end_matches('/')
    }

    /// The `Origin` that browsers send from this Globus' own pages.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_globus_is_refused_in_every_spelling() {
        for real in [
            "https://auth.globus.org/",
            "https://globus.org",
            "http://AUTH.Globus.ORG:9800/",
            "https://auth.globus.org./",
            "https://www.globusid.org/x/",
            "https://auth.sandbox.globuscs.info/",
        ] {
            let refused = Issuer::parse(real);
            assert!(
                matches!(refused, Err(IssuerError::RealGlobus(_))),
                "{real}: {refused:?}"
            );
        }
    }

    #[test]
    fn others_are_accepted_and_end_in_a_slash() {
        for (text, url) in [
            ("http://127.0.0.1:9800", "http://127.0.0.1:9800/"),
            ("http://[::1]:1/", "http://[::1]:1/"),
            ("https://lab.example/globus", "https://lab.example/globus/"),
            ("https://notglobus.org/", "https://notglobus.org/"),
            (
                "https://globus.org.lab.example/",
                "https://globus.org.lab.example/",
            ),
        ] {
            assert_eq!(Issuer::parse(text).expect(text).url(), url);
        }
        let issuer = Issuer::parse("http://127.0.0.1:9800/").expect("loopback");
        assert_eq!(issuer.id(), "http://127.0.0.1:9800");
        assert_eq!(issuer.origin(), "http://127.0.0.1:9800");
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for bad in [
            "",
            "globus",
            "ftp://lab.example/",
            "http://a@lab.example/",
            "http://lab.example/?q",
            "http://lab.example/#f",
        ] {
            assert_eq!(Issuer::parse(bad), Err(IssuerError::NotABase), "{bad}");
        }
    }
}
