//! What an identity has consented to (`GET /v2/api/identities/{id}/consents`).

use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use crate::{
    environment::Environment,
    scopes::{Consent, ConsentForest},
    transport::{Request, Transport, TransportError},
};

/// The answer: consents that are rooted at the client that asks.
#[derive(Debug, Deserialize)]
pub(crate) struct Consents {
    pub(crate) consents: Vec<Consent>,
}

impl Consents {
    /// The path of an identity's consents, below Globus Auth's base URL.
    pub(crate) fn path(identity_id: &str) -> String {
        let mut path = Url::parse("x:/v2/api/identities/").expect("a fixed URL is valid");
        if let Ok(mut segments) = path.path_segments_mut() {
            segments.pop_if_empty().push(identity_id).push("consents");
        }
        path.path().trim_start_matches('/').to_owned()
    }

    /// The consents as a forest.
    pub(crate) fn into_forest(self, host: &str) -> Result<ConsentForest, TransportError> {
        ConsentForest::new(self.consents).map_err(|error| TransportError::UnexpectedAnswer {
            host: host.to_owned(),
            reason: error.to_string(),
        })
    }
}

/// Gets the consents that `identity_id` gave to the client of this token, which is one for
/// `auth.globus.org`. Leaves out those whose path is incomplete, because they can't meet a
/// requirement.
pub(crate) async fn get_consents(
    transport: &Transport,
    environment: &Environment,
    identity_id: &str,
    bearer: SecretString,
) -> Result<ConsentForest, TransportError> {
    let host = environment.auth().host_str().unwrap_or_default();
    let url = environment.auth().join(&Consents::path(identity_id));
    let url = url.map_err(|_| TransportError::UnexpectedAnswer {
        host: host.to_owned(),
        reason: "the request's address can't be built".into(),
    })?;
    let request = Request::get(url).bearer(bearer);
    let answer: Consents = transport.json(&request).await?;
    Ok(ConsentForest::of_linked(answer.consents).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_lead_the_token_elsewhere() {
        assert_eq!(Consents::path("ada"), "v2/api/identities/ada/consents");
        assert_eq!(
            Consents::path("../a?b#c"),
            "v2/api/identities/..%2Fa%3Fb%23c/consents"
        );
    }
}
