//! Clients of Globus services, bound to an app.

mod auth;
mod document;
mod fields;
mod flows;
mod groups;
mod paging;
mod principal;
mod service;
mod time_window;
mod transfer;

pub use auth::{
    AuthClient, AuthClientBuilder, IdentityKey, IdentityLookup, IdentityMap, IdentityRecord,
    IdentityStatus, LinkedIdentity,
};
pub use document::{OtherFields, RawJson};
pub use flows::{
    BatchRuns, CreateFlow, Flow, FlowPage, FlowRole, FlowSummary, FlowValidation, FlowsClient,
    FlowsClientBuilder, ListFlows, ListRuns, ListWebInputs, LogEntry, Run, RunDefinition,
    RunDetails, RunFlow, RunLogPage, RunLogs, RunPage, RunRole, RunStatus, RunValidation,
    SpecificFlowClient, SpecificFlowClientBuilder, UpdateFlow, UpdateRun, ValidateFlow,
    ValidateRun, WebInput, WebInputContext, WebInputFlow, WebInputOption, WebInputPage,
    WebInputRole, WebInputRoles, WebInputRow, WebInputRun, WebInputStatus, WebInputSummary,
};
pub use groups::{
    Group, GroupMembership, GroupMembershipStatus, GroupRole, GroupsClient, GroupsClientBuilder,
};
pub use principal::Principal;
pub use time_window::TimeWindow;
pub use transfer::{
    Bookmark, BookmarkList, DeleteData, DeleteItem, Endpoint, EndpointPage, EndpointSearch,
    EntityType, EventDetails, FatalError, File, FileList, FileType, FilterMethod, ListFiles,
    NewBookmark, PauseInfo, PauseRule, SkippedError, SkippedErrorPage, SkippedErrors, Submission,
    SuccessfulTransfer, SuccessfulTransferPage, SuccessfulTransfers, SyncLevel, Task, TaskEvent,
    TaskEventList, TaskEventPage, TaskFilter, TaskList, TaskPage, TaskStatus, TaskType, TaskUpdate,
    TransferClient, TransferClientBuilder, TransferData, TransferItem, TransferResult,
};
