//! All flows and all tasks through bound clients.

use bench::{Report, Result, Setting};
use futures::TryStreamExt;
use globus_app::{Flow, FlowsClient, Task, TransferClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let app = Setting::read()?.app().await?;
    let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    let flows: Vec<Flow> = flows
        .list_flows()
        .per_page(100)
        .items()
        .try_collect()
        .await?;
    let tasks: Vec<Task> = transfer
        .task_list()
        .limit(1_000)
        .items()
        .try_collect()
        .await?;
    Report::write(flows.len() + tasks.len(), 0)
}
