//! Scopes with their resource servers and descriptions.
//!
//! The strings come from `scopes/data` in the Globus SDK; the descriptions follow docs.globus.org
//! where it has any. Globus does not serve descriptions of its own scopes.

const PREFIX: &str = "https://auth.globus.org/scopes/";
const FLOWS: &str = "eec9b274-0c81-4334-bdc2-54e90e689b9a";
const TIMERS: &str = "524230d7-ea86-4a52-8312-86065a9e0417";
const COMPUTE: &str = "facd7ccc-c5f4-42aa-916b-a0e270e2c2a9";

/// The resource server of a scope; none for a scope that cannot exist.
pub(in crate::auth) fn resource_server(scope: &str) -> Option<String> {
    if matches!(scope, "openid" | "profile" | "email" | "offline_access") {
        return Some("auth.globus.org".into());
    }
    if let Some(rest) = scope.strip_prefix("urn:globus:auth:scope:") {
        let (server, name) = rest.rsplit_once(':')?;
        return (!server.is_empty() && !name.is_empty()).then(|| server.to_owned());
    }
    let (id, name) = scope.strip_prefix(PREFIX)?.split_once('/')?;
    match id {
        _ if name.is_empty() => None,
        FLOWS => Some("flows.globus.org".into()),
        // Compute kept its old name.
        COMPUTE => Some("funcx_service".into()),
        "actions.globus.org" => Some(id.to_owned()),
        _ if uuid::Uuid::parse_str(id).is_ok() => Some(id.to_owned()),
        _ => None,
    }
}

/// The description on the consent page; none if the scope string says it best. `name_of` gives the
/// name of a flow or collection.
pub(in crate::auth) fn in_words(
    scope: &str,
    name_of: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let words = match scope {
        "openid" => "Know who you are in Globus",
        "profile" => "Know your name, organization and identity provider",
        "email" => "Know your e-mail address",
        "offline_access" => "Keep access while you are away",
        _ => match scope.strip_prefix(PREFIX) {
            Some(rest) => return of_client(rest, name_of),
            None => of_urn(scope)?,
        },
    };
    Some(words.to_owned())
}

fn of_urn(scope: &str) -> Option<&'static str> {
    let words = match scope.strip_prefix("urn:globus:auth:scope:")? {
        "auth.globus.org:view_identity_set" => "View the identities in your Globus account",
        "auth.globus.org:view_identities" => "Look up identities",
        "auth.globus.org:view_authentications" => "See when and where you signed in",
        "auth.globus.org:view_consents" => "See all consents you have given",
        "auth.globus.org:view_clients" | "auth.globus.org:view_clients_and_scopes" => {
            "See the apps you have registered"
        }
        "auth.globus.org:manage_projects" => "Manage your registered apps and projects",
        "transfer.api.globus.org:all" => "Manage data using Globus Transfer",
        "transfer.api.globus.org:gcp_install" => "Set up Globus Connect Personal",
        "groups.api.globus.org:all" => "Manage your Globus groups",
        "groups.api.globus.org:view_my_groups_and_memberships" => "See the groups you belong to",
        "search.api.globus.org:all" | "search.api.globus.org:search" => {
            "Search for data using your identities and groups"
        }
        "search.api.globus.org:ingest" => "Add data to search indices",
        other if other.ends_with(":manage_collections") => "Administer a Globus endpoint",
        _ => return None,
    };
    Some(words)
}

fn of_client(rest: &str, name_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (id, name) = rest.split_once('/')?;
    let words = match (id, name) {
        (FLOWS, "view_flows") => "See your flows",
        (FLOWS, "run_status") => "Check the status of runs",
        (FLOWS, "manage_flows") => "Manage flows",
        (FLOWS, "run_manage") => "Manage runs",
        (FLOWS, "run") => "Start basic flows",
        (FLOWS, "all") => "Use all of Globus Flows, except for starting flows",
        (FLOWS, "web_input_view") => "See the questions that runs ask you",
        (FLOWS, "web_input_respond") => "Answer the questions that runs ask you",
        (TIMERS, "timer") => "Schedule transfers",
        (COMPUTE, "all") => "Run functions using Globus Compute",
        ("actions.globus.org", "transfer/transfer") => "Transfer data as a step of a flow",
        ("actions.globus.org", "hello_world") => "Say hello as a step of a flow",
        (id, "data_access") => {
            return Some(format!("Access your data on {}", collection(id, name_of)));
        }
        (id, "https") => {
            let collection = collection(id, name_of);
            return Some(format!("Read and write files over HTTPS on {collection}"));
        }
        (id, name) if name == format!("flow_{}_user", id.replace('-', "_")) => {
            return Some(match name_of(id) {
                Some(title) => format!("Start and resume the flow “{title}”"),
                None => format!("Start and resume the flow {id}"),
            });
        }
        _ => return None,
    };
    Some(words.to_owned())
}

fn collection(id: &str, name_of: impl Fn(&str) -> Option<String>) -> String {
    match name_of(id) {
        Some(name) => format!("the collection “{name}”"),
        None => format!("the collection {id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

    #[test]
    fn scopes_belong_to_their_resource_servers() {
        let flow = format!("{PREFIX}{ID}/flow_{}_user", ID.replace('-', "_"));
        for (scope, server) in [
            ("openid", "auth.globus.org"),
            (
                "urn:globus:auth:scope:transfer.api.globus.org:all",
                "transfer.api.globus.org",
            ),
            (
                "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/view_flows",
                "flows.globus.org",
            ),
            (
                "https://auth.globus.org/scopes/facd7ccc-c5f4-42aa-916b-a0e270e2c2a9/all",
                "funcx_service",
            ),
            (&flow, ID),
        ] {
            assert_eq!(resource_server(scope).as_deref(), Some(server), "{scope}");
        }
        for unknown in [
            "transfer:all",
            "https://auth.globus.org/scopes/nobody/all",
            "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/",
            "urn:globus:auth:scope:all",
        ] {
            assert_eq!(resource_server(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn flows_and_collections_are_named_where_the_name_is_known() {
        let name_of = |id: &str| (id == ID).then(|| "Publish dataset".to_owned());
        let words = |name: &str| in_words(&format!("{PREFIX}{ID}/{name}"), name_of);
        assert_eq!(
            words(&format!("flow_{}_user", ID.replace('-', "_"))).as_deref(),
            Some("Start and resume the flow “Publish dataset”")
        );
        assert_eq!(
            words("data_access").as_deref(),
            Some("Access your data on the collection “Publish dataset”")
        );
        assert_eq!(words("flow_of_another_user"), None);
        let stranger = format!("{PREFIX}00000000-0000-0000-0000-000000000001/data_access");
        assert_eq!(
            in_words(&stranger, name_of).as_deref(),
            Some("Access your data on the collection 00000000-0000-0000-0000-000000000001")
        );
    }
}
