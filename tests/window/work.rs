//! Work with lists in the real window: several rows at once, a row's menu, and a run with its
//! transfer.

use desktop::{Options, PrivateDesktop, Result};
use globus_app::{FlowsClient, FlowsScopes, SpecificFlowClient};
use globus_local::GlobusLocal;
use serde_json::json;

use crate::{
    keys::{ALT, DELETE, DOWN, ESCAPE, F10, LEFT, NULL, SHIFT, focus_first_row, press},
    support::{PATIENCE, launch_at, researcher, sign_in, sign_in_unasked},
};

const KRIOS: &str = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13";
const ARCHIVE: &str = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75";

/// A run that copies a folder.
async fn copying_run(globus: &GlobusLocal) -> Result<()> {
    let app = researcher(globus)?;
    let flows = FlowsClient::builder(&app)
        .app_scopes([FlowsScopes::ALL])
        .build();
    let definition = json!({"StartAt": "Copy", "States": {"Copy": {
        "Type": "Action",
        "ActionUrl": "https://actions.globus.org/transfer/transfer",
        "Parameters": {
            "source_endpoint_id": KRIOS,
            "destination_endpoint_id": ARCHIVE,
            "transfer_items": [{
                "source_path": "/2026-11-20/",
                "destination_path": "/incoming/",
                "recursive": true,
            }],
        },
        "ResultPath": "$.Copied",
        "End": true,
    }}});
    let flow = flows
        .create_flow("Copies", definition, json!({}))
        .send()
        .await?;
    let run = SpecificFlowClient::new(&app, flow.id).run_flow(json!({}));
    run.label("Copy of a night").send().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_leads_to_its_transfer_and_back() -> Result<()> {
    let globus = GlobusLocal::builder().auto_approve(true).start().await?;
    copying_run(&globus).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in_unasked(&mut desktop, &window).await?;
    window.button("Runs").await?.click().await?;
    window
        .wait_for_text("Copy of a night", PATIENCE)
        .await?
        .click()
        .await?;
    // The step's transfer with its current status.
    window.by_role("region", "This step's transfer").await?;
    window.screenshot("run-transfer").await?;
    window.button("Open transfer").await?.click().await?;
    window.by_role("tab", "Events").await?;
    window.wait_for_text("Krios", PATIENCE).await?;
    press(&window, &format!("{ALT}{LEFT}{NULL}")).await?;
    window.button("Open transfer").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn several_transfers_are_chosen_by_keys_and_canceled_at_once() -> Result<()> {
    let globus = GlobusLocal::builder().start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    window.button("Transfers").await?.click().await?;
    window.by_role("tab", "Active").await?.click().await?;
    window.wait_for_text("Transferring", PATIENCE).await?;
    focus_first_row(&window).await?;

    press(&window, &format!("{SHIFT}{F10}{NULL}")).await?;
    window.by_role("menuitem", "Copy link").await?;
    window.screenshot("row-menu").await?;
    press(&window, ESCAPE).await?;
    assert!(
        window
            .all_by_role("menuitem", "Copy link")
            .await?
            .is_empty()
    );

    press(&window, &format!("{SHIFT}{DOWN}{NULL}")).await?;
    window.text("2 selected").await?;
    window.screenshot("rows-chosen").await?;
    press(&window, DELETE).await?;
    window.by_role("heading", "Cancel 2 transfers?").await?;
    window.button("Cancel transfers").await?.click().await?;
    window
        .wait_for_text("2 transfers canceled.", PATIENCE)
        .await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_looks_are_the_persons_and_kept() -> Result<()> {
    const LOOKS: &str = "return `${getComputedStyle(document.body).backgroundColor} \
        ${devicePixelRatio} ${document.querySelector('[role=row].item')?.clientHeight}`";
    let globus = GlobusLocal::builder().start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    let before = window.client().execute(LOOKS, Vec::new()).await?;
    window.button("Settings").await?.click().await?;
    window.by_role("radio", "Dark").await?.click().await?;
    window
        .by_role("checkbox", "Compact lists")
        .await?
        .click()
        .await?;
    // Both settings were changed in quick succession. The first one must have been saved too.
    let is_compact = "return document.documentElement.dataset.density === 'compact'";
    window
        .wait_for_script("compact rows", is_compact, Vec::new())
        .await?;
    window.screenshot("settings-dark").await?;
    window.button("Flows").await?.click().await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    let after = window.client().execute(LOOKS, Vec::new()).await?;
    let (before, after) = (before.to_string(), after.to_string());
    assert_eq!(before, r#""rgb(255, 255, 255) 1 35""#);
    assert_eq!(after, r#""rgb(23, 30, 39) 1 27""#);
    window.screenshot("flows-dark-compact").await?;
    window.close().await?;

    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    let kept = window.client().execute(LOOKS, Vec::new()).await?;
    assert_eq!(kept.to_string(), after);
    window.close().await
}
