//! Meridian without a mouse: signing in, lists, a transfer, canceling it, and going back.

use desktop::{Options, PrivateDesktop, Result, Window};
use fantoccini::elements::Element;
use globus_local::{GlobusLocal, Options as GlobusOptions};
use serde_json::Value;

use crate::{
    keys::{
        ALT, CONTROL, DOWN, ENTER, ESCAPE, LEFT, NULL, PAGE_DOWN, RIGHT, TAB, focus_first_row,
        press,
    },
    shared::{SignedIn, in_a_signed_in_window},
    support::{PATIENCE, allow, launch_at},
};

async fn focused(window: &Window) -> Result<Element> {
    Ok(window.client().active_element().await?)
}

/// What a screen reader would call the focused element, and whether the focus is visible.
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

/// Presses Tab until this has the focus.
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
    // The sign-in button has the focus.
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
    // Into the rows, and down to the second one.
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
    window.button("Don't cancel").await?;
    press(&window, ESCAPE).await?;
    window.wait_until_gone("Don't cancel").await?;
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

/// Marks the controls on this screen that Tab must reach, and counts them. Tab reaches one radio
/// button of each group.
const MARK: &str = r"
    const wanted = 'button, a[href], input, select, textarea, summary, [tabindex]';
    const groups = new Set();
    const marked = [...document.querySelectorAll(wanted)].filter((control) => {
        const shown = control.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        if (!shown || control.disabled || control.tabIndex < 0 || control.closest('[inert]')) return false;
        if (control.type !== 'radio') return true;
        const isNew = !groups.has(control.name);
        groups.add(control.name);
        return isNew;
    });
    const name = (control) => control.getAttribute('aria-label') ?? control.textContent.trim();
    window.unmet = new Map(marked.map((control) => [control.type === 'radio' ? control.name : control, name(control)]));
    return marked.length;
";

/// Unmarks the focused control. Returns the rest, and whether the focus is visible.
const MEET: &str = r"
    const at = document.activeElement;
    window.unmet.delete(at.type === 'radio' ? at.name : at);
    const seen = at === document.body || getComputedStyle(at).outlineStyle !== 'none';
    return { seen, at: at.outerHTML.slice(0, 120), unmet: [...window.unmet.values()] };
";

/// Tabs through a screen. Everything must be reached, and the focus must always be visible.
async fn go_round(window: &Window, screen: &str) -> Result<()> {
    let count = window.client().execute(MARK, Vec::new()).await?;
    let count = count.as_u64().ok_or("no count")?;
    assert!(count > 2, "{screen}: only {count} controls");
    for _ in 0..count + 20 {
        press(window, TAB).await?;
        let met = window.client().execute(MEET, Vec::new()).await?;
        assert_eq!(met["seen"], true, "{screen}: nobody sees {}", met["at"]);
        if met["unmet"].as_array().is_some_and(Vec::is_empty) {
            return Ok(());
        }
    }
    let met = window.client().execute(MEET, Vec::new()).await?;
    Err(format!("{screen}: Tab reaches no {}", met["unmet"]).into())
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_goes_round_the_first_screen() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    window.wait_for_text("Try the demo", PATIENCE).await?;
    go_round(&window, "first run").await?;
    window.close().await
}

#[test]
fn tab_goes_round_every_screen() -> Result<()> {
    in_a_signed_in_window(async |SignedIn { window, .. }| every_screen(window).await)
}

async fn every_screen(window: &Window) -> Result<()> {
    for (key, list, detail) in [
        ("1", "Flows", "People and IDs"),
        ("2", "Runs", "Timeline"),
        ("3", "Transfers", "Events"),
    ] {
        press(window, &format!("{CONTROL}{key}{NULL}")).await?;
        window.by_role("heading", list).await?;
        window.by_role("gridcell", "").await?;
        go_round(window, list).await?;
        focus_first_row(window).await?;
        press(window, ENTER).await?;
        window.wait_for_text(detail, PATIENCE).await?;
        go_round(window, &format!("one of {list}")).await?;
    }
    press(window, &format!("{CONTROL}4{NULL}")).await?;
    for (tab, text) in [
        ("Permissions", "Where this comes from"),
        ("Consents", "Manage on globus.org"),
        ("Tokens on this computer", "Renew now"),
    ] {
        window.by_role("tab", tab).await?.click().await?;
        window.wait_for_text(text, PATIENCE).await?;
        go_round(window, tab).await?;
    }
    press(window, &format!("{CONTROL},{NULL}")).await?;
    window.wait_for_text("Support", PATIENCE).await?;
    go_round(window, "Settings").await?;
    Ok(())
}

#[test]
fn keys_scroll_a_dialog_of_which_nothing_has_the_focus() -> Result<()> {
    in_a_signed_in_window(async |SignedIn { window, .. }| scroll_a_dialog(window).await)
}

async fn scroll_a_dialog(window: &Window) -> Result<()> {
    /// Makes the dialog as low as enlarged text would.
    const SHRUNK: &str = "document.querySelector('dialog').style.maxHeight = '200px'; return true";
    const SCROLLED: &str = "return document.querySelector('dialog .sheet').scrollTop > 0";
    press(window, &format!("{CONTROL}4{NULL}")).await?;
    window.button("Report…").await?.click().await?;
    window.by_role("textbox", "Report").await?;
    window.client().execute(SHRUNK, Vec::new()).await?;
    press(window, PAGE_DOWN).await?;
    window
        .wait_for_script("scrolled dialog", SCROLLED, Vec::new())
        .await?;
    window.button("Close").await?.click().await?;
    Ok(())
}
