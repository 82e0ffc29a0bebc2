//! Consents and sessions that collections need, and logins that provide them.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{ARCHIVE, KRIOS, LABORATORY, MIDWAY, Mover, ORION, transfer_of};
use crate::support::TRANSFER;

const HPSS: &str = "9cd89cfd-6d04-11e5-ba46-22000b92c6ec";

fn data_access(collection: &str) -> String {
    format!("https://auth.globus.org/scopes/{collection}/data_access")
}

#[tokio::test]
async fn a_mapped_collection_needs_its_own_consent() {
    let mover = Mover::start().await;
    let ls = format!("operation/endpoint/{MIDWAY}/ls");
    let (status, answer) = mover.try_get(&ls).await;
    assert_eq!((status, &answer["code"]), (403, &json!("ConsentRequired")));
    let required = format!("{TRANSFER}[*{}]", data_access(MIDWAY));
    assert_eq!(answer["required_scopes"], json!([required]));
    assert_eq!(answer["message"], "Missing required data_access consent");
    assert_eq!(answer["resource"], format!("/v0.10/{ls}"));

    let items = [("~/README.txt", "~/README.txt")];
    let id = mover.submission_id().await;
    let body = transfer_of(&id, (MIDWAY, HPSS), &items, json!({}));
    let (status, both) = mover.send("POST", "transfer", &body).await;
    let wanted = format!(
        "{TRANSFER}[*{} *{}]",
        data_access(MIDWAY),
        data_access(HPSS)
    );
    assert_eq!(
        (status, &both["required_scopes"]),
        (403, &json!([wanted])),
        "in one"
    );

    // The consent is the user's, whichever token asks.
    mover.local.tokens(&wanted).await;
    let (status, listing) = mover.try_get(&ls).await;
    assert_eq!(status, 200, "{listing}");
    let accepted = mover.post("transfer", &body).await;
    assert_eq!(accepted["code"], "Accepted");
    mover.local.globus.revoke_consent(&data_access(MIDWAY));
    assert_ne!(mover.try_get(&ls).await.0, 200);
}

#[tokio::test]
async fn a_high_assurance_collection_needs_a_session() {
    let mover = Mover::start().await;
    for collection in [ORION, LABORATORY] {
        let ls = format!("operation/endpoint/{collection}/ls");
        let (status, answer) = mover.try_get(&ls).await;
        assert_eq!(status, 502, "{answer}");
        assert_eq!(answer["code"], "ExternalError.DirListingFailed.LoginFailed");
        let parameters = &answer["authorization_parameters"];
        let policies = parameters["session_required_policies"]
            .as_array()
            .expect("a list");
        assert_eq!(policies.len(), 1, "{parameters}");

        let items = [("/README.txt", "/README.txt")];
        let id = mover.submission_id().await;
        let body = transfer_of(&id, (collection, ARCHIVE), &items, json!({}));
        let (status, refused) = mover.send("POST", "transfer", &body).await;
        assert_eq!(
            (status, &refused["code"]),
            (403, &json!("AuthorizationRequired"))
        );
        assert_eq!(
            refused["authorization_parameters"]["session_required_policies"],
            json!(policies)
        );

        let token = login_with(&mover, parameters).await;
        let (status, listing) = mover.local.get(&format!("v0.10/{ls}"), &token).await;
        assert_eq!(status, 200, "{listing}");
        assert_eq!(
            mover.try_get(&ls).await.0,
            502,
            "a session belongs to its own tokens"
        );
    }
}

async fn login_with(mover: &Mover, parameters: &Value) -> String {
    let list = |name: &str| {
        let items = parameters[name].as_array().into_iter().flatten();
        let items: Vec<&str> = items.filter_map(Value::as_str).collect();
        items.join(",")
    };
    let names = [
        "session_required_policies",
        "session_required_single_domain",
        "session_required_identities",
    ];
    let lists: Vec<(&str, String)> = names.map(|name| (name, list(name))).into_iter().collect();
    let mfa = match parameters["session_required_mfa"].as_bool() {
        Some(true) => "true",
        _ => "false",
    };
    let mut query: Vec<(&str, &str)> = lists
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    query.extend([
        ("scope", TRANSFER),
        ("prompt", "login"),
        ("session_required_mfa", mfa),
    ]);
    let code = mover.local.code(&query).await;
    let (_, body) = mover.local.exchange(&code, &[]).await;
    body["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn others_need_neither() {
    let mover = Mover::start().await;
    for collection in [KRIOS, ARCHIVE] {
        let (status, answer) = mover
            .try_get(&format!("operation/endpoint/{collection}/ls"))
            .await;
        assert_eq!(status, 200, "{answer}");
    }
}

#[tokio::test]
async fn only_mapped_collections_without_high_assurance_have_the_scope() {
    let mover = Mover::start().await;
    for (collection, status) in [(MIDWAY, 302), (HPSS, 302), (KRIOS, 400), (ORION, 400)] {
        let scope = format!("{TRANSFER}[*{}]", data_access(collection));
        let answer = mover.local.authorize(&[("scope", &scope)]).await;
        assert_eq!(answer.status(), status, "{collection}");
    }
}

#[tokio::test]
async fn a_task_that_lacks_a_consent_resumes_once_it_is_given() {
    let mover = Mover::start().await;
    let list = mover.get("task_list?filter=status:INACTIVE").await;
    let task = list["DATA"][0].clone();
    let (id, lacking) = (task["task_id"].as_str().expect("an id"), HPSS);
    assert_eq!(list["total"], 1);
    assert_eq!(task["nice_status_short_description"], "consent required");
    assert_eq!(task["destination_endpoint_id"], lacking);

    // Neither time nor another consent helps.
    mover
        .local
        .tokens(&format!("{TRANSFER}[*{}]", data_access(MIDWAY)))
        .await;
    mover.local.advance(SignedDuration::from_mins(5));
    assert_eq!(mover.task(id).await, task);

    mover
        .local
        .tokens(&format!("{TRANSFER}[*{}]", data_access(lacking)))
        .await;
    let active = mover.task(id).await;
    assert_eq!(active["status"], "ACTIVE");
    assert_eq!(
        (&active["is_ok"], &active["nice_status"]),
        (&json!(true), &json!("OK"))
    );
    assert_eq!(active["files_transferred"], task["files_transferred"]);
    assert_eq!(
        mover.get("task_list?filter=status:INACTIVE").await["total"],
        0
    );

    mover.local.advance(SignedDuration::from_secs(10));
    let later = mover.task(id).await;
    assert!(later["files_transferred"].as_u64() > task["files_transferred"].as_u64());
    assert_eq!(later["files"], task["files"]);
    mover.local.advance(SignedDuration::from_hours(1));
    assert_eq!(mover.task(id).await["status"], "SUCCEEDED");
}

#[tokio::test]
async fn a_consent_of_another_user_resumes_nothing() {
    let mover = Mover::start().await;
    assert!(mover.local.globus.next_identity("charles@uni.example"));
    mover
        .local
        .tokens(&format!("{TRANSFER}[*{}]", data_access(HPSS)))
        .await;
    let list = mover.get("task_list?filter=status:INACTIVE").await;
    assert_eq!(list["total"], 1, "it is Ada's");
}
