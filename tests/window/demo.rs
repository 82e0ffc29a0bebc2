//! The demo from the first click to the empty keychain, including what can go wrong.

use desktop::{Options, Result};
use fantoccini::Locator;
use url::Url;

use crate::support::{
    PATIENCE, SERVICE, SINGLE_INSTANCE, launch, press_in_browser, sign_in_to_demo, start, try_demo,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_signs_in_lists_filters_and_leaves_nothing_behind() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    window.wait_for_text("Try the demo", PATIENCE).await?;
    window.screenshot("first-run").await?;
    let consent = try_demo(&mut desktop, &window).await?;
    window
        .wait_for_text("Waiting for your browser", PATIENCE)
        .await?;
    window.screenshot("waiting").await?;
    let browser = press_in_browser(&desktop, &consent, "Allow").await?;
    browser.wait_for_text("You’re signed in", PATIENCE).await?;
    browser.screenshot("signed-in-page").await?;
    assert!(
        !browser
            .client()
            .current_url()
            .await?
            .as_str()
            .contains("code=")
    );

    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    window.screenshot("flows").await?;
    assert_eq!(
        desktop.keyring.items(SERVICE).await?.len(),
        3,
        "one item for each service"
    );

    window
        .by_role("searchbox", "Search flows")
        .await?
        .send_keys("tape")
        .await?;
    window.wait_until_gone("Cryo-EM nightly ingest").await?;
    window.wait_for_text("Archive to tape", PATIENCE).await?;

    window.button("Transfers").await?.click().await?;
    window
        .wait_for_text("Retrying – permission denied", PATIENCE)
        .await?;
    window.screenshot("transfers").await?;

    window.button("Leave the demo").await?.click().await?;
    window.wait_for_text("Try the demo", PATIENCE).await?;
    assert!(
        desktop.keyring.items(SERVICE).await?.is_empty(),
        "the keychain is empty again"
    );
    browser.close().await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a1_the_systems_browser_gets_the_login_and_no_web_view_does() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    window.wait_for_text("Try the demo", PATIENCE).await?;
    let page = window.client().current_url().await?;
    let login = try_demo(&mut desktop, &window).await?;
    assert!(login.path().ends_with("/v2/oauth2/authorize"), "{login}");
    window
        .wait_for_text("Waiting for your browser", PATIENCE)
        .await?;
    assert_eq!(window.client().current_url().await?, page);
    assert_eq!(window.client().windows().await?.len(), 1);
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_consent_is_said_and_nothing_is_stored() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    let consent = try_demo(&mut desktop, &window).await?;
    let browser = press_in_browser(&desktop, &consent, "Deny").await?;
    browser.wait_for_text("Access was denied", PATIENCE).await?;
    window
        .wait_for_text("You chose not to allow access.", PATIENCE)
        .await?;
    window.screenshot("denied").await?;
    assert!(desktop.keyring.items(SERVICE).await?.is_empty());
    browser.close().await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_state_is_refused_on_the_page_and_the_right_answer_still_works() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    let consent = try_demo(&mut desktop, &window).await?;
    let redirect = consent
        .query_pairs()
        .find(|(name, _)| name == "redirect_uri");
    let mut forged = Url::parse(&redirect.ok_or("no redirect_uri")?.1)?;
    forged.set_query(Some("code=stolen&state=wrong"));
    let browser = press_in_browser(&desktop, &consent, "Allow");
    let attacker = desktop::Chromium::start(&desktop.bus).await?;
    attacker.client().goto(forged.as_str()).await?;
    attacker
        .wait_for_text("This link isn’t from this sign-in", PATIENCE)
        .await?;
    window
        .wait_for_text("Waiting for your browser", PATIENCE)
        .await?;
    attacker.close().await?;
    let browser = browser.await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    browser.close().await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_never_comes_back_ends_at_the_deadline() -> Result<()> {
    let desktop = desktop::PrivateDesktop::start(Options::default()).await?;
    let folder = desktop.bus.home().join(".config/app.meridian.client");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(
        folder.join("settings.json"),
        r#"{"login_timeout_seconds": 2}"#,
    )?;
    let mut desktop = desktop;
    let window = launch(&desktop).await?;
    try_demo(&mut desktop, &window).await?;
    window
        .wait_for_text("The sign-in timed out.", PATIENCE)
        .await?;
    window.screenshot("timed-out").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crashed_demo_left_behind_goes_at_the_next_start() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    sign_in_to_demo(&mut desktop, &window).await?;
    window.processes().iter().for_each(desktop::Process::kill);
    drop(window);
    // Until then, a new start would take the dying process for a running one and pass its arguments
    // to it.
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;
    assert_eq!(
        desktop.keyring.items(SERVICE).await?.len(),
        3,
        "a crash cleans nothing up"
    );

    let window = launch(&desktop).await?;
    window.wait_for_text("Try the demo", PATIENCE).await?;
    assert!(desktop.keyring.items(SERVICE).await?.is_empty());
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn quitting_leaves_nothing_of_the_demo_behind() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    sign_in_to_demo(&mut desktop, &window).await?;
    // The window manager asks the window to close, as its button does.
    let asked = desktop
        .bus
        .command("wmctrl")
        .args(["-c", "Meridian"])
        .status()
        .await?;
    assert!(asked.success());
    tokio::time::timeout(PATIENCE, window.ended()).await?;
    assert!(desktop.keyring.items(SERVICE).await?.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_the_browser_signs_in_as_well() -> Result<()> {
    let (mut desktop, window) = start(Options::default()).await?;
    try_demo(&mut desktop, &window).await?;
    window.button("Use a code instead").await?.click().await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = press_in_browser(&desktop, &consent, "Allow").await?;
    browser.wait_for_text("Your code", PATIENCE).await?;
    let shown = browser.client().find(Locator::Id("code")).await?;
    let code = shown.text().await?;
    let field = window.textbox("Code").await?;
    field.send_keys("not a code").await?;
    window.button("Sign in").await?.click().await?;
    window
        .wait_for_text("doesn't look like a Globus code", PATIENCE)
        .await?;
    window.screenshot("code").await?;
    window.textbox("Code").await?.clear().await?;
    window.textbox("Code").await?.send_keys(&code).await?;
    window.button("Sign in").await?.click().await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    browser.close().await?;
    window.close().await
}
