//! Lists of flows: pages, order, errors.

use std::collections::BTreeSet;

use crate::support::{FLOWS, Local, TRANSFER, texts};

async fn reader() -> (Local, String) {
    let local = Local::start().await;
    let token = local.access(&format!("{FLOWS}/view_flows")).await;
    (local, token)
}

#[tokio::test]
async fn markers_lead_to_the_end_whatever_else_is_said() {
    let (local, token) = reader().await;
    let (_, mut body) = local
        .get("flows?per_page=7&orderby=title+ASC", &token)
        .await;
    let mut titles = Vec::new();
    let mut pages = 1;
    loop {
        assert_eq!(body["limit"], 7);
        titles.extend(texts(&body["flows"], "title"));
        let has_next = body["has_next_page"].as_bool().expect("always told");
        assert_eq!(has_next, body["marker"].is_string());
        let Some(marker) = body["marker"].as_str() else {
            break;
        };
        let next = format!("flows?marker={marker}&per_page=50&orderby=title+DESC&filter_title=x");
        body = local.get(&next, &token).await.1;
        pages += 1;
    }
    assert_eq!(pages, 5);
    assert_eq!(
        titles.iter().collect::<BTreeSet<_>>().len(),
        30,
        "each once"
    );
    assert!(
        titles.is_sorted_by_key(|title| title.to_lowercase()),
        "{titles:?}"
    );
}

#[tokio::test]
async fn both_forms_of_orderby_are_the_same() {
    let (local, token) = reader().await;
    let repeated = "flows?orderby=flow_owner+ASC&orderby=title+DESC&per_page=30";
    let list = "flows?orderby=flow_owner+ASC%2Ctitle+DESC&per_page=30";
    let (repeated, list) = (
        local.get(repeated, &token).await.1,
        local.get(list, &token).await.1,
    );
    assert_eq!(repeated["flows"], list["flows"]);
    let owners = texts(&list["flows"], "flow_owner");
    assert!(owners.is_sorted() && owners.first() != owners.last());
    let (_, other) = local
        .get("flows?orderby=flow_owner+ASC&per_page=30", &token)
        .await;
    assert_ne!(other["flows"], list["flows"], "the second criterion counts");
}

#[tokio::test]
async fn filters_narrow_by_text_and_role() {
    let (local, token) = reader().await;
    let count = async |query: &str| {
        let (status, body) = local
            .get(&format!("flows?per_page=100&{query}"), &token)
            .await;
        assert_eq!(status, 200, "{query}: {body}");
        body["flows"].as_array().expect("a list").len()
    };
    assert_eq!(count("").await, 30);
    assert_eq!(count("filter_fulltext=&page=2").await, 30);
    let tape = count("filter_fulltext=TAPE").await;
    assert!((1..30).contains(&tape));
    assert_eq!(count("filter_title=Archive+to+tape").await, 1);
    let roles = [
        "flow_owner",
        "flow_administrator",
        "flow_starter",
        "flow_viewer",
    ];
    let mut sum = 0;
    for role in roles {
        let one = count(&format!("filter_roles={role}")).await;
        assert!(one > 0, "{role}");
        sum += one;
        assert_eq!(
            count(&format!("filter_role={role}")).await,
            sum,
            "cumulative: {role}"
        );
    }
    assert_eq!(
        count(&format!("filter_roles={}", roles.join("%2C"))).await,
        30
    );
    assert_eq!(
        count("filter_roles=flow_viewers").await,
        count("filter_roles=flow_viewer").await
    );
}

