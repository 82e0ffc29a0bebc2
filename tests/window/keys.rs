//! Sends keys to the focused element, as WebDriver writes them (WebDriver, 17.4.2).

use desktop::{Result, Window};

/// Releases the keys that are held down.
pub(crate) const NULL: &str = "\u{e000}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const SHIFT: &str = "\u{e008}";
pub(crate) const CONTROL: &str = "\u{e009}";
pub(crate) const ALT: &str = "\u{e00a}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const PAGE_DOWN: &str = "\u{e00f}";
pub(crate) const LEFT: &str = "\u{e012}";
pub(crate) const RIGHT: &str = "\u{e014}";
pub(crate) const DOWN: &str = "\u{e015}";
pub(crate) const DELETE: &str = "\u{e017}";
pub(crate) const F10: &str = "\u{e03a}";

/// Focuses the focusable row of the first list.
const FIRST_ROW: &str = "document.querySelector('[role=row][tabindex=\"0\"]').focus(); return true";

pub(crate) async fn press(window: &Window, keys: &str) -> Result<()> {
    let focused = window.client().active_element().await?;
    focused.send_keys(keys).await?;
    Ok(())
}

pub(crate) async fn focus_first_row(window: &Window) -> Result<()> {
    window.client().execute(FIRST_ROW, Vec::new()).await?;
    Ok(())
}
