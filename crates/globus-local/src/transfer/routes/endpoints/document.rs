//! The endpoint document (docs.globus.org/api/transfer/endpoint).

use serde_json::{Value, json};

use crate::transfer::{
    call::Desk,
    collections::{Collection, Contents, Entity, Owner, Protection, Rights},
};

/// How many minutes a sign-in lasts for high assurance data.
const TIMEOUT_MINS: u32 = 30;

/// The document as the user of this call sees it.
pub(super) fn of(collection: &Collection, desk: &Desk<'_>) -> Value {
    let mut document = from_the_start(collection, desk);
    for (name, value) in desk.state.collections.changes(collection) {
        document[name] = value.clone();
    }
    document
}

/// The user's roles on it, besides using it.
fn roles(collection: &Collection, identity: &str) -> &'static [&'static str] {
    if collection.is_owned_by(identity) {
        &["administrator"]
    } else {
        &[]
    }
}

fn from_the_start(collection: &Collection, desk: &Desk<'_>) -> Value {
    let identity = desk.access.identity_id.as_str();
    let is_personal = collection.entity.is_personal();
    let is_guest = collection.entity.is_guest();
    let is_high_assurance = collection.protection.is_some();
    let host = format!("{}.data.globus.example", &collection.id[..8]);
    let default_directory = match collection.contents {
        Contents::Home => "/home/ada/",
        _ => "/",
    };
    let permissions = match collection.rights {
        Rights::None => Value::Null,
        Rights::Read => "r".into(),
        Rights::Write => "rw".into(),
    };
    json!({
        "DATA_TYPE": "endpoint", "id": collection.id, "name": collection.id,
        "display_name": collection.name, "canonical_name": format!("{}#{}", collection.owner.id, collection.id),
        "entity_type": collection.entity.word(), "is_globus_connect": is_personal,
        "description": collection.description, "organization": collection.organization,
        "department": null, "keywords": null, "contact_email": null, "contact_info": null,
        "info_link": null, "user_message": null, "user_message_link": null,
        "username": collection.owner.name, "owner_id": collection.owner.id,
        "owner_string": collection.owner.name,
        "default_directory": default_directory, "public": collection.owner.id != Owner::ADA.id,
        "subscription_id": null, "subscription_admin_verified": null,
        "host_endpoint": null, "host_endpoint_id": null,
        "host_endpoint_display_name": null, "host_path": if is_guest { json!("/") } else { Value::Null },
        "mapped_collection_id": null, "mapped_collection_display_name": null,
        "non_functional": false, "non_functional_endpoint_id": null,
        "non_functional_endpoint_display_name": null,
        "gcp_connected": is_personal.then_some(collection.is_connected),
        "gcp_paused": is_personal.then_some(false),
        "globus_connect_setup_key": null,
        "gcs_version": (!is_personal).then_some("5.4.85"),
        "gcs_manager_url": (!is_personal).then(|| format!("https://{host}")),
        "tlsftp_server": (!is_personal).then(|| format!("tlsftp://{host}:443")),
        "https_server": (!is_personal).then(|| format!("https://{host}")),
        "high_assurance": is_high_assurance,
        "authentication_policy_id": collection.protection.map(Protection::policy),
        "authentication_timeout_mins": is_high_assurance.then_some(TIMEOUT_MINS),
        "authentication_assurance_timeout": is_high_assurance.then_some(TIMEOUT_MINS * 60),
        "mfa_required": collection.protection == Some(Protection::Mfa),
        "allowed_authentication_domains": null, "requester_pays": false,
        "force_encryption": is_high_assurance, "force_verify": false,
        "disable_verify": false, "disable_anonymous_writes": false,
        "acl_available": is_guest, "acl_editable": is_guest && collection.owner.id == identity,
        "acl_max_expiration_period_mins": null,
        "shareable": !is_guest, "sharing_target_endpoint": null,
        "sharing_target_root_path": null,
        "in_use": desk.state.tasks.uses(collection.id, identity, desk.now),
        "my_effective_roles": roles(collection, identity),
        "permissions": permissions, "expires_in": -1, "expire_time": null,
        "activated": true, "storage_type": null, "s3_url": null, "s3_owner_activated": false,
        "location": null, "network_use": null, "max_concurrency": null,
        "min_concurrency": null, "preferred_concurrency": null, "max_parallelism": null,
        "min_parallelism": null, "preferred_parallelism": null,
        "last_accessed": null, "local_user_info_available": collection.entity == Entity::Mapped,
        "french_english_bilingual": false, "oauth_server": null, "myproxy_server": null,
        "myproxy_dn": null, "DATA": [],
    })
}
