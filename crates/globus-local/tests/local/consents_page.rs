//! The page on which users see what they have allowed, and revoke it.

use crate::support::{CLIENT_ID, Local, TRANSFER};

const DATA_ACCESS: &str =
    "https://auth.globus.org/scopes/542a86fc-1766-450d-841f-065488a2ec01/data_access";

async fn page(local: &Local) -> String {
    let request = local.http.get(local.url("v2/web/consents"));
    let answer = request.send().await.expect("it answers");
    assert_eq!(answer.status(), 200);
    answer.text().await.expect("a page")
}

async fn revoke(local: &Local, client: &str, scope: &str, origin: Option<&str>) -> u16 {
    let form = [("client", client), ("scope", scope)];
    let request = local
        .http
        .post(local.url("v2/web/consents/revoke"))
        .form(&form);
    let request = match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    };
    request.send().await.expect("it answers").status().as_u16()
}

#[tokio::test]
async fn what_was_allowed_is_shown_and_can_be_revoked() {
    let local = Local::start().await;
    assert!(page(&local).await.contains("No one has allowed anything"));
    let scope = format!("{TRANSFER}[*{DATA_ACCESS} openid]");
    let token = local.access(&scope).await;
    let shown = page(&local).await;
    assert!(shown.contains(CLIENT_ID), "{shown}");
    assert!(
        shown.contains("Manage data using Globus Transfer"),
        "{shown}"
    );
    assert_eq!(
        shown.matches("<form").count(),
        2,
        "not what the other needs: {shown}"
    );

    assert_eq!(revoke(&local, CLIENT_ID, DATA_ACCESS, None).await, 303);
    let list = "v0.10/task_list?limit=1";
    assert_eq!(
        local.get(list, &token).await.0,
        200,
        "the token stands on Transfer"
    );
    assert!(!page(&local).await.contains("542a86fc"));

    assert_eq!(revoke(&local, CLIENT_ID, TRANSFER, None).await, 303);
    assert_eq!(local.get(list, &token).await.0, 401);
    assert!(!page(&local).await.contains("<form"));
}

#[tokio::test]
async fn another_sites_form_takes_nothing_back() {
    let local = Local::start().await;
    let token = local.access("openid").await;
    let evil = Some("https://evil.example");
    assert_eq!(revoke(&local, CLIENT_ID, "openid", evil).await, 400);
    let someone = "00000000-0000-4000-8000-000000000001";
    assert_eq!(revoke(&local, someone, "openid", None).await, 303);
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 200);
    let own = local.globus.url().trim_end_matches('/');
    assert_eq!(revoke(&local, CLIENT_ID, "openid", Some(own)).await, 303);
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
}
