//! The "One more step" sheet: a real browser asks for what an action needs, and the action then
//! continues by itself.

use desktop::{Chromium, Options, PrivateDesktop, Result, Window};
use globus_local::{Demand, GareForm, GlobusLocal, Options as GlobusOptions};
use serde_json::{Map, json};

use crate::{
    keys::ENTER,
    shared::{SignedIn, in_a_signed_in_window},
    support::{
        PATIENCE, allow, allow_as, allow_unseen, close_when_answered, launch_at, press_in_browser,
        sign_in,
    },
};

async fn signed_in() -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    Ok((globus, desktop, window))
}

/// Opens a run from the list by its label.
async fn open_run(window: &Window, label: &str) -> Result<()> {
    window.button("Runs").await?.click().await?;
    window.wait_for_text(label, PATIENCE).await?.click().await?;
    window.wait_for_text("Timeline", PATIENCE).await.map(drop)
}

/// Cancels a run and waits for the sheet.
async fn cancel_run(window: &Window) -> Result<()> {
    open_run(window, "Krios session 60").await?;
    window.button("Cancel run…").await?.click().await?;
    window.button("Cancel run").await?.click().await?;
    window
        .wait_for_text("One more step to cancel “Krios session 60”", PATIENCE)
        .await?;
    Ok(())
}

/// Chooses an item from a run's menu.
async fn choose(window: &Window, label: &str, item: &str) -> Result<()> {
    let more = window.button(&format!("More actions for {label}")).await?;
    more.click().await?;
    window.by_role("menuitem", item).await?.click().await?;
    Ok(())
}

