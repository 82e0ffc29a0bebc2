//! Names for ids: identities from Auth, groups from Groups.

use std::collections::BTreeSet;

use globus_local::{CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    researcher::Researcher,
    support::{FLOWS, Local, TRANSFER, texts},
};

const ADA: &str = "8ca28797-3541-4a5d-a264-05b00f91e608";
const AUTH: &str = "urn:globus:auth:scope:auth.globus.org";
const GROUPS: &str = "urn:globus:auth:scope:groups.api.globus.org";
const CRYO_EM: &str = "6a1e4c92-0d7b-4f35-8b2e-93c5d7f0a418";
const LABORATORY: &str = "f27c9d05-4e68-4a1b-b3d0-5c8e6f1a7924";
const OPERATORS: &str = "b0a5f1b2-57e0-4f55-9d3a-2f1c7f0d6e33";

async fn groups_token(local: &Local) -> String {
    local
        .access(&format!("{GROUPS}:view_my_groups_and_memberships"))
        .await
}

#[tokio::test]
async fn identities_are_looked_up_by_id_or_username() {
    let local = Local::start().await;
    let token = local.access(&format!("{AUTH}:view_identities")).await;
    let found = async |query: &str| {
        local
            .get(&format!("v2/api/identities?{query}"), &token)
            .await
    };
    let (_, body) = found("usernames=lovelace@lab.example,nobody@x.example&provision=false").await;
    assert_eq!(body["identities"].as_array().map(Vec::len), Some(1));
    assert_eq!(body["identities"][0]["name"], "Ada Lovelace");
    let (_, body) = found(&format!("ids={ADA}")).await;
    assert_eq!(body["identities"][0]["username"], "ada@uni.example");
    assert_eq!(found("").await.0, 400);
    let (_, one) = local.get(&format!("v2/api/identities/{ADA}"), &token).await;
    assert_eq!(one["identity"], body["identities"][0]);
}

#[tokio::test]
async fn a_look_up_needs_a_scope_or_a_confidential_client() {
    let local = Local::start().await;
    for path in [
        format!("v2/api/identities?ids={ADA}"),
        format!("v2/api/identities/{ADA}"),
    ] {
        assert_eq!(local.get_bare(&path).await.0, 401);
        let token = local.access("openid profile email").await;
        let (status, refused) = local.get(&path, &token).await;
        assert_eq!((status, &refused["error"]), (403, &json!("forbidden")));
        let detail = refused["errors"][0]["detail"].as_str().expect("words");
        assert!(detail.contains("view_identities"), "{detail}");

        // The scope that the Globus CLI requests.
        let token = local.access(&format!("{AUTH}:view_identity_set")).await;
        assert_eq!(local.get(&path, &token).await.0, 200);
        let request = local.http.get(local.url(&path));
        let request = request.basic_auth(CONFIDENTIAL_CLIENT_ID, Some(CONFIDENTIAL_CLIENT_SECRET));
        assert_eq!(request.send().await.expect("it answers").status(), 200);
    }
}

#[tokio::test]
async fn everyone_in_the_sample_data_has_a_name() {
    let ada = Researcher::new().await;
    let mut documents = vec![
        ada.read("flows?per_page=100").await,
        ada.read("runs?per_page=100").await,
        ada.read("web_inputs?per_page=100").await,
    ];
    let runs = documents[1]["runs"].as_array().expect("a list").clone();
    for run in &runs {
        let id = run["run_id"].as_str().expect("an id");
        documents.push(ada.read(&format!("runs/{id}/log?limit=100")).await);
    }
    let transfer = ada.local.access(TRANSFER).await;
    for path in [
        "v0.10/task_list?limit=1000",
        "v0.10/endpoint_search?filter_scope=hide-no-permissions",
    ] {
        documents.push(ada.local.get(path, &transfer).await.1);
    }
    let mut identities = BTreeSet::new();
    let mut groups = BTreeSet::new();
    for document in &documents {
        collect(document, &mut identities, &mut groups);
    }
    assert!(identities.len() > 8, "{identities:?}");

    let token = ada.local.access(&format!("{AUTH}:view_identities")).await;
    for id in &identities {
        let path = format!("v2/api/identities?ids={id}");
        let (_, answer) = ada.local.get(&path, &token).await;
        let [known] = answer["identities"].as_array().expect("a list").as_slice() else {
            panic!("{id} is nobody");
        };
        assert!(
            known["name"].is_string() && known["username"].is_string(),
            "{known}"
        );
    }

    let token = groups_token(&ada.local).await;
    let (_, mine) = ada.local.get("v2/groups/my_groups", &token).await;
    let mine: BTreeSet<String> = texts(&mine, "id").into_iter().collect();
    assert!(groups.contains(CRYO_EM) && mine.contains(CRYO_EM));
    let others: Vec<_> = groups.difference(&mine).collect();
    assert_eq!(
        others,
        [OPERATORS],
        "a group that Ada is not in has no name for her"
    );
}

