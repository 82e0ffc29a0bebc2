//! The client of Flows. A single flow is started with a
//! [`SpecificFlowClient`](super::SpecificFlowClient).

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    batch::BatchRuns,
    flow::Flow,
    list_flows::ListFlows,
    list_runs::ListRuns,
    list_web_inputs::ListWebInputs,
    run::{Run, RunDefinition},
    run_logs::RunLogs,
    update_run::UpdateRun,
    web_input::WebInput,
    write_flow::{CreateFlow, UpdateFlow, ValidateFlow},
};
use crate::{
    app::{Error, GlobusApp},
    scopes::{FlowsScopes, Scope},
    services::service::Service,
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

    /// Builds a client with other scopes than the defaults.
    pub fn builder(app: &GlobusApp) -> FlowsClientBuilder<'_> {
        FlowsClientBuilder {
            app,
            scopes: vec![FlowsScopes::VIEW_FLOWS, FlowsScopes::RUN_STATUS],
        }
    }

    /// Adds a scope to those that the app requires for Flows.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// Lists the flows that the user can see (`GET /flows`).
    pub fn list_flows(&self) -> ListFlows {
        ListFlows::new(&self.service)
    }

    /// Gets a flow (`GET /flows/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the flow doesn't exist or the user can't see it, or any
    /// other [`Error`].
    pub async fn get_flow(&self, id: &Uuid) -> Result<Flow, Error> {
        self.service.get(&format!("flows/{id}"), &[]).await
    }

    /// Creates a flow (`POST /flows`, scope `manage_flows`). It is sent once, and not repeated if
    /// it is unclear whether the flow was created.
    pub fn create_flow(
        &self,
        title: impl Into<String>,
        definition: Value,
        input_schema: Value,
    ) -> CreateFlow {
        CreateFlow::new(&self.service, title.into(), definition, input_schema)
    }

    /// Changes a flow (`PUT /flows/{id}`, scope `manage_flows`). Fields that are not set stay the
    /// same.
    pub fn update_flow(&self, id: &Uuid) -> UpdateFlow {
        UpdateFlow::new(&self.service, id)
    }

    /// Deletes a flow (`DELETE /flows/{id}`, scope `manage_flows`). Returns the deleted flow.
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the flow doesn't exist or the user can't see it, 403 if
    /// the user may not delete it, or any other [`Error`].
    pub async fn delete_flow(&self, id: &Uuid) -> Result<Flow, Error> {
        self.service.delete(&format!("flows/{id}")).await
    }

    /// Checks a definition without creating a flow (`POST /flows/validate`, scope `manage_flows`).
    pub fn validate_flow(&self, definition: Value) -> ValidateFlow {
        ValidateFlow::new(&self.service, definition)
    }

    /// Lists the runs that the user can see (`GET /runs`).
    pub fn list_runs(&self) -> ListRuns {
        ListRuns::new(&self.service)
    }

    /// Gets a run (`GET /runs/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the run doesn't exist or the user can't see it, or any
    /// other [`Error`].
    pub async fn get_run(&self, id: &Uuid) -> Result<Run, Error> {
        self.service.get(&format!("runs/{id}"), &[]).await
    }

    /// Gets a run with its [`Run::flow_description`] (`GET
    /// /runs/{id}?include_flow_description=True`).
    ///
    /// # Errors
    /// Those of [`FlowsClient::get_run`].
    pub async fn get_run_with_flow_description(&self, id: &Uuid) -> Result<Run, Error> {
        let query = [("include_flow_description", "True".to_owned())];
        self.service.get(&format!("runs/{id}"), &query).await
    }

    /// Lists what happened in a run (`GET /runs/{id}/log`).
    pub fn get_run_logs(&self, id: &Uuid) -> RunLogs {
        RunLogs::new(&self.service, id)
    }

    /// Gets the definition and input schema as they were when the run started (`GET
    /// /runs/{id}/definition`).
    ///
    /// # Errors
    /// Those of [`FlowsClient::get_run`].
    pub async fn get_run_definition(&self, id: &Uuid) -> Result<RunDefinition, Error> {
        self.service
            .get(&format!("runs/{id}/definition"), &[])
            .await
    }

    /// Cancels a run (`POST /runs/{id}/cancel`, scope `run_manage`). It may stay active for a
    /// while.
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the run doesn't exist or the user can't see it, 403 if the
    /// user may not cancel it, or any other [`Error`].
    pub async fn cancel_run(&self, id: &Uuid) -> Result<Run, Error> {
        self.service.post(&format!("runs/{id}/cancel"), None).await
    }

    /// Deletes the record of a run that has ended (`POST /runs/{id}/release`, scope `run_manage`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 409 (`STATE_CONFLICT`) if the run hasn't ended, 404 if the run
    /// doesn't exist or the user can't see it, or any other [`Error`].
    pub async fn delete_run(&self, id: &Uuid) -> Result<Run, Error> {
        self.service.post(&format!("runs/{id}/release"), None).await
    }

    /// Changes a run's label, tags, managers and monitors (`PUT /runs/{id}`, scope `run_manage`).
    /// Fields that are not set stay the same.
    pub fn update_run(&self, id: &Uuid) -> UpdateRun {
        UpdateRun::new(&self.service, id)
    }

    /// Cancels or changes many runs at once (`POST /batch/runs`, scope `run_manage`).
    pub fn batch_runs<'a>(&self, ids: impl IntoIterator<Item = &'a Uuid>) -> BatchRuns {
        BatchRuns::new(&self.service, ids)
    }

    /// Lists the questions that runs are waiting on (`GET /web_inputs`, scope `web_input_view`).
    /// Only open ones by default.
    pub fn list_web_inputs(&self) -> ListWebInputs {
        ListWebInputs::new(&self.service)
    }

    /// Gets a question (`GET /web_inputs/{id}`, scope `web_input_view`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the decision doesn't exist or the user can't see it, 403
    /// if the token lacks the scope, or any other [`Error`].
    pub async fn get_web_input(&self, id: &Uuid) -> Result<WebInput, Error> {
        self.service.get(&format!("web_inputs/{id}"), &[]).await
    }

    /// Answers a question (`POST /web_inputs/{id}/respond`, scope `web_input_respond`). For a
    /// selection, `value` is the id of the chosen option.
    ///
    /// # Errors
    /// [`Error::Api`] with status 409 if it is already closed, 404 if the decision doesn't exist or
    /// the user can't see it, 403 if the user isn't asked, or any other [`Error`].
    pub async fn respond_to_web_input(
        &self,
        id: &Uuid,
        value: impl Into<Value>,
    ) -> Result<(), Error> {
        let body = json!({"response": {"value": value.into()}});
        let path = format!("web_inputs/{id}/respond");
        let _status: Value = self.service.post(&path, Some(body)).await?;
        Ok(())
    }
}
