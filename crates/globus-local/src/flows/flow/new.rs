//! A new flow.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Flow;
use crate::flows::{
    access::{flow_scope, identity_urn},
    time::format_time,
};

impl Flow {
    /// A flow with the checked fields `given`, and defaults for the rest.
    pub(in crate::flows) fn new(
        id: Uuid,
        owner: &str,
        mut given: Map<String, Value>,
        now: Timestamp,
    ) -> Self {
        let scope = flow_scope(&id.to_string());
        let mut document = json!({
            "id": id,
            "title": "", "subtitle": "", "description": "", "keywords": [],
            "definition": {}, "input_schema": {},
            "globus_auth_scope": scope,
            "globus_auth_scopes_by_RunAs": { "User": scope },
            "synchronous": false,
            "log_supported": true,
            "types": ["Action"],
            "api_version": "1.0",
            "principal_urn": identity_urn(id),
            "globus_auth_username": format!("{id}@clients.auth.globus.org"),
            "created_at": format_time(now),
            "updated_at": format_time(now),
            "deleted_at": null,
            "created_by": owner,
            "flow_owner": owner,
            "flow_viewers": [], "flow_starters": [], "flow_administrators": [],
            "run_managers": [], "run_monitors": [],
            "is_high_assurance": given.contains_key("authentication_policy_id"),
            "subscription_id": null,
            "authentication_policy_id": null,
            "action_url": format!("https://flows.globus.org/flows/{id}"),
            "flow_url": format!("https://flows.globus.org/flows/{id}"),
        });
        if let Some(fields) = document.as_object_mut() {
            fields.append(&mut given);
        }
        document.into()
    }
}
