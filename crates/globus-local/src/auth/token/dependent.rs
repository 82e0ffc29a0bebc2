//! Dependent tokens, with which a service acts for its caller (docs.globus.org/api/auth/reference,
//! "Dependent Token Grant").

use serde_json::Value;

use super::{answer::Refused, document::Tokens, request::TokenRequest};
use crate::auth::{
    Auth,
    clients::Client,
    grants::{Holder, OnBehalf},
    scopes,
};

/// Lifetime in seconds, as in a recorded answer of Globus.
const LIFE: i64 = 120;

/// A list of tokens, one for each service, in exchange for a token of the client's own service.
pub(super) fn grant(
    auth: &Auth,
    client: &Client,
    request: &TokenRequest,
) -> Result<Value, Refused> {
    if !client.is_confidential {
        return Err(Refused::InvalidClient);
    }
    let given = request.token.as_deref().ok_or(Refused::InvalidGrant)?;
    let token = auth.grants().access(given, auth.now()).cloned();
    let token = token.filter(|token| token.resource_server == client.id);
    let token = token.ok_or(Refused::InvalidGrant)?;
    let (owner, above) = token.holder.consents();
    let roots: Vec<Vec<String>> = token
        .scopes
        .iter()
        .map(|scope| above.iter().chain([scope]).cloned().collect())
        .collect();
    let below = |root: &Vec<String>| {
        let path: Vec<&str> = root.iter().map(String::as_str).collect();
        auth.consents().below(&owner, &path)
    };
    let allowed: Vec<String> = roots.iter().flat_map(below).collect();
    let wanted = match request.scope.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => scopes::parse(text)
            .map_err(|error| Refused::InvalidScope(error.to_string()))?
            .into_iter()
            .map(|scope| scope.name)
            .collect(),
        None => allowed.clone(),
    };
    let unapproved: Vec<String> = wanted
        .iter()
        .filter(|scope| !allowed.contains(scope))
        .map(|scope| match token.scopes.first() {
            Some(own) => format!("{own}[{scope}]"),
            None => (*scope).clone(),
        })
        .collect();
    if !unapproved.is_empty() {
        return Err(Refused::DependentConsent(unapproved));
    }
    // Nearly every service has one scope. If there are several, the first stands for all.
    let on_behalf = OnBehalf {
        path: roots.into_iter().next().ok_or(Refused::InvalidGrant)?,
        client_id: owner.client_id,
    };
    let holder = Holder {
        client_id: client.id.clone(),
        on_behalf: Some(on_behalf),
        ..token.holder
    };
    let tokens = Tokens {
        with_refresh: request.access_type.as_deref() == Some("offline"),
        life: LIFE,
        ..Tokens::new(&holder, &wanted)
    };
    let mut documents = tokens.issue(auth).ok_or(Refused::InvalidGrant)?;
    for document in &mut documents {
        // Lower case, as in a recorded answer.
        document["token_type"] = "bearer".into();
    }
    Ok(documents.into())
}
