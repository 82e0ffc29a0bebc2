//! The client of Globus Auth's resources.

use serde::Deserialize;
use uuid::Uuid;

use super::{
    identity::{IdentityLookup, IdentityRecord},
    linked_identity::LinkedIdentity,
};
use crate::{
    app::{Error, GlobusApp},
    oauth::{Consents, Identity},
    scopes::{AuthScopes, Consent, ConsentForest, Scope},
    services::{document::documents, service::Service},
};

/// A client of Globus Auth's resources.
#[derive(Clone, Debug)]
pub struct AuthClient {
    app: GlobusApp,
    service: Service,
}

/// Builds an [`AuthClient`] with scopes of your own.
#[derive(Debug)]
pub struct AuthClientBuilder<'a> {
    app: &'a GlobusApp,
    scopes: Vec<Scope>,
}

#[derive(Deserialize)]
struct IdentitySet {
    #[serde(default, deserialize_with = "documents")]
    identity_set: Vec<LinkedIdentity>,
}

#[derive(Deserialize)]
struct Identities {
    #[serde(deserialize_with = "documents")]
    identities: Vec<IdentityRecord>,
}

impl AuthClientBuilder<'_> {
    /// Replaces the default scopes.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> AuthClient {
        let base = self.app.environment().auth();
        let service = Service::new(self.app, AuthScopes::RESOURCE_SERVER, base);
        service.add_app_scope(self.scopes);
        AuthClient {
            app: self.app.clone(),
            service,
        }
    }
}

impl AuthClient {
    /// Binds a client to `app`, which then requires `openid`, `profile` and `email`.
    pub fn new(app: &GlobusApp) -> Self {
        Self::builder(app).build()
    }

    /// Builds a client with other scopes than the defaults.
    pub fn builder(app: &GlobusApp) -> AuthClientBuilder<'_> {
        AuthClientBuilder {
            app,
            scopes: vec![AuthScopes::OPENID, AuthScopes::PROFILE, AuthScopes::EMAIL],
        }
    }

    /// Adds a scope to those that the app requires for Globus Auth.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// Who the token belongs to (`GET /v2/oauth2/userinfo`).
    ///
    /// # Errors
    /// [`Error::UnexpectedAnswer`] if it describes another identity than the one that signed in
    /// (OpenID Connect Core §5.3.2), or any other [`Error`].
    pub async fn userinfo(&self) -> Result<Identity, Error> {
        let answer: Identity = self.service.get("v2/oauth2/userinfo", &[]).await?;
        match self.app.identity_id() {
            Some(signed_in) if signed_in != answer.sub => Err(self
                .service
                .unexpected("it describes another identity than the one that signed in")),
            _ => Ok(answer),
        }
    }

    /// The linked identities of whoever the token belongs to (`GET /v2/oauth2/userinfo`), and when
    /// each of them signed in with this app. Empty if Globus doesn't say: with `openid` alone, it
    /// may require the scope `view_identity_set`.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn linked_identities(&self) -> Result<Vec<LinkedIdentity>, Error> {
        let answer: IdentitySet = self.service.get("v2/oauth2/userinfo", &[]).await?;
        Ok(answer.identity_set)
    }

    /// Looks up identities by id or username (`GET /v2/api/identities`). Unknown ones are left out.
    /// To see more than the user's own, the token needs the scope `view_identities`.
    ///
    /// # Errors
    /// [`Error::Api`] for more than 100 identities at once, or any other [`Error`].
    pub async fn get_identities(
        &self,
        lookup: &IdentityLookup,
    ) -> Result<Vec<IdentityRecord>, Error> {
        let found: Identities = self
            .service
            .get("v2/api/identities", &lookup.query())
            .await?;
        Ok(found.identities)
    }

    /// The consents of an identity (`GET /v2/api/identities/{id}/consents`): for this app, or with
    /// `all` for every app, which needs the scope `view_consents`.
    ///
    /// # Errors
    /// [`Error::Api`] with status 403 if the token lacks the scope, [`Error::UnexpectedAnswer`] if
    /// a consent's parent is missing, or any other [`Error`].
    pub async fn get_consents(
        &self,
        identity_id: &Uuid,
        all: bool,
    ) -> Result<ConsentForest, Error> {
        let answer = self.consents(identity_id, all).await?;
        Ok(answer.into_forest(self.service.host())?)
    }

    /// The same as a list. Unlike a forest, it may lack parents ([`ConsentForest::of_linked`]).
    ///
    /// # Errors
    /// [`Error::Api`] with status 403 if the token lacks the scope, or any other [`Error`].
    pub async fn list_consents(
        &self,
        identity_id: &Uuid,
        all: bool,
    ) -> Result<Vec<Consent>, Error> {
        Ok(self.consents(identity_id, all).await?.consents)
    }

    async fn consents(&self, identity_id: &Uuid, all: bool) -> Result<Consents, Error> {
        let all = if all { "True" } else { "False" }.to_owned();
        let path = Consents::path(&identity_id.to_string());
        self.service.get(&path, &[("all", all)]).await
    }
}
