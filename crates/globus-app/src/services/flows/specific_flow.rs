//! The client of a single flow, which is its own resource server.

use serde_json::Value;
use uuid::Uuid;

use super::{
    run::Run,
    start_run::{RunFlow, ValidateRun},
};
use crate::{
    app::{Error, GlobusApp},
    scopes::{GcsCollectionScopes, Scope, SpecificFlowScopes, TransferScopes},
    services::service::Service,
};

/// A client of one flow. It starts the flow and resumes its runs.
///
/// ```no_run
/// use globus_app::{SpecificFlowClient, UserApp};
/// use serde_json::json;
/// use uuid::uuid;
///
/// # async fn example(app: UserApp) -> Result<(), globus_app::Error> {
/// let flow = SpecificFlowClient::new(&app, uuid!("24bc4997-b483-4c25-a19c-64b0afc00743"));
/// let run = flow.run_flow(json!({"name": "Ada"})).label("first").send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SpecificFlowClient {
    service: Service,
    flow_id: Uuid,
}

/// Builds a [`SpecificFlowClient`] with scopes of your own.
#[derive(Debug)]
pub struct SpecificFlowClientBuilder<'a> {
    app: &'a GlobusApp,
    flow_id: Uuid,
    scopes: Vec<Scope>,
}

impl SpecificFlowClientBuilder<'_> {
    /// Replaces the default scope.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> SpecificFlowClient {
        let base = self.app.environment().flows();
        let resource_server = SpecificFlowScopes::new(self.flow_id).resource_server();
        let service = Service::new(self.app, resource_server, base);
        service.add_app_scope(self.scopes);
        SpecificFlowClient {
            service,
            flow_id: self.flow_id,
        }
    }
}

impl SpecificFlowClient {
    /// Binds a client to `app`, which then requires the flow's own scope.
    pub fn new(app: &GlobusApp, flow_id: Uuid) -> Self {
        Self::builder(app, flow_id).build()
    }

    /// Builds a client with other scopes than the default.
    pub fn builder(app: &GlobusApp, flow_id: Uuid) -> SpecificFlowClientBuilder<'_> {
        SpecificFlowClientBuilder {
            app,
            flow_id,
            scopes: vec![SpecificFlowScopes::new(flow_id).user()],
        }
    }

    /// Adds a scope to those that the app requires for this flow.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// Lets the flow access the data of these collections for the user. Only mapped collections
    /// without high assurance have such a scope; for any other, Globus Auth refuses the login.
    pub fn add_app_transfer_data_access_scope<'a>(
        &self,
        collections: impl IntoIterator<Item = &'a Uuid>,
    ) {
        let data_access = collections
            .into_iter()
            .map(|id| GcsCollectionScopes::new(*id).data_access().optional());
        let transfer = TransferScopes::ALL
            .optional()
            .with_dependencies(data_access);
        let user = SpecificFlowScopes::new(self.flow_id).user();
        self.add_app_scope(user.with_dependency(transfer));
    }

    /// Starts the flow with an input (`POST /flows/{id}/run`).
    pub fn run_flow(&self, body: Value) -> RunFlow {
        RunFlow::new(&self.service, &self.flow_id, body)
    }

    /// Checks an input without starting a run (`POST /flows/{id}/validate_run`).
    pub fn validate_run(&self, body: Value) -> ValidateRun {
        ValidateRun::new(&self.service, &self.flow_id, body)
    }

    /// Resumes an inactive run of this flow (`POST /runs/{id}/resume`). If it is waiting for a
    /// login, [`Run::gare`] says for which one. Otherwise this is only a hint to try again.
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the run doesn't exist or the user can't see it, 403 if the
    /// user may not resume it, or any other [`Error`].
    pub async fn resume_run(&self, run_id: &Uuid) -> Result<Run, Error> {
        self.service
            .post(&format!("runs/{run_id}/resume"), None)
            .await
    }
}
