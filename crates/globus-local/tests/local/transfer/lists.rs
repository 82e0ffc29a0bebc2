//! Lists of tasks: pages, the filter grammar, motion, errors.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::support::{FLOWS, Local, TRANSFER, texts};

async fn reader() -> (Local, String) {
    let local = Local::start().await;
    let token = local.access(TRANSFER).await;
    (local, token)
}

async fn list(local: &Local, token: &str, query: &[(&str, &str)]) -> Value {
    let mut url = local.url("v0.10/task_list");
    url.query_pairs_mut().extend_pairs(query);
    let (status, body) = local.get(url.as_str(), token).await;
    assert_eq!(status, 200, "{query:?}: {body}");
    body
}

#[tokio::test]
async fn pages_follow_each_other_newest_first() {
    let (local, token) = reader().await;
    let first = list(&local, &token, &[]).await;
    assert_eq!(first["DATA_TYPE"], "task_list");
    assert_eq!(
        (
            &first["length"],
            &first["limit"],
            &first["offset"],
            &first["total"]
        ),
        (&10.into(), &10.into(), &0.into(), &200.into())
    );
    let mut ids = BTreeSet::new();
    let mut times = Vec::new();
    for offset in (0..210).step_by(33) {
        let page = list(
            &local,
            &token,
            &[("limit", "33"), ("offset", &offset.to_string())],
        )
        .await;
        assert_eq!(
            page["length"],
            page["DATA"].as_array().expect("a list").len()
        );
        ids.extend(texts(&page["DATA"], "task_id"));
        times.extend(texts(&page["DATA"], "request_time"));
    }
    assert_eq!(ids.len(), 200, "each once");
    assert!(times.is_sorted_by(|a, b| a >= b), "newest first");
    let beyond = list(&local, &token, &[("offset", "200")]).await;
    assert_eq!(
        (&beyond["length"], &beyond["total"]),
        (&0.into(), &200.into())
    );
}

#[tokio::test]
async fn filters_select_what_they_say_and_nothing_is_lost() {
    let (local, token) = reader().await;
    let all = async |filter: &str| {
        let body = list(&local, &token, &[("limit", "1000"), ("filter", filter)]).await;
        body["DATA"].as_array().expect("a list").clone()
    };
    let mut sum = 0;
    for status in ["ACTIVE", "INACTIVE", "SUCCEEDED", "FAILED"] {
        let tasks = all(&format!("status:{status}")).await;
        assert!(!tasks.is_empty() && tasks.iter().all(|task| task["status"] == status));
        sum += tasks.len();
    }
    assert_eq!(sum, 200);
    let both = all("status:ACTIVE,INACTIVE/type:TRANSFER").await;
    assert!(
        both.iter()
            .all(|task| task["type"] == "TRANSFER" && task["status"] != "FAILED")
    );

    let like = all("label:~CRYO*").await.len();
    let unlike = all("label:!~CRYO*").await.len();
    assert!(like > 0);
    assert_eq!(like + unlike, 200);
    let one = all("")
        .await
        .into_iter()
        .find(|task| task["label"].is_string())
        .expect("a label");
    let label = one["label"].as_str().expect("text");
    let exact = all(&format!("label:={label}")).await;
    assert_eq!(exact.len(), 1);
    assert!(
        all(&format!("label:={}", label.to_uppercase()))
            .await
            .is_empty()
    );
    let id = one["task_id"].as_str().expect("an id");
    assert_eq!(all(&format!("task_id:{id}")).await.len(), 1);

    let middle = (local.now() - SignedDuration::from_hours(24 * 30)).to_string();
    for field in ["request_time", "completion_time"] {
        let (older, newer) = (
            all(&format!("{field}:,{middle}")).await,
            all(&format!("{field}:{middle},")).await,
        );
        assert!(!older.is_empty() && !newer.is_empty());
        let time = |task: &Value| task[field].as_str().map(str::to_owned).expect("a time");
        assert!(
            older.iter().map(time).max() < newer.iter().map(time).min(),
            "{field}"
        );
    }
    assert_eq!(
        all("request_time:2020-01-01 00:00:00,").await.len(),
        200,
        "as the CLI writes it"
    );
}

