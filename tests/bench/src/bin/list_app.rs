//! Lists all flows, then all tasks, with bound clients.

use std::pin::pin;

use bench::{Report, Result, Setting};
use futures::TryStreamExt;
use globus_app::{FlowsClient, TransferClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let app = Setting::read()?.app().await?;
    let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    let mut count = 0;
    let mut flows = pin!(flows.list_flows().per_page(100).items());
    while flows.try_next().await?.is_some() {
        count += 1;
    }
    let mut tasks = pin!(transfer.task_list().limit(1_000).items());
    while tasks.try_next().await?.is_some() {
        count += 1;
    }
    Report::write(count, 0)
}
