//! The client that requests tokens, and how it authenticates.

use secrecy::SecretString;
use url::Url;

use crate::transport::Request;

/// A client as it is registered with Globus Auth.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    id: String,
    authentication: ClientAuthentication,
}

/// How a client authenticates.
#[derive(Clone, Debug)]
pub(crate) enum ClientAuthentication {
    /// It can't keep a secret. Its id goes into the form, and PKCE protects the code (RFC 7636).
    Native,
    /// With its secret, through HTTP Basic.
    Confidential(SecretString),
}

impl Client {
    pub(crate) fn new(id: String, authentication: ClientAuthentication) -> Self {
        Self { id, authentication }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn is_native(&self) -> bool {
        matches!(self.authentication, ClientAuthentication::Native)
    }

    /// A form for one of Globus Auth's token endpoints, from this client.
    pub(super) fn post(&self, url: Url, mut form: Vec<(&'static str, SecretString)>) -> Request {
        match &self.authentication {
            ClientAuthentication::Native => {
                form.insert(0, ("client_id", self.id.as_str().into()));
                Request::post(url).form(form)
            }
            ClientAuthentication::Confidential(secret) => Request::post(url)
                .form(form)
                .basic(self.id.as_str(), secret.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let secret = ClientAuthentication::Confidential("very-secret".into());
        let client = Client::new("c".into(), secret);
        assert!(!client.is_native());
        let shown = format!("{client:?}");
        assert!(!shown.contains("very-secret"), "{shown}");
    }
}
