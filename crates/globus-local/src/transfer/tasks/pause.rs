//! A pause rule: an administrator holds up the tasks of a collection.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::transfer::{collections::collection_name, time::format_time};

#[derive(Debug)]
pub(super) struct Pause {
    pub(super) collection: String,
    pub(super) message: String,
    pub(super) since: Timestamp,
}

/// The rule in `pause_info_limited`.
pub(super) fn rule(collection: &str, message: &str, since: Timestamp) -> Value {
    let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, collection.as_bytes());
    json!({
        "DATA_TYPE": "pause_rule_limited", "id": id, "message": message,
        "start_time": format_time(since), "endpoint_id": collection,
        "endpoint_display_name": collection_name(collection),
        "identity_id": null, "modified_time": format_time(since), "created_by_host_manager": false,
        "pause_ls": false, "pause_mkdir": false, "pause_rename": false, "pause_symlink": false,
        "pause_task_delete": true, "pause_task_transfer_read": true,
        "pause_task_transfer_write": true,
    })
}
