//! Meridian without a mouse: signing in, lists, a transfer, canceling it, and the way back.

use desktop::{Options, PrivateDesktop, Result, Window};
use fantoccini::elements::Element;
use globus_local::{GlobusLocal, Options as GlobusOptions};
use serde_json::Value;

use crate::support::{PATIENCE, allow, launch_at};

// Keys as WebDriver writes them (WebDriver, 17.4.2).
const NULL: &str = "\u{e000}";
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const CONTROL: &str = "\u{e009}";
const ALT: &str = "\u{e00a}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";

/// To whatever has the focus.
async fn press(window: &Window, keys: &str) -> Result<()> {
    focused(window).await?.send_keys(keys).await?;
    Ok(())
}

async fn focused(window: &Window) -> Result<Element> {
    Ok(window.client().active_element().await?)
}

/// What a person would say has the focus, and whether it can be seen that it has.
async fn told(window: &Window) -> Result<String> {
    const TOLD: &str = r"
        const at = document.activeElement;
        const outline = getComputedStyle(at).outlineStyle !== 'none';
        const name = at.getAttribute('aria-label') ?? at.textContent;
        return `${outline ? '' : 'unseen '}${name.replace(/\s+/g, ' ').trim()}`;
    ";
    let told = window.client().execute(TOLD, Vec::new()).await?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

/// Tab, until it is reached.
async fn tab_to(window: &Window, name: &str) -> Result<()> {
    let mut met = Vec::new();
    for _ in 0..40 {
        press(window, TAB).await?;
        let at = told(window).await?;
        if at.contains(name) {
            assert!(!at.starts_with("unseen"), "nobody sees where “{at}” is");
            return Ok(());
        }
        met.push(at);
    }
    Err(format!("Tab leads past “{name}”: {met:#?}").into())
}

async fn selected_tab(window: &Window) -> Result<Value> {
    const TAB: &str =
        "return document.querySelector('[role=tab][aria-selected=true]')?.textContent.trim()";
    Ok(window.client().execute(TAB, Vec::new()).await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_on_the_way_to_a_canceled_transfer_takes_the_keyboard_alone() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    // The way in has the focus.
    window
        .button("Sign in with Globus (opens your browser)")
        .await?;
    press(&window, ENTER).await?;
    allow(&mut desktop).await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;

    press(&window, &format!("{CONTROL}3{NULL}")).await?;
    window.by_role("heading", "Transfers").await?;
    tab_to(&window, "All").await?;
    press(&window, RIGHT).await?;
    assert_eq!(selected_tab(&window).await?, "Active");
    window.wait_for_text("Transferring", PATIENCE).await?;
    // Into the rows, and down to the second.
    for _ in 0..40 {
        press(&window, TAB).await?;
        if focused(&window).await?.attr("role").await?.as_deref() == Some("row") {
            break;
        }
    }
    press(&window, DOWN).await?;
    press(&window, ENTER).await?;
    window.button("Cancel transfer…").await?;

    tab_to(&window, "Events").await?;
    for part in ["Files", "Skipped", "Details"] {
        press(&window, RIGHT).await?;
        assert_eq!(selected_tab(&window).await?, part);
    }
    window.screenshot("keyboard-transfer").await?;

    press(&window, &format!("{CONTROL}3{NULL}")).await?;
    window.by_role("heading", "Transfers").await?;
    press(&window, &format!("{ALT}{LEFT}{NULL}")).await?;
    tab_to(&window, "Cancel transfer…").await?;
    press(&window, ENTER).await?;
    window.button("Keep running").await?;
    press(&window, ESCAPE).await?;
    window.wait_until_gone("Keep running").await?;
    assert!(
        told(&window).await?.contains("Cancel transfer…"),
        "the focus comes back"
    );
    press(&window, ENTER).await?;
    tab_to(&window, "Cancel transfer").await?;
    press(&window, ENTER).await?;
    window.wait_for_text("Canceled", PATIENCE).await?;
    window.close().await
}
