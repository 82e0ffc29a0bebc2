//! What items are called: service and user.

use crate::tokens::{client_secret::ClientSecretKey, data::TokenKey};

/// Replaces the resource server in the item of a client's secret.
const CLIENT_SECRET: &str = "client_secret";

/// The user of a token's item: its parts, separated by slashes.
pub(super) fn user(key: &TokenKey) -> String {
    let TokenKey {
        environment,
        client_id,
        namespace,
        resource_server,
    } = key;
    joined([environment, client_id, namespace, resource_server])
}

/// The user of a client secret's item.
pub(super) fn secret_user(key: &ClientSecretKey) -> String {
    let ClientSecretKey {
        environment,
        client_id,
        namespace,
    } = key;
    joined([environment, client_id, namespace, CLIENT_SECRET])
}

fn joined(parts: [&str; 4]) -> String {
    parts
        .map(|part| part.replace('%', "%25").replace('/', "%2F"))
        .join("/")
}

/// The key of the item with this user. None if it isn't a token's item.
pub(super) fn key_of(user: &str) -> Option<TokenKey> {
    let mut parts = user
        .split('/')
        .map(|part| part.replace("%2F", "/").replace("%25", "%"));
    let key = TokenKey {
        environment: parts.next()?,
        client_id: parts.next()?,
        namespace: parts.next()?,
        resource_server: parts.next()?,
    };
    (parts.next().is_none() && key.resource_server != CLIENT_SECRET).then_some(key)
}

/// Lower case, with a single dash for everything but letters and digits.
pub(super) fn slug(app_name: &str) -> String {
    let lower: String = app_name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    lower
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(environment: &str, client_id: &str, namespace: &str, server: &str) -> TokenKey {
        TokenKey {
            environment: environment.into(),
            client_id: client_id.into(),
            namespace: namespace.into(),
            resource_server: server.into(),
        }
    }

    #[test]
    fn c20_item_names_tell_apps_environments_clients_namespaces_and_servers_apart() {
        let plain = key("production", "61338d24", "DEFAULT", "flows.globus.org");
        assert_eq!(user(&plain), "production/61338d24/DEFAULT/flows.globus.org");
        assert_eq!(slug("My  User_App!"), "my-user-app");
        // A slash within a part doesn't turn it into another account's item.
        let (one, other) = (key("a/b", "c", "d", "e"), key("a", "b/c", "d", "e"));
        assert_ne!(user(&one), user(&other));
    }

    #[test]
    fn a_key_is_read_back_from_its_items_user() {
        for key in [
            key("production", "61338d24", "DEFAULT", "flows.globus.org"),
            key("a/b", "c%2Fd", "%", ""),
        ] {
            assert_eq!(key_of(&user(&key)), Some(key));
        }
        for other in ["check", "a/b/c", "a/b/c/d/e", "a/b/c/client_secret"] {
            assert_eq!(key_of(other), None, "{other}");
        }
    }
}
