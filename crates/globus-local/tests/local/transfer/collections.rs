//! Endpoint documents, and searching for them.

use serde_json::json;

use super::{ARCHIVE, CLOSED, DELETED, KRIOS, LABORATORY, MIDWAY, Mover, ORION};
use crate::support::texts;

#[tokio::test]
async fn documents_say_what_kind_a_collection_is() {
    let mover = Mover::start().await;
    for (id, entity, high_assurance) in [
        (MIDWAY, "GCSv5_mapped_collection", false),
        (KRIOS, "GCSv5_guest_collection", false),
        (ORION, "GCSv5_mapped_collection", true),
        (LABORATORY, "GCSv5_guest_collection", true),
        (
            "37d9f1b6-5e20-4c8a-b1f4-92a6e0d3c841",
            "GCP_mapped_collection",
            false,
        ),
        (
            "af76bc23-50b8-4e4d-990a-bec0325f8ba8",
            "GCP_guest_collection",
            false,
        ),
    ] {
        let document = mover.get(&format!("endpoint/{id}")).await;
        assert_eq!(
            (&document["DATA_TYPE"], &document["id"]),
            (&json!("endpoint"), &json!(id))
        );
        assert_eq!(document["entity_type"], entity);
        assert_eq!(document["high_assurance"], high_assurance, "{id}");
        assert_eq!(
            document["authentication_policy_id"].is_string(),
            high_assurance
        );
        assert_eq!(
            document["authentication_timeout_mins"].is_u64(),
            high_assurance
        );
        assert_eq!(
            document["gcp_connected"].is_boolean(),
            entity.starts_with("GCP")
        );
        assert!(document["my_effective_roles"].is_array());
    }
    let (status, gone) = mover.try_get(&format!("endpoint/{DELETED}")).await;
    assert_eq!((status, &gone["code"]), (404, &json!("EndpointDeleted")));
    let few = mover
        .get(&format!("endpoint/{KRIOS}?fields=display_name,id"))
        .await;
    assert_eq!(
        few,
        json!({ "DATA_TYPE": "endpoint", "id": KRIOS, "display_name": "Titan Krios 2" })
    );
}

#[tokio::test]
async fn searches_go_by_words_scope_and_kind() {
    let mover = Mover::start().await;
    let found = async |query: &str| {
        let list = mover.get(&format!("endpoint_search?{query}")).await;
        assert_eq!(list["DATA_TYPE"], "endpoint_list");
        texts(&list["DATA"], "display_name")
    };
    assert_eq!(
        found("filter_fulltext=krios+titan").await,
        ["Titan Krios 2"]
    );
    assert_eq!(
        found("filter_fulltext=oak").await,
        ["OLCF Orion"],
        "by organization"
    );
    assert_eq!(
        found(&format!("filter_fulltext={KRIOS}")).await,
        ["Titan Krios 2"],
        "by id"
    );
    assert!(found("filter_fulltext=scratch").await.is_empty(), "deleted");
    let mine = found("filter_scope=my-endpoints").await;
    assert_eq!(
        mine,
        ["Ada’s laptop", "Group archive", "Ada’s shared folder"]
    );
    assert_eq!(found("filter_scope=administered-by-me").await, mine);
    assert_eq!(
        found("filter_scope=my-gcp-endpoints").await,
        ["Ada’s laptop", "Ada’s shared folder"]
    );
    assert_eq!(
        found("filter_scope=shared-by-me").await,
        ["Group archive", "Ada’s shared folder"]
    );
    let shared = found("filter_scope=shared-with-me").await;
    assert!(shared.contains(&"ALCF Eagle".to_owned()));
    assert!(
        !shared.contains(&"Bursar’s ledger".to_owned()),
        "no permission"
    );
    assert!(
        found("filter_scope=recently-used")
            .await
            .contains(&"ALCF Eagle".to_owned())
    );
    assert!(
        !found("filter_scope=in-use")
            .await
            .contains(&"Laboratory images".to_owned())
    );
    let mapped = "filter_scope=hide-no-permissions&filter_entity_type=GCSv5_mapped_collection";
    assert_eq!(found(mapped).await.len(), 4);
    let name = mover.get(&format!("endpoint/{CLOSED}")).await["display_name"].clone();
    assert!(
        !found("filter_scope=hide-no-permissions")
            .await
            .contains(&name.to_string())
    );
    for bad in [
        "",
        "filter_scope=everything",
        "filter_fulltext=a&limit=0",
        "filter_fulltext=a&limit=1001",
        "filter_fulltext=a&limit=1000&offset=1",
    ] {
        let (status, answer) = mover.try_get(&format!("endpoint_search?{bad}")).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("ClientError.BadRequest")),
            "{bad}"
        );
    }
}

#[tokio::test]
async fn pages_say_whether_there_are_more() {
    let mover = Mover::start().await;
    let mut names = Vec::new();
    for offset in 0.. {
        let page = mover
            .get(&format!(
                "endpoint_search?filter_scope=my-endpoints&limit=1&offset={offset}"
            ))
            .await;
        names.extend(texts(&page["DATA"], "display_name"));
        if page["has_next_page"] == false {
            break;
        }
    }
    assert_eq!(names.len(), 3);
}

#[tokio::test]
async fn only_owners_may_rename_their_collections() {
    let mover = Mover::start().await;
    let path = format!("endpoint/{ARCHIVE}");
    let change = json!({ "DATA_TYPE": "endpoint", "display_name": "Attic", "description": null });
    let (status, answer) = mover.send("PUT", &path, &change).await;
    assert_eq!((status, &answer["code"]), (200, &json!("Updated")));
    assert_eq!(mover.get(&path).await["display_name"], "Attic");
    let (status, answer) = mover
        .send("PUT", &format!("endpoint/{KRIOS}"), &change)
        .await;
    assert_eq!((status, &answer["code"]), (403, &json!("PermissionDenied")));
    for bad in [json!({ "id": "x" }), json!({ "display_name": 7 })] {
        let (status, answer) = mover.send("PUT", &path, &bad).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("ClientError.BadRequest")),
            "{bad}"
        );
    }
}
