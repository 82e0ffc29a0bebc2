//! Globus Flows (`globus_sdk/services/flows`).

mod batch;
mod client;
mod flow;
mod list_flows;
mod list_runs;
mod list_web_inputs;
mod run;
mod run_logs;
mod specific_flow;
mod start_run;
mod update_run;
mod web_input;
mod write_flow;

pub use batch::BatchRuns;
pub use client::{FlowsClient, FlowsClientBuilder};
pub use flow::{Flow, FlowRole};
pub use list_flows::{FlowPage, ListFlows};
pub use list_runs::{ListRuns, RunPage};
pub use list_web_inputs::{ListWebInputs, WebInputPage};
pub use run::{FlowSummary, Run, RunDefinition, RunDetails, RunRole, RunStatus};
pub use run_logs::{LogEntry, RunLogPage, RunLogs};
pub use specific_flow::{SpecificFlowClient, SpecificFlowClientBuilder};
pub use start_run::{RunFlow, RunValidation, ValidateRun};
pub use update_run::UpdateRun;
pub use web_input::{
    WebInput, WebInputContext, WebInputFlow, WebInputOption, WebInputRole, WebInputRoles,
    WebInputRow, WebInputRun, WebInputStatus, WebInputSummary,
};
pub use write_flow::{CreateFlow, FlowValidation, UpdateFlow, ValidateFlow};
