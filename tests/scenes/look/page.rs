//! Opens a scene on the scenes page, and runs check scripts on it.

use desktop::{Page, Result, Scenes};
use serde_json::Value;

/// Loads a scene, and waits until nothing changes any more.
pub(super) async fn open(page: &Page, server: &Scenes, scene: &str) -> Result<()> {
    const DONE: &str = "const { shown, failed } = document.documentElement.dataset;
        return failed !== undefined || shown === arguments[0];";
    const OUTCOME: &str = "return { ...document.documentElement.dataset };";
    page.client().goto(&server.address(scene)).await?;
    page.wait_for_script("the scene", DONE, vec![scene.into()])
        .await?;
    let outcome = page.client().execute(OUTCOME, Vec::new()).await?;
    match (&outcome["unrecorded"], &outcome["failed"]) {
        (Value::String(question), _) => {
            Err(format!("asks what is not recorded: {question}").into())
        }
        (_, Value::String(problem)) => Err(problem.clone().into()),
        _ => Ok(()),
    }
}

/// Controls that can't be scrolled to where you can see and click them.
pub(super) async fn out_of_reach(page: &Page) -> Result<Vec<String>> {
    told(page, include_str!("out_of_reach.js")).await
}

/// Text that spills out of its box, and content that scrolls sideways.
pub(super) async fn spilled(page: &Page) -> Result<Vec<String>> {
    told(page, include_str!("spilled.js")).await
}

/// The faults that a script returns, one text each.
async fn told(page: &Page, script: &str) -> Result<Vec<String>> {
    let found = page.client().execute(script, Vec::new()).await?;
    Ok(serde_json::from_value(found)?)
}
