//! The scopes of flows, collections and endpoints.

use uuid::Uuid;

use crate::scopes::scope::Scope;

/// The scope of a single flow, which is its own resource server.
///
/// ```
/// use globus_app::SpecificFlowScopes;
/// use uuid::uuid;
///
/// let scopes = SpecificFlowScopes::new(uuid!("24bc4997-b483-4c25-a19c-64b0afc00743"));
/// assert_eq!(
///     scopes.user().to_string(),
///     "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/\
///      flow_24bc4997_b483_4c25_a19c_64b0afc00743_user"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecificFlowScopes {
    flow_id: Uuid,
}

impl SpecificFlowScopes {
    /// The scopes of one flow.
    pub fn new(flow_id: Uuid) -> Self {
        Self { flow_id }
    }

    /// The resource server of these scopes: the flow's id.
    pub fn resource_server(&self) -> String {
        self.flow_id.to_string()
    }

    /// Start the flow and resume its runs.
    pub fn user(&self) -> Scope {
        let name = self.flow_id.to_string().replace('-', "_");
        url_scope(self.flow_id, &format!("flow_{name}_user"))
    }
}

/// The scopes of a collection on Globus Connect Server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GcsCollectionScopes {
    collection_id: Uuid,
}

impl GcsCollectionScopes {
    /// The scopes of one collection.
    pub fn new(collection_id: Uuid) -> Self {
        Self { collection_id }
    }

    /// The resource server of these scopes: the collection's id.
    pub fn resource_server(&self) -> String {
        self.collection_id.to_string()
    }

    /// Access the collection's data. Only mapped collections without high assurance have this
    /// scope; for any other, Globus Auth refuses the whole login.
    pub fn data_access(&self) -> Scope {
        url_scope(self.collection_id, "data_access")
    }

    /// Read and write files of the collection over HTTPS.
    pub fn https(&self) -> Scope {
        url_scope(self.collection_id, "https")
    }
}

/// The scope of an endpoint of Globus Connect Server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GcsEndpointScopes {
    endpoint_id: Uuid,
}

impl GcsEndpointScopes {
    /// The scopes of one endpoint.
    pub fn new(endpoint_id: Uuid) -> Self {
        Self { endpoint_id }
    }

    /// The resource server of these scopes: the endpoint's id.
    pub fn resource_server(&self) -> String {
        self.endpoint_id.to_string()
    }

    /// Administer the endpoint and its collections.
    pub fn manage_collections(&self) -> Scope {
        let id = self.endpoint_id;
        Scope::leaf(format!("urn:globus:auth:scope:{id}:manage_collections").into())
    }
}

fn url_scope(resource_server: Uuid, name: &str) -> Scope {
    Scope::leaf(format!("https://auth.globus.org/scopes/{resource_server}/{name}").into())
}
