//! One operation with one set of arguments, for the SDK and for us.

use futures::future::BoxFuture;
use globus_app::{
    AuthClient, FlowsClient, GlobusApp, GroupsClient, SpecificFlowClient, TransferClient,
};
use serde_json::Value;

use crate::apps::FLOW_ID;

/// Our clients of one app.
#[derive(Clone)]
pub struct Clients {
    pub transfer: TransferClient,
    pub flows: FlowsClient,
    pub flow: SpecificFlowClient,
    pub auth: AuthClient,
    pub groups: GroupsClient,
}

impl Clients {
    pub fn new(app: &GlobusApp) -> Self {
        Self {
            transfer: TransferClient::new(app),
            flows: FlowsClient::new(app),
            flow: SpecificFlowClient::new(app, FLOW_ID),
            auth: AuthClient::new(app),
            groups: GroupsClient::new(app),
        }
    }
}

pub struct Call {
    /// The call, for `sdk_requests.py`.
    pub question: Value,
    /// The same call with our clients. The answer doesn't matter.
    pub ours: Box<dyn FnOnce(Clients) -> BoxFuture<'static, ()> + Send>,
}

/// Takes `client.method(positional arguments, named arguments)` in Python, and our own call.
macro_rules! call {
    ($client:ident.$method:ident($args:tt, $kwargs:tt), |$clients:ident| $ours:expr) => {
        Call {
            question: serde_json::json!({
                "client": stringify!($client),
                "method": stringify!($method),
                "args": $args,
                "kwargs": $kwargs,
            }),
            ours: Box::new(|$clients: Clients| {
                Box::pin(async move {
                    // Only the request matters. The answer may not be readable.
                    $ours.await.ok();
                })
            }),
        }
    };
}
pub(super) use call;
