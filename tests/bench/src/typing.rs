//! How soon a letter typed into a list's filter is on the screen, with 100,000 rows and with few.

use std::time::Duration;

use bench::Result;
use desktop::{Chromium, Display, Page, PrivateBus, Scenes, Window, mini_browser};
use serde_json::Value;

use crate::verdict::at_most_of;

const LETTERS: usize = 60;

/// Letters before those in WebKit: on a page that was opened just now the first four or five take
/// up to half a second to their frames, in a field alone as well.
const SETTLING: usize = 10;

/// A field with nothing behind it: what the browser itself takes.
const FIELD_ALONE: &str = "data:text/html,<input type='search' aria-label='Filter transfers'>";

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

/// Milliseconds that 95 of 100 keys do not exceed.
#[derive(Debug)]
struct Typed {
    alone: f64,
    few: f64,
    many: f64,
}

/// In WebKit, which draws the window on Linux and macOS, and in Chromium, which does on Windows.
///
/// WebKit waits for the screen's next refresh, up to 16.7 ms at 60 in a second, whatever stands on
/// the page; so it is held to what the list adds to a field alone.
pub(crate) async fn compare() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _display = Display::start(&bus).await?;
    println!("\nTyping into the filter of the transfers, from a key to its frame, 95 of 100");

    let window = Window::launch(&bus, &mini_browser()?, &["--automation"], &[]).await?;
    let webkit = typed(&window, SETTLING).await?;
    window.close().await?;
    webkit.say("WebKit");
    let added = webkit.many - webkit.alone;
    at_most_of(
        "100,000 rows in WebKit, beyond a field alone",
        added,
        16.0,
        "ms",
    );

    let browser = Chromium::start(&bus).await?;
    let chromium = typed(&browser, 0).await?;
    browser.close().await?;
    chromium.say("Chromium");
    at_most_of("100,000 rows in Chromium", chromium.many, 16.0, "ms");
    Ok(())
}

impl Typed {
    fn say(&self, browser: &str) {
        let Self { alone, few, many } = self;
        println!("  {browser}: field alone {alone:.1} ms, few rows {few:.1}, 100,000 {many:.1}");
    }
}

async fn typed(page: &Page, settling: usize) -> Result<Typed> {
    let server = Scenes::start().await?;
    page.client().goto(FIELD_ALONE).await?;
    let alone = type_letters(page, settling).await?;
    open(page, &server.address("transfers-compact")).await?;
    let few = type_letters(page, settling).await?;
    open(page, &server.address("transfers-many")).await?;
    let many = type_letters(page, settling).await?;
    Ok(Typed { alone, few, many })
}

/// A scene, as soon as it has rows.
async fn open(page: &Page, address: &str) -> Result<()> {
    page.client().goto(address).await?;
    page.wait_for_script(
        "rows",
        "return document.querySelectorAll('[role=row]').length > 10",
        Vec::new(),
    )
    .await
}

async fn type_letters(page: &Page, settling: usize) -> Result<f64> {
    let client = page.client();
    let field = page.by_role("searchbox", "Filter transfers").await?;
    client.execute(WATCH, Vec::new()).await?;
    field.click().await?;
    for letter in "abcdefghij".chars().cycle().take(settling + LETTERS) {
        field.send_keys(&letter.to_string()).await?;
        // As a person types: the list is filtered between some of them.
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let drawn = client.execute("return window.drawn", Vec::new()).await?;
    let drawn = drawn.as_array().into_iter().flatten();
    let mut drawn: Vec<f64> = drawn.filter_map(Value::as_f64).skip(settling).collect();
    if drawn.len() < LETTERS {
        return Err(format!("only {} of {LETTERS} keys were drawn", drawn.len()).into());
    }
    drawn.sort_by(f64::total_cmp);
    Ok(drawn[drawn.len() * 95 / 100])
}