async fn go_on(window: &Window) -> Result<()> {
    window.button("Continue in browser").await?.click().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_canceled_after_one_more_permission() -> Result<()> {
    let (_globus, mut desktop, window) = signed_in().await?;
    cancel_run(&window).await?;
    window.screenshot("sheet-cancel").await?;
    go_on(&window).await?;
    window
        .wait_for_text("Waiting for your browser", PATIENCE)
        .await?;
    window.screenshot("sheet-waiting").await?;
    allow(&mut desktop).await?;
    window
        .wait_for_text("Cancel requested. It may take a moment", PATIENCE)
        .await?;
    window.wait_until_gone("One more step").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_waits_for_consent_is_resumed() -> Result<()> {
    let (_globus, mut desktop, window) = signed_in().await?;
    open_run(&window, "Nautilus batch 58").await?;
    window
        .button("Fix and resume (opens the browser)")
        .await?
        .click()
        .await?;
    window
        .wait_for_text("One more step to resume “Nautilus batch 58”", PATIENCE)
        .await?;
    window.screenshot("sheet-resume").await?;
    go_on(&window).await?;
    allow_unseen(&mut desktop).await?;
    window.wait_for_text("Resumed.", PATIENCE).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_renamed_and_given_a_monitor_and_a_run_that_is_over_is_deleted() -> Result<()> {
    /// The sheet above the dialog is closed.
    const CLOSED: &str = "return document.querySelectorAll('dialog').length === 1";
    let (_globus, mut desktop, window) = signed_in().await?;
    open_run(&window, "Krios session 60").await?;
    choose(&window, "Krios session 60", "Edit label, tags and people…").await?;
    let label = window.textbox("Label").await?;
    label.clear().await?;
    label.send_keys("Krios session 61").await?;
    let monitor = window.textbox("Add to monitors").await?;
    monitor.send_keys("nobody@nowhere.example\u{e007}").await?;
    window.button("Allow…").await?.click().await?;
    window
        .wait_for_text("One more step to look up people", PATIENCE)
        .await?;
    window.screenshot("sheet-people").await?;
    go_on(&window).await?;
    allow_unseen(&mut desktop).await?;
    window
        .wait_for_script("the end of the sheet", CLOSED, Vec::new())
        .await?;
    monitor.send_keys("\u{e007}").await?;
    window
        .wait_for_text("Globus has no user called", PATIENCE)
        .await?;
    monitor.clear().await?;
    monitor.send_keys("charles@uni.example\u{e007}").await?;
    window.button("Remove charles@uni.example").await?;
    window.screenshot("run-edit").await?;
    window.button("Save").await?.click().await?;
    window
        .wait_for_text("One more step to edit “Krios session 60”", PATIENCE)
        .await?;
    go_on(&window).await?;
    allow_unseen(&mut desktop).await?;
    window.wait_for_text("Saved.", PATIENCE).await?;
    window.by_role("heading", "Krios session 61").await?;
    window.by_role("tab", "Details").await?.click().await?;
    window
        .wait_for_text("charles@uni.example", PATIENCE)
        .await?;
    // A run under way must be canceled first, as the menu says.
    choose(&window, "Krios session 61", "Delete run…").await?;
    window
        .wait_for_text("It's still running. Cancel it first.", PATIENCE)
        .await?;

    window.button("Cancel run…").await?.click().await?;
    window.button("Cancel run").await?.click().await?;
    window
        .wait_for_text("It may take a moment", PATIENCE)
        .await?;
    window.wait_until_gone("Cancel run…").await?;
    choose(&window, "Krios session 61", "Delete run…").await?;
    window
        .by_role("heading", "Delete run “Krios session 61”?")
        .await?;
    window.button("Delete run").await?.click().await?;
    window
        .wait_for_text("The run is deleted.", PATIENCE)
        .await?;
    window.by_role("heading", "Runs").await?;
    window.wait_for_text("Nautilus batch", PATIENCE).await?;
    assert!(!window.shows("Krios session 61").await?);
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_opens_in_another_browser_of_this_computer() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let applications = desktop.bus.home().join(".local/share/applications");
    std::fs::create_dir_all(&applications)?;
    // The parameter it adds to the link shows that it was used.
    let script = desktop.bus.home().join("other-browser");
    std::fs::write(&script, "#!/bin/sh\nexec xdg-open \"$1&other=1\"\n")?;
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&script, mode)?;
    for (id, name) in [("other", "Other Browser"), ("third", "Third Browser")] {
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName={name}\nExec={} %u\n\
             MimeType=x-scheme-handler/https;\n",
            script.display()
        );
        std::fs::write(applications.join(format!("{id}.desktop")), entry)?;
    }
    let mut update = desktop.bus.command("update-desktop-database");
    assert!(update.arg(&applications).status().await?.success());
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    cancel_run(&window).await?;
    let choice = window.by_role("combobox", "Browser").await?;
    choice.select_by_label("Other Browser").await?;
    window.screenshot("sheet-browser").await?;
    go_on(&window).await?;
    let opened = desktop.browser.next_url(PATIENCE).await?;
    assert!(
        opened.query_pairs().any(|(name, _)| name == "other"),
        "{opened}"
    );
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_opens_the_transfers() -> Result<()> {
    let (globus, mut desktop, window) = signed_in().await?;
    let wanted = Map::from_iter([
        ("session_required_mfa".to_owned(), json!(true)),
        (
            "session_message".to_owned(),
            json!("<img src=x> Protected data"),
        ),
    ]);
    let form = GareForm::Canonical;
    globus.demand(Demand::new("/v0.10/task_list", form, wanted));
    window.button("Transfers").await?.click().await?;
    window.button("Allow…").await?.click().await?;
    // A service's message is shown as text, whatever it contains.
    window
        .wait_for_text("<img src=x> Protected data", PATIENCE)
        .await?;
    window
        .wait_for_text("Use multi-factor sign-in", PATIENCE)
        .await?;
    window.screenshot("sheet-mfa").await?;
    go_on(&window).await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(consent.as_str()).await?;
    browser
        .by_role("checkbox", "I have used my second factor")
        .await?
        .click()
        .await?;
    browser.button("Allow").await?.click().await?;
    close_when_answered(browser).await?;
    window.wait_for_text("Retrying", PATIENCE).await?;
    window.close().await
}

#[test]
fn no_is_said_on_the_sheet_and_everything_stays() -> Result<()> {
    in_a_signed_in_window(
        async |SignedIn {
                   window, desktop, ..
               }| say_no(window, desktop).await,
    )
}

async fn say_no(window: &Window, desktop: &mut PrivateDesktop) -> Result<()> {
    cancel_run(window).await?;
    go_on(window).await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = press_in_browser(desktop, &consent, "Deny").await?;
    close_when_answered(browser).await?;
    window
        .wait_for_text("You chose not to allow access.", PATIENCE)
        .await?;
    window.screenshot("sheet-denied").await?;
    window.button("Not now").await?.click().await?;
    window.wait_until_gone("One more step").await?;
    window.button("Cancel run…").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_that_comes_back_is_a_choice() -> Result<()> {
    let (_globus, mut desktop, window) = signed_in().await?;
    cancel_run(&window).await?;
    go_on(&window).await?;
    allow_as(&mut desktop, "Charles Babbage (charles@uni.example)").await?;
    window
        .wait_for_text("You signed in as charles@uni.example", PATIENCE)
        .await?;
    window.screenshot("other-account").await?;
    window
        .button("Add charles@uni.example as a second account")
        .await?
        .click()
        .await?;
    window
        .button("Account: Charles Babbage charles@uni.example")
        .await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_is_browsed_after_its_data_access() -> Result<()> {
    let (_globus, mut desktop, window) = signed_in().await?;
    window.button("Transfers").await?.click().await?;
    window.button("Browse a collection…").await?.click().await?;
    window
        .wait_for_text("storage@uni.example", PATIENCE)
        .await?;
    // From the search field to the first recently used collection.
    let field = window.client().active_element().await?;
    field.send_keys("\u{e015}").await?;
    let first = window.client().active_element().await?;
    first.send_keys(ENTER).await?;
    window.button("Allow…").await?.click().await?;
    window
        .wait_for_text("One more step to browse Midway3 Project", PATIENCE)
        .await?;
    window.screenshot("sheet-browse").await?;
    go_on(&window).await?;
    allow_unseen(&mut desktop).await?;
    window.wait_until_gone("One more step").await?;
    window.wait_for_text("README.txt", PATIENCE).await?;
    window.screenshot("browsed").await?;
    window.close().await
}
