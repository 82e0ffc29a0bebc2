//! A token has the required scopes, and the user has consented to their dependent scopes.

use std::sync::Arc;

use reqwest::StatusCode;
use secrecy::SecretString;

use crate::{
    app::{
        error::Error,
        inner::{Grant, Inner},
        lock::lock,
        token_validation::TokenValidationError,
    },
    oauth::get_consents,
    scopes::{AuthScopes, ConsentForest, Scope},
    tokens::TokenData,
    transport::TransportError,
};

/// A token lists its top-level scopes. Only consents tell which dependent scopes come with them.
/// They are requested if a required scope has dependencies, and remembered while they suffice.
pub(in crate::app) async fn scope_requirements(
    inner: &Arc<Inner>,
    token: &TokenData,
) -> Result<(), Error> {
    let required = lock(&inner.requirements)
        .of(&token.resource_server)
        .to_vec();
    let unmet = || TokenValidationError::UnmetScopeRequirements {
        resource_server: token.resource_server.clone(),
        required: required.iter().map(ToString::to_string).collect(),
    };
    if !token.has_scopes(required.iter().map(Scope::scope_string)) {
        return Err(unmet().into());
    }
    let has_dependencies = |scope: &Scope| scope.dependencies().next().is_some();
    if !required.iter().any(has_dependencies) {
        return Ok(());
    }
    // A client consents for itself, by its grant. And without an identity no consents can be found.
    let (Grant::ToAPerson { .. }, Some(identity_id)) = (&inner.grant, &token.identity_id) else {
        return Ok(());
    };
    let known = lock(&inner.consents).clone();
    if known.is_some_and(|forest| forest.meets_scope_requirements(&required)) {
        return Ok(());
    }
    let forest = Arc::new(consents(inner, identity_id).await?);
    let is_met = forest.meets_scope_requirements(&required);
    *lock(&inner.consents) = Some(forest);
    if is_met { Ok(()) } else { Err(unmet().into()) }
}

/// Asks with the token for Globus Auth itself. If it is refused, it is renewed once.
async fn consents(inner: &Arc<Inner>, identity_id: &str) -> Result<ConsentForest, Error> {
    let ask = |token: SecretString| {
        get_consents(&inner.transport, &inner.environment, identity_id, token)
    };
    let bearer = inner.renewed_if_stale(AuthScopes::RESOURCE_SERVER).await?;
    let bearer = bearer.access_token;
    match ask(bearer.clone()).await {
        Err(TransportError::Api(error)) if error.status == StatusCode::UNAUTHORIZED => {}
        outcome => return Ok(outcome?),
    }
    let server = AuthScopes::RESOURCE_SERVER;
    let renewed = inner.renew(server, Some(&bearer)).await?;
    let renewed = renewed.ok_or_else(|| TokenValidationError::Expired {
        resource_server: server.to_owned(),
    })?;
    Ok(ask(renewed.access_token).await?)
}
