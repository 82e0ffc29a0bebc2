//! Flow documents made from the sketches.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    catalog::{FLOWS, Sketch},
    definition::{definition, input_schema},
};
use crate::auth::people::ADA;

/// Colleagues who own what is not the person's own.
const COLLEAGUES: u128 = 7;

pub(super) fn seed(seed: u64, now: Timestamp) -> Vec<Value> {
    let mut random = StdRng::seed_from_u64(seed);
    (0_i64..)
        .zip(&FLOWS)
        .map(|(index, flow)| document(index, flow, now, &mut random))
        .collect()
}

fn document(index: i64, flow: &Sketch, now: Timestamp, random: &mut StdRng) -> Value {
    let id = uuid::Builder::from_random_bytes(random.random()).into_uuid();
    let days_ago = |days: i64| now - SignedDuration::from_hours(24 * days);
    // Times do not depend on the seed: what stands near the top of a list stays there.
    let created = days_ago(700 - 21 * index);
    let updated = days_ago(index * 37 % 180) - SignedDuration::from_mins(13);
    let updated = updated.max(created + SignedDuration::from_hours(24));
    let owner = urn(match flow.role {
        "flow_owner" => ADA.primary().id.to_owned(),
        _ => colleague(random.random_range(0..COLLEAGUES)),
    });
    let policy = flow
        .is_high_assurance()
        .then_some("3d8e1f0a-5c52-4a6e-9f0b-7f2f6c1b9a11");
    let scope_name = format!("flow_{}_user", id.to_string().replace('-', "_"));
    let scope = format!("https://auth.globus.org/scopes/{id}/{scope_name}");
    let mut document = json!({
        "id": id,
        "title": flow.title,
        "subtitle": flow.subtitle,
        "description": flow.description,
        "keywords": flow.keywords,
        "definition": definition(flow.title, flow.steps),
        "input_schema": input_schema(flow.steps),
        "globus_auth_scope": scope,
        "globus_auth_scopes_by_RunAs": { "User": scope },
        "synchronous": false,
        "log_supported": true,
        "types": ["Action"],
        "api_version": "1.0",
        "principal_urn": urn(id),
        "globus_auth_username": format!("{id}@clients.auth.globus.org"),
        "created_at": format_time(created),
        "updated_at": format_time(updated),
        "deleted_at": null,
        "user_role": flow.role,
        "user_roles": [flow.role],
        "created_by": owner,
        "flow_owner": owner,
        "is_high_assurance": flow.is_high_assurance(),
        "subscription_id": policy.map(|_| "5f0b6a1e-2d7a-4c39-8a55-0d3f0c7e4b22"),
        "authentication_policy_id": policy,
        "action_url": format!("https://flows.globus.org/flows/{id}"),
        "flow_url": format!("https://flows.globus.org/flows/{id}"),
    });
    set_principals(&mut document, flow, &owner);
    document
}

/// Principal lists are empty unless the reader administers the flow.
fn set_principals(document: &mut Value, flow: &Sketch, owner: &str) {
    let is_admin = matches!(flow.role, "flow_owner" | "flow_administrator");
    let group = "urn:globus:groups:id:b0a5f1b2-57e0-4f55-9d3a-2f1c7f0d6e33";
    let shown = |principals: Value| if is_admin { principals } else { json!([]) };
    let administrators = match flow.role {
        "flow_administrator" => json!([urn(ADA.primary().id), owner]),
        _ => json!([owner]),
    };
    for (name, principals) in [
        ("flow_viewers", json!(["public"])),
        ("flow_starters", json!(["all_authenticated_users"])),
        ("flow_administrators", administrators),
        ("run_managers", json!([group])),
        ("run_monitors", json!([group])),
        // Names that these lists had once.
        ("visible_to", json!(["public"])),
        ("runnable_by", json!(["all_authenticated_users"])),
        ("administered_by", json!([owner])),
    ] {
        document[name] = shown(principals);
    }
}

fn colleague(number: u128) -> String {
    Uuid::from_u128(0xb44b_ddda_0000_4000_8000_0000_0000_0001 + number).to_string()
}

fn urn(id: impl std::fmt::Display) -> String {
    format!("urn:globus:auth:identity:{id}")
}

/// With microseconds and an offset, as Flows writes it.
fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_flows() {
        let now = Timestamp::now();
        assert_eq!(seed(7, now), seed(7, now));
        assert_ne!(seed(7, now)[0]["id"], seed(8, now)[0]["id"]);
    }

    #[test]
    fn flows_are_a_researchers_own_and_others() {
        for number in 0..20 {
            let flows = seed(number, Timestamp::now());
            let ids: std::collections::BTreeSet<_> =
                flows.iter().map(|flow| flow["id"].to_string()).collect();
            assert_eq!(ids.len(), 30);
            for flow in &flows {
                let (created, updated) = (&flow["created_at"], &flow["updated_at"]);
                assert!(
                    created.as_str() < updated.as_str(),
                    "{created} is before {updated}"
                );
                let mine = flow["flow_owner"] == urn(ADA.primary().id);
                assert_eq!(mine, flow["user_role"] == "flow_owner");
            }
            let roles: std::collections::BTreeSet<_> = flows
                .iter()
                .filter_map(|f| f["user_role"].as_str())
                .collect();
            assert_eq!(roles.len(), 4, "{roles:?}");
        }
    }
}