#[tokio::test]
async fn orders_are_a_list() {
    let (local, token) = reader().await;
    let body = list(
        &local,
        &token,
        &[
            ("limit", "1000"),
            ("orderby", "status ASC,request_time ASC"),
        ],
    )
    .await;
    let keys = texts(&body["DATA"], "status")
        .into_iter()
        .zip(texts(&body["DATA"], "request_time"));
    assert!(keys.is_sorted());
}

#[tokio::test]
async fn tasks_move_while_one_watches() {
    let (local, token) = reader().await;
    let query = [
        ("limit", "1000"),
        ("filter", "status:ACTIVE,SUCCEEDED"),
        ("orderby", "task_id ASC"),
    ];
    let before = list(&local, &token, &query).await;
    assert_eq!(
        before,
        list(&local, &token, &query).await,
        "a function of the time alone"
    );
    local.advance(SignedDuration::from_secs(60));
    let after = list(&local, &token, &query).await;
    let tasks = |body: &Value| body["DATA"].as_array().expect("a list").clone();
    let grown = |field: &str| {
        let pairs = tasks(&before).into_iter().zip(tasks(&after));
        pairs
            .filter(|(a, b)| a[field].as_u64() < b[field].as_u64())
            .count()
    };
    assert!(grown("subtasks_succeeded") >= 4);
    assert!(grown("files_transferred") >= 3 && grown("bytes_transferred") >= 3);
    assert_eq!(grown("subtasks_total"), 1, "one still counts");

    let active = async || {
        let body = list(
            &local,
            &token,
            &[("filter", "status:ACTIVE"), ("limit", "1000")],
        )
        .await;
        body["total"].as_u64().expect("a number")
    };
    let many = active().await;
    local.advance(SignedDuration::from_mins(4));
    let fewer = active().await;
    assert!(fewer < many, "one is done after a few minutes");
    local.advance(SignedDuration::from_mins(4));
    assert!(active().await < fewer && active().await > 0);
}

#[tokio::test]
async fn times_are_written_as_transfer_writes_them() {
    let (local, token) = reader().await;
    let body = list(&local, &token, &[("limit", "1000")]).await;
    for field in ["request_time", "completion_time", "deadline"] {
        for time in texts(&body["DATA"], field)
            .iter()
            .filter(|time| !time.is_empty())
        {
            assert!(time.len() == 25 && time.ends_with("+00:00"), "{time}");
            time.parse::<Timestamp>().expect("a time");
        }
    }
    let oldest = texts(&body["DATA"], "request_time").pop().expect("tasks");
    let days = (local.now() - oldest.parse::<Timestamp>().expect("a time")).as_secs() / 86_400;
    assert!((55..=65).contains(&days), "{days} days");
}

#[tokio::test]
async fn errors_are_in_transfers_own_dialect() {
    let (local, token) = reader().await;
    let flows = local.access(&format!("{FLOWS}/all")).await;
    let install = "urn:globus:auth:scope:transfer.api.globus.org:gcp_install";
    let install = local.access(install).await;
    for (query, token, status, code) in [
        ("", "", 401, "ClientError.AuthenticationFailed"),
        ("", "forged", 401, "ClientError.AuthenticationFailed"),
        ("", flows.as_str(), 401, "ClientError.AuthenticationFailed"),
        ("", install.as_str(), 403, "PermissionDenied"),
        ("?limit=1001", token.as_str(), 400, "ClientError.BadRequest"),
        ("?limit=0", token.as_str(), 400, "ClientError.BadRequest"),
        (
            "?filter=colour%3Ared",
            token.as_str(),
            400,
            "ClientError.BadRequest",
        ),
        (
            "?filter=status%3ADONE",
            token.as_str(),
            400,
            "ClientError.BadRequest",
        ),
        (
            "?orderby=colour",
            token.as_str(),
            400,
            "ClientError.BadRequest",
        ),
    ] {
        let (answered, body) = local.get(&format!("v0.10/task_list{query}"), token).await;
        assert_eq!(answered, status, "{query}: {body}");
        assert_eq!(body["code"], code, "{query}");
        assert!(body["message"].is_string());
        assert_eq!(body["request_id"].as_str().map(str::len), Some(9));
        assert_eq!(body["resource"], "/v0.10/task_list");
    }
}
