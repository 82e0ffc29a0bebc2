//! Requests to Flows and Auth for which the Python SDK has no method or parameter.

use globus_app::{
    AuthClient, Error, FlowsClient, FlowsScopes, IdentityLookup, Principal, RunRole, RunStatus,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;
use uuid::uuid;

use crate::fake::{Answer, FLOW, Fake, signed_in};

/// The path and decoded parameters of the only request.
fn only_request(fake: &Fake) -> (String, Vec<(String, String)>) {
    let seen = fake.seen();
    assert_eq!(seen.len(), 1);
    let target = seen[0].line.split(' ').nth(1).expect("a target");
    let url = Url::parse(&fake.url)
        .expect("a URL")
        .join(target)
        .expect("a target");
    (
        url.path().to_owned(),
        url.query_pairs().into_owned().collect(),
    )
}

#[tokio::test]
async fn runs_are_filtered_in_every_way_that_the_service_knows() {
    let fake = Fake::always(Answer::json(200, "", r#"{"runs":[]}"#)).await;
    let app = signed_in(&fake.url).await;
    let (from, until): (Timestamp, Timestamp) = (
        "2026-10-01T00:00:00Z".parse().expect("valid"),
        "2026-11-01T00:00:00Z".parse().expect("valid"),
    );
    FlowsClient::new(&app)
        .list_runs()
        .filter_flow_id([
            &FLOW.parse().expect("a UUID"),
            &uuid!("00000000-0000-0000-0000-000000000001"),
        ])
        .filter_roles([RunRole::Owner, RunRole::FlowManager])
        .filter_status([RunStatus::Active, RunStatus::from("NEW")])
        .filter_label("cryo, EM")
        .filter_flow_title("Move & share")
        .filter_start_time(from..until)
        .filter_completion_time(..until)
        .order_by("start_time DESC")
        .order_by("run_id ASC")
        .per_page(50)
        .send()
        .await
        .expect("runs");
    let (path, query) = only_request(&fake);
    assert_eq!(path, "/runs");
    let query: Vec<_> = query
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert_eq!(
        query,
        [
            (
                "filter_flow_id",
                "24bc4997-b483-4c25-a19c-64b0afc00743,00000000-0000-0000-0000-000000000001"
            ),
            ("filter_roles", "run_owner,flow_run_manager"),
            ("filter_status", "ACTIVE,NEW"),
            ("filter_label", "cryo, EM"),
            ("filter_flow_title", "Move & share"),
            (
                "filter_start_time",
                "2026-10-01T00:00:00Z,2026-11-01T00:00:00Z"
            ),
            ("filter_completion_time", ",2026-11-01T00:00:00Z"),
            ("orderby", "start_time DESC"),
            ("orderby", "run_id ASC"),
            ("per_page", "50"),
        ]
    );
}

#[tokio::test]
async fn many_runs_are_changed_by_one_request() {
    let fake = Fake::always(Answer::json(202, "", "{}")).await;
    let app = signed_in(&fake.url).await;
    let run = uuid!("36ad9f9a-ad29-488f-beb4-c22ab729643a");
    FlowsClient::new(&app)
        .batch_runs([&run])
        .cancel()
        .remove_run_monitors([Principal::Group(run)])
        .send()
        .await
        .expect("accepted");
    assert_eq!(only_request(&fake), ("/batch/runs".to_owned(), Vec::new()));
    let body: Value = serde_json::from_str(&fake.seen()[0].body).expect("JSON");
    assert_eq!(
        body,
        json!({
            "filters": {"run_ids": ["36ad9f9a-ad29-488f-beb4-c22ab729643a"]},
            "set": {"status": "cancel"},
            "remove": {"run_monitors": ["urn:globus:groups:id:36ad9f9a-ad29-488f-beb4-c22ab729643a"]},
        })
    );
}

#[tokio::test]
async fn pages_are_asked_for_by_marker_until_there_are_no_more() {
    use futures::TryStreamExt;

    let fake = Fake::start(|_, seen| {
        let marker = if seen.line.contains("marker=b") {
            "null"
        } else if seen.line.contains("marker=a") {
            "\"b\""
        } else {
            "\"a\""
        };
        let entry = r#"{"time":"2026-10-01 00:00:00+00:00","code":"PassStarted","details":null}"#;
        let body = format!(
            r#"{{"entries":[{entry},{entry}],"limit":2,"has_next_page":{},"marker":{marker}}}"#,
            marker != "null"
        );
        Answer::json(200, "", body)
    })
    .await;
    let app = signed_in(&fake.url).await;
    let logs = FlowsClient::new(&app).get_run_logs(&uuid!("36ad9f9a-ad29-488f-beb4-c22ab729643a"));
    let entries: Vec<_> = logs
        .limit(2)
        .reverse_order(true)
        .items()
        .try_collect()
        .await
        .expect("entries");
    assert!(entries.iter().all(|entry| entry.time.is_some()));
    let lines: Vec<_> = fake.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(entries.len(), 2 * lines.len(), "two on each page");
    let path = "GET /runs/36ad9f9a-ad29-488f-beb4-c22ab729643a/log?limit=2&reverse_order=True";
    assert_eq!(
        lines,
        [
            format!("{path} HTTP/1.1"),
            format!("{path}&marker=a HTTP/1.1"),
            format!("{path}&marker=b HTTP/1.1"),
        ]
    );
}

#[tokio::test]
async fn identities_are_looked_up_by_id_or_by_name() {
    let body = r#"{"identities":[{"id":"46bd0f56-e24f-11e5-a510-131bef46955c",
        "username":"globus@globus.org","status":"private","email":null,"name":null}]}"#;
    for (lookup, expected) in [
        (
            IdentityLookup::Ids(vec![uuid!("46bd0f56-e24f-11e5-a510-131bef46955c")]),
            vec![("ids", "46bd0f56-e24f-11e5-a510-131bef46955c")],
        ),
        (
            IdentityLookup::Usernames {
                usernames: vec!["a@x".into(), "b@y".into()],
                provision: false,
            },
            vec![("usernames", "a@x,b@y"), ("provision", "false")],
        ),
    ] {
        let fake = Fake::always(Answer::json(200, "", body)).await;
        let app = signed_in(&fake.url).await;
        let found = AuthClient::new(&app).get_identities(&lookup).await;
        assert_eq!(found.expect("found")[0].username, "globus@globus.org");
        let (path, query) = only_request(&fake);
        assert_eq!(path, "/v2/api/identities");
        let query: Vec<_> = query
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(query, expected);
    }
}

