//! The endpoint document (docs.globus.org/api/transfer/endpoint).

use serde_json::{Value, json};

use super::{Collection, Collections, Contents, Owner, Protection, Rights};
use crate::transfer::call::Desk;

/// Minutes that a sign-in is good for data under high assurance.
const TIMEOUT_MINS: u32 = 30;

impl Collections {
    /// As the person of this call sees it.
    pub(super) fn document(&self, collection: &Collection, desk: &Desk<'_>) -> Value {
        let mut document = collection.document(desk);
        let changes = self.changes.get(collection.id).into_iter().flatten();
        for (name, value) in changes {
            document[name] = value.clone();
        }
        document
    }
}

impl Collection {
    /// What the person may do with it, beyond using it.
    pub(super) fn roles(&self, identity: &str) -> Vec<&'static str> {
        if self.owner.id == identity {
            vec!["administrator"]
        } else {
            Vec::new()
        }
    }

    pub(super) fn is_high_assurance(&self) -> bool {
        self.protection.is_some()
    }

    pub(super) fn policy(&self) -> Option<&'static str> {
        self.protection.map(Protection::policy)
    }

    fn document(&self, desk: &Desk<'_>) -> Value {
        let identity = desk.access.identity_id.as_str();
        let is_personal = self.entity.is_personal();
        let is_guest = self.entity.is_guest();
        let host = format!("{}.data.globus.example", &self.id[..8]);
        let default_directory = match self.contents {
            Contents::Home => "/home/ada/",
            _ => "/",
        };
        let permissions = match self.rights {
            Rights::None => Value::Null,
            Rights::Read => "r".into(),
            Rights::Write => "rw".into(),
        };
        json!({
            "DATA_TYPE": "endpoint", "id": self.id, "name": self.id,
            "display_name": self.name, "canonical_name": format!("{}#{}", self.owner.id, self.id),
            "entity_type": self.entity.word(), "is_globus_connect": is_personal,
            "description": self.description, "organization": self.organization,
            "department": null, "keywords": null, "contact_email": null, "contact_info": null,
            "info_link": null, "user_message": null, "user_message_link": null,
            "username": self.owner.name, "owner_id": self.owner.id,
            "owner_string": self.owner.name,
            "default_directory": default_directory, "public": self.owner.id != Owner::ADA.id,
            "subscription_id": null, "subscription_admin_verified": null,
            "host_endpoint": null, "host_endpoint_id": null,
            "host_endpoint_display_name": null, "host_path": if is_guest { json!("/") } else { Value::Null },
            "mapped_collection_id": null, "mapped_collection_display_name": null,
            "non_functional": false, "non_functional_endpoint_id": null,
            "non_functional_endpoint_display_name": null,
            "gcp_connected": is_personal.then_some(self.is_connected),
            "gcp_paused": is_personal.then_some(false),
            "globus_connect_setup_key": null,
            "gcs_version": (!is_personal).then_some("5.4.85"),
            "gcs_manager_url": (!is_personal).then(|| format!("https://{host}")),
            "tlsftp_server": (!is_personal).then(|| format!("tlsftp://{host}:443")),
            "https_server": (!is_personal).then(|| format!("https://{host}")),
            "high_assurance": self.is_high_assurance(),
            "authentication_policy_id": self.policy(),
            "authentication_timeout_mins": self.is_high_assurance().then_some(TIMEOUT_MINS),
            "authentication_assurance_timeout": self.is_high_assurance().then_some(TIMEOUT_MINS * 60),
            "mfa_required": self.protection == Some(Protection::Mfa),
            "allowed_authentication_domains": null, "requester_pays": false,
            "force_encryption": self.is_high_assurance(), "force_verify": false,
            "disable_verify": false, "disable_anonymous_writes": false,
            "acl_available": is_guest, "acl_editable": is_guest && self.owner.id == identity,
            "acl_max_expiration_period_mins": null,
            "shareable": !is_guest, "sharing_target_endpoint": null,
            "sharing_target_root_path": null,
            "in_use": desk.state.tasks.uses(self.id, identity, desk.now),
            "my_effective_roles": self.roles(identity),
            "permissions": permissions, "expires_in": -1, "expire_time": null,
            "activated": true, "storage_type": null, "s3_url": null, "s3_owner_activated": false,
            "location": null, "network_use": null, "max_concurrency": null,
            "min_concurrency": null, "preferred_concurrency": null, "max_parallelism": null,
            "min_parallelism": null, "preferred_parallelism": null,
            "last_accessed": null, "local_user_info_available": self.entity == super::Entity::Mapped,
            "french_english_bilingual": false, "oauth_server": null, "myproxy_server": null,
            "myproxy_dn": null, "DATA": [],
        })
    }
}
