//! Globus Flows (`globus_sdk/services/flows`).

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    document::{lenient_time, null_as_default},
    paging::{List, Page, Query, list_methods, marker},
    service::Service,
};
use crate::{
    app::GlobusApp,
    error::Error,
    scopes::{FlowsScopes, Scope},
};

/// A client of Globus Flows.
#[derive(Clone, Debug)]
pub struct FlowsClient {
    service: Service,
}

/// Builds a [`FlowsClient`] with scopes of your own.
#[derive(Debug)]
pub struct FlowsClientBuilder<'a> {
    app: &'a GlobusApp,
    scopes: Vec<Scope>,
}

impl FlowsClientBuilder<'_> {
    /// Replaces the default scopes.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> FlowsClient {
        let base = self.app.environment().flows();
        let service = Service::new(self.app, FlowsScopes::RESOURCE_SERVER, base);
        service.add_app_scope(self.scopes);
        FlowsClient { service }
    }
}

impl FlowsClient {
    /// Binds a client to `app`, which then requires `view_flows` and `run_status`.
    pub fn new(app: &GlobusApp) -> Self {
        Self::builder(app).build()
    }

    /// A client with other scopes than the defaults.
    pub fn builder(app: &GlobusApp) -> FlowsClientBuilder<'_> {
        FlowsClientBuilder {
            app,
            scopes: vec![FlowsScopes::VIEW_FLOWS, FlowsScopes::RUN_STATUS],
        }
    }

    /// Adds a scope to what the app requires for Flows.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// The flows that the person can see (`GET /flows`).
    pub fn list_flows(&self) -> ListFlows {
        ListFlows {
            list: List::new(&self.service, "flows"),
        }
    }

    /// One flow (`GET /flows/{id}`).
    pub async fn get_flow(&self, id: &uuid::Uuid) -> Result<Flow, Error> {
        self.service.get(&format!("flows/{id}"), &[]).await
    }
}

/// A request for flows. [`ListFlows::send`] gets one page, [`ListFlows::items`] all of them.
#[derive(Clone, Debug)]
pub struct ListFlows {
    list: List<FlowPage>,
}

list_methods!(ListFlows, FlowPage, Flow);

impl ListFlows {
    /// Only flows whose title, subtitle, description, owner or id match.
    #[must_use]
    pub fn filter_fulltext(self, text: impl Into<String>) -> Self {
        self.with("filter_fulltext", text.into())
    }

    /// Only flows in which the person has one of these roles (`flow_owner`, `flow_viewer`, …).
    #[must_use]
    pub fn filter_roles(self, roles: &[&str]) -> Self {
        self.with("filter_roles", roles.join(","))
    }

    /// The order, such as `updated_at DESC`; call again for a second criterion.
    #[must_use]
    pub fn order_by(self, order: impl Into<String>) -> Self {
        self.with("orderby", order.into())
    }

    /// How many flows a page holds.
    #[must_use]
    pub fn per_page(self, count: u32) -> Self {
        self.with("per_page", count.to_string())
    }

    /// Goes on where a page ended. The service then ignores every other parameter.
    #[must_use]
    pub fn marker(self, marker: impl Into<String>) -> Self {
        self.with("marker", marker.into())
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.list.query.add(name, value);
        self
    }
}

/// A page of flows.
#[derive(Clone, Debug, Deserialize)]
pub struct FlowPage {
    /// The flows.
    pub flows: Vec<Flow>,
    /// Whether there are more.
    #[serde(default)]
    pub has_next_page: bool,
    /// Where the next page begins.
    #[serde(default, deserialize_with = "marker")]
    pub marker: Option<String>,
}

impl Page for FlowPage {
    type Item = Flow;

    fn next(&self, query: &Query) -> Option<Query> {
        let marker = self.marker.as_deref().filter(|_| self.has_next_page);
        query.at_marker(marker)
    }

    fn into_items(self) -> Vec<Flow> {
        self.flows
    }
}

/// A flow, as the person may see it.
#[derive(Clone, Debug, Deserialize)]
pub struct Flow {
    /// Its UUID.
    pub id: String,
    /// At most 128 characters.
    pub title: String,
    /// At most 128 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtitle: String,
    /// At most 4,096 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// Words to find it by.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keywords: Vec<String>,
    /// The state machine; none in lists if the flow handles protected data.
    pub definition: Option<Value>,
    /// The owner's principal URN.
    pub flow_owner: Option<String>,
    /// What the person may do with it: `flow_owner`, `flow_viewer`, …
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<String>,
    /// The older, single form of `user_roles`.
    pub user_role: Option<String>,
    /// Whether it handles protected data.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_high_assurance: bool,
    /// When it was made.
    #[serde(default, deserialize_with = "lenient_time")]
    pub created_at: Option<jiff::Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub updated_at: Option<jiff::Timestamp>,
    /// Every field that is not named above.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