#[tokio::test]
async fn consents_that_make_no_forest_are_an_unexpected_answer() {
    let id = uuid!("8ca28797-3541-4a5d-a264-05b00f91e608");
    let orphan = r#"{"consents":[{"id":2,"scope_name":"s","dependency_path":[1,2]}]}"#;
    let fake = Fake::always(Answer::json(200, "", orphan)).await;
    let app = signed_in(&fake.url).await;
    let outcome = AuthClient::new(&app).get_consents(&id, false).await;
    assert!(
        matches!(outcome, Err(Error::UnexpectedAnswer { .. })),
        "{outcome:?}"
    );
    let (path, query) = only_request(&fake);
    assert_eq!(path, format!("/v2/api/identities/{id}/consents"));
    assert_eq!(query, [("all".to_owned(), "False".to_owned())]);
}

#[tokio::test]
async fn defaults_are_replaced_by_app_scopes_and_added_to_by_add_app_scope() {
    let fake = Fake::always(Answer::json(200, "", "{}")).await;
    let app = signed_in(&fake.url).await;
    let flows = FlowsClient::builder(&app)
        .app_scopes([FlowsScopes::MANAGE_FLOWS])
        .build();
    assert!(!app.login_required().await.expect("memory"));
    flows.add_app_scope(FlowsScopes::RUN_MANAGE);
    let missing = app.missing_tokens().await.expect("memory");
    assert_eq!(missing, [FlowsScopes::RESOURCE_SERVER]);
}
