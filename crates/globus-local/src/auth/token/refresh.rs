//! Refreshing an access token (RFC 6749 §6).

use serde_json::{Value, json};

use super::{answer::Refused, document::document, request::TokenRequest};
use crate::auth::{Auth, clients::Client, grants::ACCESS_LIFE};

/// Returns exactly one token, with the same refresh token: Globus does not rotate them today. With
/// rotation turned on there is a new one, and the old one is spent.
pub(super) fn refresh(
    auth: &Auth,
    client: &Client,
    request: &TokenRequest,
) -> Result<Value, Refused> {
    let secret = request
        .refresh_token
        .as_deref()
        .ok_or(Refused::InvalidGrant)?;
    let rotates = auth.rotates_refresh_tokens();
    let now = auth.now();
    let mut grants = auth.grants();
    let token = grants.refresh(secret, now).ok_or(Refused::InvalidGrant)?;
    if token.holder.client_id != client.id {
        return Err(Refused::InvalidGrant);
    }
    let (owner, above) = token.holder.consents();
    auth.consents().used(&owner, above, &token.scopes, now);
    let (server, scopes) = (&token.resource_server, &token.scopes);
    let access_token = grants.issue_access(&token.holder, server, scopes, ACCESS_LIFE, now);
    let refresh_token = if rotates {
        grants.rotate(secret, now).ok_or(Refused::InvalidGrant)?
    } else {
        secret.to_owned()
    };
    let mut document = document(&access_token, server, scopes, ACCESS_LIFE);
    document["refresh_token"] = refresh_token.into();
    document["other_tokens"] = json!([]);
    Ok(document)
}