#[tokio::test]
async fn protected_flows_show_their_definition_only_by_themselves() {
    let (local, token) = reader().await;
    let (_, body) = local.get("flows?per_page=100", &token).await;
    let flows = body["flows"].as_array().expect("a list");
    let (protected, open): (Vec<_>, Vec<_>) = flows
        .iter()
        .partition(|flow| flow["is_high_assurance"] == true);
    assert_eq!(protected.len(), 2);
    assert!(
        open.iter()
            .all(|flow| flow["definition"]["States"].is_object())
    );
    for flow in protected {
        assert!(flow["definition"].is_null() && flow["input_schema"].is_null());
        let path = format!("flows/{}", flow["id"].as_str().expect("an id"));
        let (status, refusal) = local.get(&path, &token).await;
        assert_eq!(
            (status, &refusal["code"]),
            (403, &"AuthenticationPolicyRequired".into())
        );
        assert_eq!(refusal["error"]["code"], "AUTHENTICATION_POLICY_REQUIRED");
        let required = &refusal["authorization_parameters"];
        let policy = &flow["authentication_policy_id"];
        assert_eq!(
            required["session_required_policies"],
            serde_json::json!([policy])
        );
        assert!(required["session_message"].is_string());
        let policy = policy.as_str().expect("an id");
        let scope = format!("{FLOWS}/view_flows");
        let code = local
            .code(&[("scope", &scope), ("session_required_policies", policy)])
            .await;
        let (_, body) = local.exchange(&code, &[]).await;
        let token = body["access_token"].as_str().expect("a token");
        let (status, alone) = local.get(&path, token).await;
        assert_eq!(status, 200, "{alone}");
        assert!(alone["definition"].is_object() && alone["input_schema"].is_object());
    }
}

#[tokio::test]
async fn errors_are_in_flows_own_dialect() {
    let (local, token) = reader().await;
    let status_only = local.access(&format!("{FLOWS}/run_status")).await;
    let transfer = local.access(TRANSFER).await;
    let nobody = "flows/00000000-0000-0000-0000-000000000000";
    for (path, token, status, code) in [
        ("flows", "", 401, "AUTHENTICATION_ERROR"),
        ("flows", "forged", 401, "AUTHENTICATION_ERROR"),
        ("flows", transfer.as_str(), 401, "AUTHENTICATION_ERROR"),
        ("flows", status_only.as_str(), 403, "MISSING_SCOPE"),
        (nobody, "", 401, "AUTHENTICATION_ERROR"),
        (nobody, status_only.as_str(), 403, "MISSING_SCOPE"),
        (nobody, token.as_str(), 404, "NOT_FOUND"),
        (
            "flows?orderby=title",
            token.as_str(),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
        (
            "flows?per_page=0",
            token.as_str(),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
        (
            "flows?filter_roles=",
            token.as_str(),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
        (
            "flows?marker=forged",
            token.as_str(),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
    ] {
        let (answered, body) = local.get(path, token).await;
        assert_eq!(answered, status, "{path}: {body}");
        assert_eq!(body["error"]["code"], code, "{path}");
        assert!(body["error"]["detail"].is_string() && body["debug_id"].is_string());
    }
    for scope in ["manage_flows", "all"] {
        let token = local.access(&format!("{FLOWS}/{scope}")).await;
        assert_eq!(local.get("flows", &token).await.0, 200, "{scope}");
    }
    local.globus.expire_access_tokens();
    assert_eq!(local.get("flows", &token).await.0, 401, "expired");
}

#[tokio::test]
async fn there_are_as_many_flows_as_asked_for_and_pages_reach_them_all() {
    let local = Local::with(|builder| builder.auto_approve(true).flows(1_005)).await;
    let token = local.access(&format!("{FLOWS}/view_flows")).await;
    let (_, mut body) = local.get("flows?per_page=100", &token).await;
    let mut ids = BTreeSet::new();
    let mut pages = 1;
    loop {
        ids.extend(texts(&body["flows"], "id"));
        let Some(marker) = body["marker"].as_str() else {
            break;
        };
        body = local.get(&format!("flows?marker={marker}"), &token).await.1;
        pages += 1;
    }
    assert_eq!((pages, ids.len()), (11, 1_005));
}