/// The ids of all identities and groups anywhere in a document.
fn collect(value: &Value, identities: &mut BTreeSet<String>, groups: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            if let Some(id) = text.strip_prefix("urn:globus:auth:identity:") {
                identities.insert(id.to_owned());
            }
            if let Some(id) = text.strip_prefix("urn:globus:groups:id:") {
                groups.insert(id.to_owned());
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect(item, identities, groups)),
        Value::Object(fields) => {
            if let Some(id) = fields.get("owner_id").and_then(Value::as_str) {
                identities.insert(id.to_owned());
            }
            fields
                .values()
                .for_each(|field| collect(field, identities, groups));
        }
        _ => {}
    }
}

#[tokio::test]
async fn my_groups_are_those_of_every_linked_identity() {
    let local = Local::start().await;
    let token = groups_token(&local).await;
    let (status, groups) = local.get("v2/groups/my_groups", &token).await;
    assert_eq!(status, 200);
    assert_eq!(texts(&groups, "id"), [CRYO_EM, LABORATORY], "a bare array");
    assert_eq!(
        texts(&groups, "name"),
        ["Cryo-EM group", "Laboratory users"]
    );
    assert_eq!(
        groups[0]["my_memberships"],
        json!([{
            "group_id": CRYO_EM, "identity_id": ADA, "username": "ada@uni.example",
            "role": "manager", "status": "active", "membership_fields": {},
        }])
    );
    assert_eq!(
        groups[1]["my_memberships"][0]["username"],
        "lovelace@lab.example"
    );
    for (field, value) in [
        ("group_type", json!("regular")),
        ("parent_id", Value::Null),
        ("enforce_session", json!(false)),
        ("session_limit", json!(28_800)),
        ("session_timeouts", json!({})),
    ] {
        assert_eq!(groups[0][field], value, "{field}");
    }
    assert_eq!(groups[0]["policies"]["group_visibility"], "private");

    assert!(local.globus.next_identity("charles@uni.example"));
    let charles = groups_token(&local).await;
    assert_eq!(
        local.get("v2/groups/my_groups", &charles).await.1,
        json!([])
    );
}

#[tokio::test]
async fn statuses_choose_among_memberships() {
    let local = Local::start().await;
    let token = groups_token(&local).await;
    let names = async |query: &str| {
        let path = format!("v2/groups/my_groups?{query}");
        let (status, groups) = local.get(&path, &token).await;
        assert_eq!(status, 200, "{groups}");
        texts(&groups, "name")
    };
    let invited = "Analytical engine reading group";
    assert_eq!(names("statuses=invited").await, [invited]);
    let both = ["Cryo-EM group", "Laboratory users", invited];
    assert_eq!(names("statuses=active,invited").await, both);
    assert_eq!(names("statuses=active&statuses=invited").await, both);
    assert_eq!(names("statuses=declined").await, [""; 0]);
    assert_eq!(names("statuses=").await.len(), 2);
    let (status, refused) = local.get("v2/groups/my_groups?statuses=king", &token).await;
    assert_eq!(status, 422);
    assert_eq!(refused["code"], "UNPROCESSABLE_ENTITY");
}

#[tokio::test]
async fn groups_are_shown_to_a_token_with_the_scope() {
    let local = Local::start().await;
    assert_eq!(local.get_bare("v2/groups/my_groups").await.0, 401);
    let transfer = local.access(TRANSFER).await;
    assert_eq!(local.get("v2/groups/my_groups", &transfer).await.0, 401);
    let other = local.access(&format!("{GROUPS}:view_my_groups")).await;
    let (status, refused) = local.get("v2/groups/my_groups", &other).await;
    assert_eq!((status, &refused["code"]), (403, &json!("FORBIDDEN")));
    assert_eq!(
        refused["provided_scopes"],
        json!([format!("{GROUPS}:view_my_groups")])
    );
    let all = local.access(&format!("{GROUPS}:all")).await;
    assert_eq!(local.get("v2/groups/my_groups", &all).await.0, 200);
}

#[tokio::test]
async fn what_is_given_to_a_group_is_given_to_its_members() {
    let ada = Researcher::new().await;
    assert!(ada.local.globus.next_identity("charles@uni.example"));
    let charles = ada.local.access(&format!("{FLOWS}/all")).await;
    let make = async |group: &str| {
        let flow = json!({
            "title": "Charles’ flow", "input_schema": {},
            "definition": { "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } },
            "flow_starters": [format!("urn:globus:groups:id:{group}")],
        });
        let (status, made) = ada.send(Method::POST, "flows", &charles, Some(&flow)).await;
        assert_eq!(status, 201, "{made}");
        made["id"].as_str().expect("an id").to_owned()
    };
    let (hers, others) = (make(LABORATORY).await, make(OPERATORS).await);
    assert_eq!(
        ada.read(&format!("flows/{hers}")).await["user_role"],
        "flow_starter"
    );
    assert_eq!(ada.get(&format!("flows/{others}")).await.0, 404);
}
