//! How soon a letter typed into a list's filter is on the screen, with 100,000 rows and with few.

use std::time::Duration;

use bench::Result;
use desktop::{Chromium, PrivateBus, Scenes};
use serde_json::Value;

use crate::verdict::at_most_of;

const LETTERS: usize = 60;

/// Notes, for each key, the time until the frame after it was drawn.
const WATCH: &str = r"
    window.drawn = [];
    document.addEventListener('keydown', () => {
        const pressed = performance.now();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.drawn.push(performance.now() - pressed);
            port2.postMessage(null);
        });
    }, true);
    return true;
";

pub(crate) async fn compare() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let server = Scenes::start().await?;
    let many = typed(&bus, &server.address("transfers-many")).await?;
    let few = typed(&bus, &server.address("transfers")).await?;
    println!("\nTyping into the filter of the transfers, from a key to its frame, 95 of 100");
    println!("  with few rows {few:.1} ms");
    at_most_of("with 100,000 rows", many, 16.0, "ms");
    Ok(())
}

/// Milliseconds that 95 of 100 keys do not exceed.
async fn typed(bus: &PrivateBus, address: &str) -> Result<f64> {
    let browser = Chromium::start(bus).await?;
    let page = browser.client();
    page.goto(address).await?;
    let field = browser.by_role("searchbox", "Filter transfers").await?;
    browser
        .wait_for_script(
            "rows",
            "return document.querySelectorAll('[role=row]').length > 10",
            Vec::new(),
        )
        .await?;
    page.execute(WATCH, Vec::new()).await?;
    field.click().await?;
    for letter in "abcdefghij".chars().cycle().take(LETTERS) {
        field.send_keys(&letter.to_string()).await?;
        // As a person types: the list is filtered between some of them.
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let drawn = page.execute("return window.drawn", Vec::new()).await?;
    let mut drawn: Vec<f64> = drawn
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    if drawn.len() < LETTERS {
        return Err(format!("only {} of {LETTERS} keys were drawn", drawn.len()).into());
    }
    drawn.sort_by(f64::total_cmp);
    browser.close().await?;
    Ok(drawn[drawn.len() * 95 / 100])
}
