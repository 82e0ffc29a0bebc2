//! GlobusApp for Rust.
//!
//! A [`UserApp`] collects the scopes that its service clients need, gets them granted in a login in
//! the system's browser, stores the tokens, and authorizes each call.
//!
//! ```no_run
//! use futures::TryStreamExt;
//! use globus_app::{FlowsClient, FlowsScopes, TransferClient, UserApp};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let app = UserApp::builder("my-user-app", "61338d24-54d5-408f-a10d-66c06b59f6d2").build()?;
//! let transfer = TransferClient::new(&app); // registers its default scope
//! let flows = FlowsClient::new(&app); // view_flows, run_status
//! flows.add_app_scope(FlowsScopes::MANAGE_FLOWS); // adds
//!
//! // The first call signs in, in the browser.
//! let titles: Vec<_> = flows.list_flows().items().map_ok(|flow| flow.title).try_collect().await?;
//! let tasks = transfer.task_list().limit(10).send().await?;
//! # Ok(())
//! # }
//! ```

mod app;
mod environment;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
mod gare;
pub mod guide;
mod login;
mod oauth;
mod scopes;
mod services;
mod tokens;
mod transport;

pub use app::{
    BuildError, ClientApp, ClientAppBuilder, Error, GlobusApp, GlobusAppConfig, HeldToken,
    KeepError, OtherIdentity, ResolveByLoginFlow, TokenValidationError,
    TokenValidationErrorHandler, UserApp, UserAppBuilder,
};
pub use environment::{Environment, EnvironmentError};
pub use gare::{Gare, GlobusAuthorizationParameters};
pub use login::{
    CodeError, CommandLineLoginFlowManager, LocalServerLoginFlowManager, LoginAnswer, LoginError,
    LoginFlowManager, LoginOutcome, LoginRequest, LoopbackServer, PasteCodeLoginFlowManager,
    PendingLogin, RedirectLoginFlowManager, RedirectRefused, RedirectUriError, Redirects,
};
pub use oauth::{IdTokenError, Identity};
pub use scopes::{
    ActionScopes, AuthScopes, ComputeScopes, Consent, ConsentForest, ConsentForestError,
    FlowsScopes, GcsCollectionScopes, GcsEndpointScopes, GroupsScopes, KnownScope, NexusScopes,
    Scope, ScopeKind, ScopeParseError, ScopeParser, ScopeProblem, SearchScopes, SpecificFlowScopes,
    TimersScopes, TransferScopes,
};
pub use services::{
    AuthClient, AuthClientBuilder, BatchRuns, Bookmark, BookmarkList, CreateFlow, DeleteData,
    DeleteItem, Endpoint, EndpointPage, EndpointSearch, EntityType, EventDetails, FatalError, File,
    FileList, FileType, FilterMethod, Flow, FlowPage, FlowRole, FlowSummary, FlowValidation,
    FlowsClient, FlowsClientBuilder, Group, GroupMembership, GroupMembershipStatus, GroupRole,
    GroupsClient, GroupsClientBuilder, IdentityKey, IdentityLookup, IdentityMap, IdentityRecord,
    IdentityStatus, LinkedIdentity, ListFiles, ListFlows, ListRuns, ListWebInputs, LogEntry,
    NewBookmark, OtherFields, PauseInfo, PauseRule, Principal, RawJson, Run, RunDefinition,
    RunDetails, RunFlow, RunLogPage, RunLogs, RunPage, RunRole, RunStatus, RunValidation,
    SkippedError, SkippedErrorPage, SkippedErrors, SpecificFlowClient, SpecificFlowClientBuilder,
    Submission, SuccessfulTransfer, SuccessfulTransferPage, SuccessfulTransfers, SyncLevel, Task,
    TaskEvent, TaskEventList, TaskEventPage, TaskFilter, TaskList, TaskPage, TaskStatus, TaskType,
    TaskUpdate, TimeWindow, TransferClient, TransferClientBuilder, TransferData, TransferItem,
    TransferResult, UpdateFlow, UpdateRun, ValidateFlow, ValidateRun, WebInput, WebInputContext,
    WebInputFlow, WebInputOption, WebInputPage, WebInputRole, WebInputRoles, WebInputRow,
    WebInputRun, WebInputStatus, WebInputSummary,
};
pub use tokens::{
    ClientSecretKey, ClientSecretStorage, Keychain, MemoryTokenStorage, StorageError, TokenData,
    TokenKey, TokenStorage, platform_keychain_name,
};
pub use transport::{ApiError, ProxyFailure, SettingsError};
