//! Checks whether a login did what an error asked for.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{
    Auth,
    scopes::{self, Scope},
    session::SessionPolicy,
};

impl Auth {
    /// Whether the token came from a login that did what `parameters` asks for. `parameters` are
    /// the `authorization_parameters` of an error that was sent at `asked`. False for an invalid
    /// token.
    pub(crate) fn has_done(
        &self,
        token: &str,
        parameters: &Map<String, Value>,
        asked: Timestamp,
    ) -> bool {
        let now = self.now();
        let Some(holder) = self.grants().access(token, now).map(|t| t.holder.clone()) else {
            return false;
        };
        let (owner, above) = holder.consents();
        let above: Vec<&str> = above.iter().map(String::as_str).collect();
        let consents = self.consents();
        let has_consented =
            texts(parameters.get("required_scopes"))
                .iter()
                .all(|text| match scopes::parse(text) {
                    Ok(scopes) => paths(&scopes)
                        .iter()
                        .all(|path| consents.has(&owner, &[above.as_slice(), path].concat())),
                    Err(_) => false,
                });
        let policy = SessionPolicy {
            identities: texts(parameters.get("session_required_identities")),
            domains: texts(parameters.get("session_required_single_domain")),
            policies: texts(parameters.get("session_required_policies")),
            mfa: parameters.get("session_required_mfa") == Some(&Value::Bool(true)),
            max_age: None,
        };
        let wants_login = parameters
            .get("prompt")
            .is_some_and(|prompt| prompt == "login");
        has_consented
            && match holder.session {
                Some(session) => {
                    session.meets(&policy, now)
                        && (!wants_login || session.last().is_some_and(|last| last >= asked))
                }
                // A client that acts for itself cannot sign in.
                None => !wants_login && policy.is_empty(),
            }
    }
}

/// A list, or a comma-separated string as in older errors.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => text.split(',').map(str::to_owned).collect(),
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// The path from a top-level scope to each scope.
fn paths(scopes: &[Scope]) -> Vec<Vec<&str>> {
    let mut all = Vec::new();
    for scope in scopes {
        all.push(vec![scope.name.as_str()]);
        for below in paths(&scope.dependencies) {
            all.push([vec![scope.name.as_str()], below].concat());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_of_a_tree_is_a_path() {
        let scopes = scopes::parse("a[b[c] d] e").expect("well-formed");
        let expected = [
            vec!["a"],
            vec!["a", "b"],
            vec!["a", "b", "c"],
            vec!["a", "d"],
            vec!["e"],
        ];
        assert_eq!(paths(&scopes), expected);
    }
}
