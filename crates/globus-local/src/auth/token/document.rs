//! The documents in a token response.

use serde_json::{Value, json};

use super::super::{
    Auth,
    grants::{ACCESS_LIFE, Holder},
    scopes::resource_server,
};

/// The resource server whose token comes first.
const AUTH: &str = "auth.globus.org";

/// What the tokens of a response have in common.
pub(super) struct Tokens<'a> {
    pub(super) holder: &'a Holder,
    pub(super) scopes: &'a [String],
    pub(super) with_refresh: bool,
    /// Echoed in every document.
    pub(super) state: Option<&'a str>,
    /// Lifetime in seconds.
    pub(super) life: i64,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(holder: &'a Holder, scopes: &'a [String]) -> Self {
        Self {
            holder,
            scopes,
            with_refresh: false,
            state: None,
            life: ACCESS_LIFE,
        }
    }

    /// One document for each resource server, Auth's first; none if a scope belongs to no server.
    pub(super) fn issue(&self, auth: &Auth) -> Option<Vec<Value>> {
        let by_server = by_server(self.scopes)?;
        let now = auth.now();
        let (owner, above) = self.holder.consents();
        auth.consents().used(&owner, above, self.scopes, now);
        let mut grants = auth.grants();
        let mut documents = Vec::new();
        for (server, scopes) in by_server {
            let access_token = grants.issue_access(self.holder, &server, &scopes, self.life, now);
            let mut document = document(&access_token, &server, &scopes, self.life);
            if let Some(state) = self.state {
                document["state"] = state.into();
            }
            if self.with_refresh {
                let refresh_token = grants.issue_refresh(self.holder, &server, &scopes, now);
                document["refresh_token"] = refresh_token.into();
            }
            documents.push(document);
        }
        Some(documents)
    }
}

/// The first document, with the others in `other_tokens`, which is present even if empty.
pub(super) fn nested(mut documents: Vec<Value>) -> Option<Value> {
    if documents.is_empty() {
        return None;
    }
    let mut first = documents.remove(0);
    first["other_tokens"] = documents.into();
    Some(first)
}

pub(super) fn document(
    access_token: &str,
    resource_server: &str,
    scopes: &[String],
    life: i64,
) -> Value {
    json!({
        "access_token": access_token,
        "scope": scopes.join(" "),
        "expires_in": life,
        "token_type": "Bearer",
        "resource_server": resource_server,
    })
}

fn by_server(scopes: &[String]) -> Option<Vec<(String, Vec<String>)>> {
    let mut by_server: Vec<(String, Vec<String>)> = Vec::new();
    for scope in scopes {
        let server = resource_server(scope)?;
        match by_server.iter_mut().find(|(known, _)| *known == server) {
            Some((_, scopes)) => scopes.push(scope.clone()),
            None => by_server.push((server, vec![scope.clone()])),
        }
    }
    by_server.sort_by_key(|(server, _)| server != AUTH);
    Some(by_server)
}
