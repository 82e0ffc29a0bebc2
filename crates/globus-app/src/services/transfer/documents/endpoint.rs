//! Collections and the endpoints that they are on.

use serde::Deserialize;

use crate::services::{
    document::{OtherFields, keeps_other_fields, null_as_default, word},
    paging::{Page, Query},
    transfer::limits::{SEARCH_PAGE, ask_for_pages_of, within_what_is_shown},
};

word!(
    /// What an endpoint is.
    EntityType {
        /// An installation of Globus Connect Server 5.
        GcsV5Endpoint = "GCSv5_endpoint",
        /// A collection on one, used with an account there.
        GcsV5MappedCollection = "GCSv5_mapped_collection",
        /// A collection on one, shared by its owner.
        GcsV5GuestCollection = "GCSv5_guest_collection",
        /// A computer with Globus Connect Personal.
        GcpMappedCollection = "GCP_mapped_collection",
        /// A collection on one, shared by its owner.
        GcpGuestCollection = "GCP_guest_collection",
    }
);

/// A page of what a search found.
#[derive(Clone, Debug, Deserialize)]
pub struct EndpointPage {
    /// What was found.
    #[serde(rename = "DATA")]
    pub endpoints: Vec<Endpoint>,
    /// Whether there is more.
    #[serde(default)]
    pub has_next_page: bool,
}

impl Page for EndpointPage {
    type Item = Endpoint;

    fn next(&self, query: &Query) -> Option<Query> {
        query
            .at_offset_if(self.endpoints.len(), self.has_next_page)
            .and_then(within_what_is_shown)
    }

    fn into_items(self) -> Vec<Endpoint> {
        self.endpoints
    }

    fn ask_for_large_pages(query: &mut Query) {
        ask_for_pages_of(SEARCH_PAGE, query);
    }
}

/// A collection or an endpoint.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Endpoint {
    /// Its UUID.
    pub id: String,
    /// What it is; none for kinds that Globus no longer makes.
    pub entity_type: Option<EntityType>,
    /// What it is called.
    pub display_name: Option<String>,
    /// Whose it is.
    pub organization: Option<String>,
    /// The owner's name.
    pub owner_string: Option<String>,
    /// In words.
    pub description: Option<String>,
    /// Where a listing without a path begins.
    pub default_directory: Option<String>,
    /// Whether its data is protected: sessions count, and there is no `data_access`.
    #[serde(default, deserialize_with = "null_as_default")]
    pub high_assurance: bool,
    /// Whether a login must have used multi-factor authentication.
    #[serde(default, deserialize_with = "null_as_default")]
    pub mfa_required: bool,
    /// UUID of the policy that a login must meet.
    pub authentication_policy_id: Option<String>,
    /// After how many minutes a login is too old.
    pub authentication_timeout_mins: Option<u64>,
    /// Whether Globus Connect Personal is running; none: it is not of that kind.
    pub gcp_connected: Option<bool>,
    /// Whether Globus Connect Personal is paused.
    pub gcp_paused: Option<bool>,
    /// What the person may do with it: `administrator`, `access_manager`, …
    #[serde(default, deserialize_with = "null_as_default")]
    pub my_effective_roles: Vec<String>,
    /// What its administrator wants people to know.
    pub user_message: Option<String>,
    /// Where there is more about that.
    pub user_message_link: Option<String>,
    /// Address of its HTTPS server.
    pub https_server: Option<String>,
    /// UUID of the endpoint that it is on.
    pub host_endpoint_id: Option<String>,
    /// UUID of the mapped collection that it shares.
    pub mapped_collection_id: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Endpoint);

impl Endpoint {
    /// Whether its data needs a consent of its own, its `data_access`. Other kinds do not have
    /// that scope, and a login that asks for it fails.
    pub fn requires_data_access_scope(&self) -> bool {
        self.entity_type == Some(EntityType::GcsV5MappedCollection) && !self.high_assurance
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_mapped_collection_without_high_assurance_has_data_access() {
        for (entity_type, high_assurance, expected) in [
            (json!("GCSv5_mapped_collection"), json!(false), true),
            (json!("GCSv5_mapped_collection"), json!(null), true),
            (json!("GCSv5_mapped_collection"), json!(true), false),
            (json!("GCSv5_guest_collection"), json!(false), false),
            (json!("GCP_mapped_collection"), json!(false), false),
            (json!("GCSv5_endpoint"), json!(false), false),
            (json!("GCSv4_host"), json!(false), false),
            (json!(null), json!(false), false),
        ] {
            let document =
                json!({"id": "c", "entity_type": entity_type, "high_assurance": high_assurance});
            let endpoint: Endpoint = serde_json::from_value(document.clone()).expect("valid");
            assert_eq!(
                endpoint.requires_data_access_scope(),
                expected,
                "{document}"
            );
        }
    }

    #[test]
    fn a_search_ends_where_the_service_does() {
        let page: EndpointPage =
            serde_json::from_value(json!({"DATA": [{"id": "c"}], "has_next_page": true}))
                .expect("a page");
        let mut query = Query::default();
        query.set("limit", "100");
        query.set("offset", "950");
        let next = page.next(&query).expect("more");
        assert_eq!(
            (next.get("offset"), next.get("limit")),
            (Some("951"), Some("49"))
        );
        query.set("offset", "999");
        assert_eq!(page.next(&query), None);
    }
}
