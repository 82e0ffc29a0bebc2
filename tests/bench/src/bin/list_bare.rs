//! Does what `list_app` does with a hand-written loop over pages, decoded into the same types.

use bench::{Report, Result, Setting};
use globus_app::{FlowPage, TaskPage};
use reqwest::Client;
use serde::de::DeserializeOwned;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let setting = Setting::read()?;
    let client = Client::builder().build()?;
    let mut count = 0;
    let mut url = format!("{}flows?per_page=100", setting.url);
    loop {
        let page: FlowPage = get(&client, &setting, "flows.globus.org", &url).await?;
        count += page.flows.len();
        let Some(marker) = page.marker.filter(|_| page.has_next_page) else {
            break;
        };
        url = format!("{}flows?marker={marker}", setting.url);
    }
    let url = format!("{}v0.10/task_list?limit=1000&offset=0", setting.url);
    let page: TaskPage = get(&client, &setting, "transfer.api.globus.org", &url).await?;
    Report::write(count + page.tasks.len(), 0)
}

async fn get<T: DeserializeOwned>(
    client: &Client,
    setting: &Setting,
    server: &str,
    url: &str,
) -> Result<T> {
    let token = setting.access_token(server)?;
    let answer = client.get(url).bearer_auth(token).send().await?;
    Ok(answer.error_for_status()?.json().await?)
}
