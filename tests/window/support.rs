//! A desktop with Meridian on it, and a browser that answers the consent page.

use std::{path::Path, sync::Arc, time::Duration};

use desktop::{Chromium, Options, PrivateDesktop, Result, Window};
use globus_app::{
    Environment, GlobusAppConfig, LocalServerLoginFlowManager, MemoryTokenStorage, UserApp,
};
use globus_local::GlobusLocal;
use url::Url;

/// The service name of its keychain items.
pub(crate) const SERVICE: &str = "globus-app/meridian";

/// Meridian's name on the session bus while it runs.
pub(crate) const SINGLE_INSTANCE: &str = "app.meridian.client.SingleInstance";

/// A client ID that any local Globus accepts.
pub(crate) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) async fn start(options: Options) -> Result<(PrivateDesktop, Window)> {
    let desktop = PrivateDesktop::start(options).await?;
    let window = launch(&desktop).await?;
    Ok((desktop, window))
}

pub(crate) async fn launch(desktop: &PrivateDesktop) -> Result<Window> {
    launch_with(desktop, &[]).await
}

pub(crate) async fn launch_with(
    desktop: &PrivateDesktop,
    variables: &[(&str, &str)],
) -> Result<Window> {
    desktop
        .launch(Path::new(env!("CARGO_BIN_EXE_meridian")), &[], variables)
        .await
}

/// Opens `url` in a real browser and presses `button` on the page.
pub(crate) async fn press_in_browser(
    desktop: &PrivateDesktop,
    url: &Url,
    button: &str,
) -> Result<Chromium> {
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(url.as_str()).await?;
    browser.button(button).await?.click().await?;
    Ok(browser)
}

pub(crate) async fn try_demo(desktop: &mut PrivateDesktop, window: &Window) -> Result<Url> {
    window.wait_for_text("Try the demo", PATIENCE).await?;
    window.button("Try the demo").await?.click().await?;
    desktop.browser.next_url(PATIENCE).await
}

/// Signs in to the demo and waits for the lists, for tests of what comes after.
pub(crate) async fn sign_in_to_demo(desktop: &mut PrivateDesktop, window: &Window) -> Result<()> {
    let consent = try_demo(desktop, window).await?;
    answer_unseen(&consent).await?;
    wait_for_flows(window).await
}

/// Opens a window that uses this Globus.
pub(crate) async fn launch_at(
    desktop: &PrivateDesktop,
    globus: &GlobusLocal,
    arguments: &[&str],
    more: &[(&str, &str)],
) -> Result<Window> {
    let mut variables = vec![("MERIDIAN_CLIENT_ID", CLIENT_ID)];
    variables.extend(globus.sdk_variables());
    variables.extend(more);
    let program = Path::new(env!("CARGO_BIN_EXE_meridian"));
    desktop.launch(program, arguments, &variables).await
}

/// Starts Meridian while it is running. The start passes its arguments on and exits.
pub(crate) async fn start_again(desktop: &PrivateDesktop, arguments: &[&str]) -> Result<()> {
    let program = Path::new(env!("CARGO_BIN_EXE_meridian"));
    let start = desktop.bus.command(program).args(arguments).status();
    let ended = tokio::time::timeout(PATIENCE, start).await??;
    assert!(ended.success(), "it hands over and ends");
    Ok(())
}

/// Signs in for the first time and waits for the lists, for tests of what comes after.
pub(crate) async fn sign_in(desktop: &mut PrivateDesktop, window: &Window) -> Result<()> {
    press_sign_in(window).await?;
    allow_unseen(desktop).await?;
    wait_for_flows(window).await
}

/// The same, if Globus asks for no consent.
pub(crate) async fn sign_in_unasked(desktop: &mut PrivateDesktop, window: &Window) -> Result<()> {
    press_sign_in(window).await?;
    pass_consent(desktop).await?;
    wait_for_flows(window).await
}

pub(crate) async fn press_sign_in(window: &Window) -> Result<()> {
    let sign_in = "Sign in with Globus (opens your browser)";
    Ok(window.button(sign_in).await?.click().await?)
}

pub(crate) async fn wait_for_flows(window: &Window) -> Result<()> {
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    Ok(())
}

/// An app with all permissions, whose browser allows everything.
pub(crate) fn researcher(globus: &GlobusLocal) -> Result<UserApp> {
    let browser = LocalServerLoginFlowManager::new(|url| {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    });
    let config = GlobusAppConfig {
        environment: Environment::at("local", globus.url())?,
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        login_flow_manager: Some(Arc::new(browser)),
        ..GlobusAppConfig::default()
    };
    Ok(UserApp::builder("researcher", CLIENT_ID)
        .config(config)
        .build()?)
}

/// Opens the consent page of a Globus that consents at once and redirects.
pub(crate) async fn pass_consent(desktop: &mut PrivateDesktop) -> Result<()> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    reqwest::get(consent).await?.error_for_status()?;
    Ok(())
}

/// Like [`allow`] but with plain requests, for tests that aren't about the browser.
pub(crate) async fn allow_unseen(desktop: &mut PrivateDesktop) -> Result<()> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    answer_unseen(&consent).await
}

/// Submits the form on the page, as its button does.
async fn answer_unseen(consent: &Url) -> Result<()> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let page = http.get(consent.clone()).send().await?.text().await?;
    let field = page.split_once(r#"name="consent" value=""#);
    let id = field.and_then(|(_, rest)| rest.split_once('"'));
    let (id, _) = id.ok_or("no consent is asked for")?;
    let form = [("consent", id), ("answer", "allow")];
    let answer = http.post(consent.join("authorize/answer")?).form(&form);
    answer.send().await?.error_for_status()?;
    Ok(())
}

/// Presses Allow on the page that was opened last.
pub(crate) async fn allow(desktop: &mut PrivateDesktop) -> Result<()> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = press_in_browser(desktop, &consent, "Allow").await?;
    close_when_answered(browser).await
}

/// The same, as one of the people that Globus knows: "Ada Lovelace (ada@uni.example)".
pub(crate) async fn allow_as(desktop: &mut PrivateDesktop, who: &str) -> Result<()> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(consent.as_str()).await?;
    browser.by_role("radio", who).await?.click().await?;
    browser.button("Allow").await?.click().await?;
    close_when_answered(browser).await
}

/// Closes the browser once it has delivered the answer.
pub(crate) async fn close_when_answered(browser: Chromium) -> Result<()> {
    const SHOWS_THE_OUTCOME: &str = "return document.querySelector('p.app') !== null";
    browser
        .wait_for_script("page of the outcome", SHOWS_THE_OUTCOME, Vec::new())
        .await?;
    browser.close().await
}
