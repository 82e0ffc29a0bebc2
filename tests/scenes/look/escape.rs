//! Keys that WebKitGTK handles itself unless the page does so first.

use desktop::{Display, PrivateBus, Result, Scenes, Window, mini_browser};

use super::page::open;

const ESCAPE: &str = "\u{e00c}";

/// Escape closes a dialog while a search field in it has the focus, whether or not the field is
/// empty.
pub(crate) async fn escape_closes_a_dialog_from_its_search_field(scene: &str) -> Result<()> {
    const FOCUSED: &str = "return document.activeElement?.matches('dialog [role=searchbox]')";
    const CLOSED: &str = "return document.querySelector('dialog') === null";
    let server = Scenes::start().await?;
    let bus = PrivateBus::start().await?;
    let _display = Display::start(&bus).await?;
    let window = Window::launch(&bus, &mini_browser()?, &["--automation"], &[]).await?;
    open(&window, &server, scene).await?;
    window
        .wait_for_script("a search field with the focus", FOCUSED, Vec::new())
        .await?;
    let field = window.client().active_element().await?;
    field.send_keys(ESCAPE).await?;
    window
        .wait_for_script("the end of the dialog", CLOSED, Vec::new())
        .await?;
    window.close().await
}
