//! Clients of Globus' services, bound to an app.

mod auth;
mod document;
mod flows;
mod paging;
mod service;
mod transfer;

pub use auth::AuthClient;
pub use flows::{Flow, FlowPage, FlowsClient, FlowsClientBuilder, ListFlows};
pub use transfer::{FatalError, Task, TaskList, TaskPage, TransferClient, TransferClientBuilder};
