//! Measures how soon a letter typed into a list's filter shows, with 100,000 rows and with few.

use std::time::Duration;

use bench::Result;
use desktop::{Chromium, Display, Page, PrivateBus, Scenes, Window, mini_browser};
use serde_json::Value;

use crate::verdict::Verdict;

const LETTERS: usize = 60;

/// Letters typed first in WebKit and not counted: on a new page, the first four or five take up to
/// half a second to show, even in a page with nothing but a field.
const SETTLING: usize = 10;

/// A page with nothing but a field, to measure the browser itself.
const FIELD_ALONE: &str = "data:text/html,<input type='search' aria-label='Filter transfers'>";

/// Records, for each key, the time until the next frame was drawn.
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

/// The 95th percentile of the time per key, in milliseconds.
#[derive(Debug)]
struct Typed {
    alone: f64,
    few: f64,
    many: f64,
}

/// Measures WebKit, which draws the window on Linux and macOS, and Chromium, which does on Windows.
///
/// WebKit waits for the next refresh of the screen, up to 16.7 ms at 60 Hz, whatever is on the page.
/// So its bound is on what the list adds to a field alone.
pub(crate) async fn compare(verdict: &mut Verdict) -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _display = Display::start(&bus).await?;
    println!("\nTyping into the filter of the transfers: from key to frame, 95th percentile");

    let window = Window::launch(&bus, &mini_browser()?, &["--automation"], &[]).await?;
    let webkit = typed(&window, SETTLING).await?;
    window.close().await?;
    webkit.say("WebKit");
    let added = webkit.many - webkit.alone;
    verdict.at_most(
        "100,000 rows in WebKit, more than a field alone",
        added,
        16.0,
        " ms",
    );

    let browser = Chromium::start(&bus).await?;
    let chromium = typed(&browser, 0).await?;
    browser.close().await?;
    chromium.say("Chromium");
    verdict.at_most("100,000 rows in Chromium", chromium.many, 16.0, " ms");
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
    // Going straight to the next scene would show the last one for a moment.
    page.client().goto(FIELD_ALONE).await?;
    open(page, &server.address("transfers-many")).await?;
    let many = type_letters(page, settling).await?;
    Ok(Typed { alone, few, many })
}

/// Opens a scene and waits for its rows.
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
        // The pace of a person, so that the list is filtered between some of the keys.
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let drawn = client.execute("return window.drawn", Vec::new()).await?;
    let drawn = drawn.as_array().into_iter().flatten();
    let mut drawn: Vec<f64> = drawn.filter_map(Value::as_f64).skip(settling).collect();
    if drawn.len() < LETTERS {
        return Err(format!("only {} of {LETTERS} keys showed", drawn.len()).into());
    }
    drawn.sort_by(f64::total_cmp);
    Ok(drawn[drawn.len() * 95 / 100])
}
