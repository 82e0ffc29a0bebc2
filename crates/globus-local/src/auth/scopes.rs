//! Scope strings: which are asked for, whose they are, and what they mean in words.

/// Top-level scope strings of a `scope` parameter; dependencies in brackets are left out, as in
/// the `scope` of a token answer.
pub(super) fn top_level(parameter: &str) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    let mut depth = 0_u32;
    let mut current = String::new();
    for c in parameter.chars().chain([' ']) {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 => {
                let scope = std::mem::take(&mut current);
                if !scope.is_empty() && !scopes.contains(&scope) {
                    scopes.push(scope);
                }
            }
            c if depth == 0 => current.push(c),
            _ => {}
        }
    }
    scopes
}

const FLOWS: &str = "eec9b274-0c81-4334-bdc2-54e90e689b9a";

/// The resource server that a scope belongs to; none for a scope that Globus does not know.
pub(super) fn resource_server(scope: &str) -> Option<String> {
    if matches!(scope, "openid" | "profile" | "email" | "offline_access") {
        return Some("auth.globus.org".into());
    }
    if let Some(rest) = scope.strip_prefix("urn:globus:auth:scope:") {
        let (server, name) = rest.rsplit_once(':')?;
        return (!server.is_empty() && !name.is_empty()).then(|| server.to_owned());
    }
    let (id, name) = scope
        .strip_prefix("https://auth.globus.org/scopes/")?
        .split_once('/')?;
    if id == FLOWS {
        return Some("flows.globus.org".into());
    }
    let known = uuid::Uuid::parse_str(id).is_ok() || id == "actions.globus.org";
    (known && !name.is_empty()).then(|| id.to_owned())
}

/// What the consent page says; none if the scope's own string says it best.
pub(super) fn in_words(scope: &str) -> Option<&'static str> {
    let flows = |name: &str| {
        scope
            .strip_prefix("https://auth.globus.org/scopes/")
            .and_then(|rest| rest.strip_prefix(FLOWS))
            .is_some_and(|rest| rest.strip_prefix('/') == Some(name))
    };
    Some(match scope {
        "openid" => "Know who you are in Globus",
        "profile" => "Know your name, organization and identity provider",
        "email" => "Know your e-mail address",
        "offline_access" => "Keep this access while you are away",
        "urn:globus:auth:scope:transfer.api.globus.org:all" => "Manage data using Globus Transfer",
        _ if flows("view_flows") => "See your flows",
        _ if flows("run_status") => "Check the status of runs",
        _ if flows("manage_flows") => "Manage flows",
        _ if flows("run_manage") => "Manage runs",
        _ if flows("all") => "Use all of Globus Flows",
        _ if scope.ends_with("_user") => "Start and resume a flow",
        _ if scope.ends_with("/data_access") => "Use the data of a collection",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_not_top_level() {
        assert_eq!(top_level("a[b *c[d]] e a"), ["a", "e"]);
        assert!(top_level("").is_empty());
    }

    #[test]
    fn scopes_belong_to_their_resource_servers() {
        let of = |scope| resource_server(scope);
        assert_eq!(of("openid").as_deref(), Some("auth.globus.org"));
        assert_eq!(
            of("urn:globus:auth:scope:transfer.api.globus.org:all").as_deref(),
            Some("transfer.api.globus.org")
        );
        assert_eq!(
            of("https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/view_flows")
                .as_deref(),
            Some("flows.globus.org")
        );
        assert_eq!(of("transfer:all"), None);
        assert_eq!(of("https://auth.globus.org/scopes/nobody/all"), None);
    }
}
