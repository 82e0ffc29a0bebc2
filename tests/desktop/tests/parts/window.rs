use std::time::Duration;

use desktop::{Options, PrivateDesktop, Result, Window, mini_browser};

const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<title>A page</title>
<h1>Hello   <em>person</em></h1>
<button aria-label="Start">►</button>
<button style="display: none">Hidden</button>
<span id="s">Colour</span> <input aria-labelledby="s">
<a href="page.html">Read on</a>
<p id="late"></p>
<dialog><p>Are you sure?</p><button>Yes</button></dialog>
<script>
    document.querySelector("button").onclick = () => setTimeout(() => {
        document.getElementById("late").textContent = "Started at last";
        document.querySelector("dialog").showModal();
    }, 300);
    document.querySelector("dialog button").onclick = () => document.querySelector("dialog").close();
</script>
"#;

/// WebKitGTK's own browser, as an example of a program with a web view.
async fn open_page(desktop: &PrivateDesktop) -> Result<Window> {
    let page = desktop.home().join("page.html");
    std::fs::write(&page, PAGE)?;
    let window = desktop
        .launch(&mini_browser()?, &["--automation"], &[("MARK", "1")])
        .await?;
    window
        .client()
        .goto(&format!("file://{}", page.display()))
        .await?;
    Ok(window)
}

#[tokio::test]
async fn a_person_finds_and_uses_what_a_window_shows() -> Result<()> {
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let window = open_page(&desktop).await?;
    assert_eq!(window.text("Hello person").await?.tag_name().await?, "h1");
    assert!(window.all_by_role("button", "Hidden").await?.is_empty());
    assert!(window.all_by_role("button", "Sta").await?.is_empty());
    window.link("Read on").await?;
    window.textbox("Colour").await?.send_keys("green").await?;

    window.button("Start").await?.click().await?;
    window.text("Started at last").await?;
    // While the modal dialog is open, the page behind it can be read but not used.
    assert!(window.shows("Hello person").await?);
    assert!(window.all_by_role("button", "Start").await?.is_empty());
    assert!(window.screenshot("desktop-page").await?.exists());
    assert!(desktop.display.screenshot("desktop-screen").await?.exists());
    window.button("Yes").await?.click().await?;
    window.wait_until_gone("Are you sure?").await?;
    window.button("Start").await?;

    let error = window
        .wait_for_text("Nowhere", Duration::from_millis(50))
        .await
        .expect_err("not there");
    assert!(error.to_string().contains("Hello person"), "{error}");
    window.close().await
}

#[tokio::test]
async fn nothing_of_a_window_stays_behind() -> Result<()> {
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let window = open_page(&desktop).await?;
    assert!(
        window
            .processes()
            .iter()
            .any(|process| process.command.contains("MiniBrowser"))
    );
    assert!(window.log().starts_with(desktop.logs()));
    drop(window);
    let left = desktop.processes();
    assert!(
        !left
            .iter()
            .any(|process| process.command.to_lowercase().contains("webkit")),
        "{left:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_program_that_ends_at_once_is_reported_with_its_words() -> Result<()> {
    let desktop = PrivateDesktop::start(Options::default()).await?;
    let script = ["-c", "echo cannot start today; sleep 0.3; exit 1"];
    let error = desktop
        .launch("/bin/sh".as_ref(), &script, &[])
        .await
        .expect_err("there is no window");
    let words = error.to_string();
    assert!(
        words.contains("the program ended") && words.contains("cannot start today"),
        "{words}"
    );
    Ok(())
}
