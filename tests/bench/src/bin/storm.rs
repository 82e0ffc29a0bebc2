//! Makes many calls at once with an expired token.

use bench::{Report, Result, Setting};
use futures::future::try_join_all;
use globus_app::TransferClient;

#[tokio::main]
async fn main() -> Result<()> {
    let setting = Setting::read()?;
    let app = setting.app().await?;
    let transfer = TransferClient::new(&app);
    let begun = std::time::Instant::now();
    let calls = (0..setting.calls).map(|_| {
        let transfer = transfer.clone();
        tokio::spawn(async move { transfer.task_list().limit(1).send().await })
    });
    let mut answers = 0;
    for answer in try_join_all(calls).await? {
        answer?;
        answers += 1;
    }
    Report::write(answers, begun.elapsed().as_micros())
}
