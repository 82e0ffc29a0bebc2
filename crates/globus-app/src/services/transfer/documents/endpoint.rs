//! Collections, and the endpoints that host them.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::{
    document::{Listed, OtherFields, identified, null_as_default, other_id, own_id, word},
    paging::{Page, Query},
    transfer::limits::{SEARCH_PAGE, ask_for_pages_of, within_what_is_shown},
};

word!(
    /// What kind of endpoint it is.
    EntityType {
        /// An installation of Globus Connect Server 5.
        GcsV5Endpoint = "GCSv5_endpoint",
        /// A mapped collection on such an endpoint. Users need an account there.
        GcsV5MappedCollection = "GCSv5_mapped_collection",
        /// A guest collection on such an endpoint, shared by its owner.
        GcsV5GuestCollection = "GCSv5_guest_collection",
        /// A computer with Globus Connect Personal.
        GcpMappedCollection = "GCP_mapped_collection",
        /// A guest collection on such a computer, shared by its owner.
        GcpGuestCollection = "GCP_guest_collection",
    }
);

/// A page of search results.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "EndpointPageAnswer")]
pub struct EndpointPage {
    /// The results.
    pub endpoints: Vec<Endpoint>,
    /// Whether there are more.
    pub has_next_page: bool,
    /// How many the service sent. Those whose id isn't a UUID were left out.
    received: usize,
}

/// The same as the service writes it.
#[derive(Deserialize)]
struct EndpointPageAnswer {
    #[serde(rename = "DATA")]
    endpoints: Listed<Endpoint>,
    #[serde(default)]
    has_next_page: bool,
}

impl From<EndpointPageAnswer> for EndpointPage {
    fn from(answer: EndpointPageAnswer) -> Self {
        Self {
            endpoints: answer.endpoints.documents,
            has_next_page: answer.has_next_page,
            received: answer.endpoints.received,
        }
    }
}

impl Page for EndpointPage {
    type Item = Endpoint;

    fn next(&self, query: &Query) -> Option<Query> {
        query
            .at_offset_if(self.received, self.has_next_page)
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
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// What kind it is. None for kinds that Globus no longer creates.
    pub entity_type: Option<EntityType>,
    /// Its name.
    pub display_name: Option<String>,
    /// The organization that it belongs to.
    pub organization: Option<String>,
    /// The owner's username.
    pub owner_string: Option<String>,
    /// A description.
    pub description: Option<String>,
    /// The directory to list if no path is given.
    pub default_directory: Option<String>,
    /// Whether it has high assurance: sessions matter, and there is no `data_access` scope.
    #[serde(default, deserialize_with = "null_as_default")]
    pub high_assurance: bool,
    /// Whether a login must use multi-factor authentication.
    #[serde(default, deserialize_with = "null_as_default")]
    pub mfa_required: bool,
    /// UUID of the policy that a login must satisfy.
    #[serde(default, deserialize_with = "other_id")]
    pub authentication_policy_id: Option<Uuid>,
    /// After how many minutes a login expires.
    pub authentication_timeout_mins: Option<u64>,
    /// Whether Globus Connect Personal is running. None if it is another kind.
    pub gcp_connected: Option<bool>,
    /// Whether Globus Connect Personal is paused.
    pub gcp_paused: Option<bool>,
    /// What the user may do with it: `administrator`, `access_manager` and so on.
    #[serde(default, deserialize_with = "null_as_default")]
    pub my_effective_roles: Vec<String>,
    /// A message from its administrator.
    pub user_message: Option<String>,
    /// A link with more about that message.
    pub user_message_link: Option<String>,
    /// The address of its HTTPS server.
    pub https_server: Option<String>,
    /// UUID of the endpoint that hosts it.
    #[serde(default, deserialize_with = "other_id")]
    pub host_endpoint_id: Option<Uuid>,
    /// UUID of the mapped collection that it is based on.
    #[serde(default, deserialize_with = "other_id")]
    pub mapped_collection_id: Option<Uuid>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Endpoint by id);

impl Endpoint {
    /// Whether its data needs a `data_access` consent. Other collections don't have that scope, and
    /// a login that asks for it fails.
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
            let document = json!({
                "id": Uuid::nil(), "entity_type": entity_type, "high_assurance": high_assurance,
            });
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
        let page: EndpointPage = serde_json::from_value(json!({
            "DATA": [{"id": Uuid::nil()}, {"id": "left out"}], "has_next_page": true,
        }))
        .expect("a page");
        let mut query = Query::default();
        query.set("limit", "100");
        query.set("offset", "950");
        let next = page.next(&query).expect("more");
        assert_eq!(
            (next.get("offset"), next.get("limit")),
            (Some("952"), Some("48"))
        );
        query.set("offset", "999");
        assert_eq!(page.next(&query), None);
    }
}
