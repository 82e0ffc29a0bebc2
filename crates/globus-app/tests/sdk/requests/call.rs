//! One operation with one set of arguments, put to the SDK and to us.

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
    /// What `sdk_requests.py` is told.
    pub question: Value,
    /// The same with our clients, whatever the answer.
    pub ours: Box<dyn FnOnce(Clients) -> BoxFuture<'static, ()> + Send>,
}

/// `client.method(arguments of Python, named ones)` beside our own call.
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
                    // What was asked is looked at; the answer is none that could be read.
                    $ours.await.ok();
                })
            }),
        }
    };
}
pub(super) use call;
