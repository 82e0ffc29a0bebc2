//! Meridian's links on a real desktop: while it runs, before it runs, hostile ones, and too many.

use desktop::{Chromium, Options, PrivateDesktop, Result, Window};
use globus_local::{GlobusLocal, Options as GlobusOptions};
use zbus::Connection;

use crate::support::{PATIENCE, SINGLE_INSTANCE, launch_at, press_sign_in, sign_in, start_again};

/// A flow that the local Globus always has.
const FLOW: &str = "app.meridian.client://flows/3739092e-5243-4a17-bc80-90ebca7cf321";
const ITS_TITLE: &str = "Multi Step Transfer";
const OBJECT: &str = "/app/meridian/client/SingleInstance";
const INTERFACE: &str = "org.SingleInstance.DBus";

async fn connect(desktop: &PrivateDesktop) -> Result<Connection> {
    let variables = desktop.bus.env();
    let address = variables
        .iter()
        .find(|(name, _)| name == "DBUS_SESSION_BUS_ADDRESS");
    let address = address.and_then(|(_, value)| value.to_str());
    let address = address.ok_or("the bus has no address")?;
    Ok(zbus::connection::Builder::address(address)?.build().await?)
}

/// Passes arguments to Meridian, as any program on the session bus can.
async fn hand_over(bus: &Connection, arguments: &[&str]) -> Result<()> {
    let body = (arguments, "/");
    bus.call_method(
        Some(SINGLE_INSTANCE),
        OBJECT,
        Some(INTERFACE),
        "ExecuteCallback",
        &body,
    )
    .await?;
    Ok(())
}

/// The resident memory of all the program's processes, in KiB.
fn memory(window: &Window) -> u64 {
    let processes = window.processes().into_iter();
    let resident = processes.filter_map(|process| {
        let status = std::fs::read_to_string(format!("/proc/{}/status", process.id)).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    });
    resident.sum()
}

async fn signed_in() -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    Ok((globus, desktop, window))
}

#[tokio::test(flavor = "multi_thread")]
async fn b17_a_link_opens_its_place_warm_and_cold() -> Result<()> {
    let (globus, desktop, window) = signed_in().await?;
    window.button("Runs").await?.click().await?;
    start_again(&desktop, &[FLOW]).await?;
    window.by_role("heading", ITS_TITLE).await?;
    window.screenshot("link-opened").await?;
    window.close().await?;
    desktop.bus.wait_for_no_name(SINGLE_INSTANCE).await?;

    let window = launch_at(&desktop, &globus, &[FLOW], &[]).await?;
    window.by_role("heading", ITS_TITLE).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn b15_f26_f27_f28_hostile_links_change_nothing() -> Result<()> {
    let (_globus, desktop, window) = signed_in().await?;
    window.button("Runs").await?.click().await?;
    window.by_role("heading", "Runs").await?;
    let bus = connect(&desktop).await?;
    let id = "3739092e-5243-4a17-bc80-90ebca7cf321";
    for link in [
        format!("app.meridian.client://evil@flows/{id}"),
        format!("app.meridian.client://flows/{id}%00"),
        format!("app.meridian.client://flows/../runs/{id}"),
        format!("app.meridian.client://fl\u{f6}ws/{id}"),
        "https://globus.org/planted".to_owned(),
        "app.meridian.client://login?code=planted&state=planted".to_owned(),
        format!("app.meridian.client://flows/{}", "planted".repeat(1_000)),
    ] {
        hand_over(&bus, &["meridian", &link]).await?;
    }
    hand_over(&bus, &["meridian", FLOW, FLOW]).await?;
    let before = memory(&window);
    let huge = format!("app.meridian.client://flows/{}", "x".repeat(10 << 20));
    hand_over(&bus, &["meridian", &huge]).await?;
    assert_eq!(window.all_by_role("heading", "Runs").await?.len(), 1);
    for _ in 0..1_000 {
        hand_over(&bus, &["meridian", FLOW]).await?;
    }
    // Some of them have an effect, as yours would. You can still use the window.
    window.by_role("heading", ITS_TITLE).await?;
    window.button("Transfers").await?.click().await?;
    window.wait_for_text("Retrying", PATIENCE).await?;
    let grown = memory(&window).saturating_sub(before);
    assert!(grown < 64 << 10, "{grown} KiB more");
    let log = window.log_text();
    assert!(log.contains("refused"), "{log}");
    assert!(log.contains("too many links"), "{log}");
    assert!(!log.contains("planted"), "{log}");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_comes_back_by_a_link_through_the_relay() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let folder = desktop.bus.home().join(".config/app.meridian.client");
    std::fs::create_dir_all(&folder)?;
    let relay = format!("{}relay/", globus.url());
    let settings = serde_json::json!({"login_way": "link", "relay": relay});
    std::fs::write(folder.join("settings.json"), settings.to_string())?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    press_sign_in(&window).await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = Chromium::start(&desktop.bus).await?;
    browser.client().goto(consent.as_str()).await?;
    browser.button("Allow").await?.click().await?;
    let link = browser.link("Open Meridian").await?;
    let link = link.attr("href").await?.ok_or("no link")?;
    let landed = browser.client().current_url().await?;
    assert_eq!(landed.query(), None, "the answer does not stay in the bar");
    browser.close().await?;
    start_again(
        &desktop,
        &["app.meridian.client://login?code=1&state=wrong"],
    )
    .await?;
    window
        .wait_for_text("Waiting for your browser", PATIENCE)
        .await?;
    start_again(&desktop, &[&link]).await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    for secret in globus.issued() {
        assert!(
            !window.log_text().contains(&secret.value),
            "{:?}",
            secret.kind
        );
    }
    window.close().await
}
