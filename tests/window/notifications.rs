//! Notifications while no window is open, and the place that a click on one opens.

use std::time::Duration;

use desktop::{NotificationHost, Options, PrivateDesktop, Result, TrayHost, until};
use globus_app::{FlowsClient, FlowsScopes, SpecificFlowClient};
use globus_local::GlobusLocal;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::{
    support::{PATIENCE, pass_consent, researcher},
    undriven::{WINDOW, settings, start},
};

/// What is under way is checked every minute.
const A_LOOK: Duration = Duration::from_secs(90);

/// A run that fails after half a minute.
async fn failing_run(globus: &GlobusLocal) -> Result<Uuid> {
    let app = researcher(globus)?;
    let flows = FlowsClient::builder(&app)
        .app_scopes([FlowsScopes::ALL])
        .build();
    let definition = json!({"StartAt": "Wait", "States": {
        "Wait": {"Type": "Wait", "Seconds": 30, "Next": "Give up"},
        "Give up": {"Type": "Fail", "Error": "TooLate", "Cause": "Nobody came"},
    }});
    let flow = flows
        .create_flow("Zeta", definition, json!({}))
        .send()
        .await?;
    let run = SpecificFlowClient::new(&app, flow.id).run_flow(json!({}));
    Ok(run.label("Zeta <b>run</b>").send().await?.run_id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_fails_is_told_and_a_click_leads_to_it() -> Result<()> {
    let builder = GlobusLocal::builder().auto_approve(true).control(true);
    let globus = builder.tasks(0).start().await?;
    let run = failing_run(&globus).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let tray = TrayHost::start(&desktop.bus).await?;
    let mut notifications = NotificationHost::start(&desktop.bus).await?;
    settings(&desktop, r#"{"start_hidden": true}"#).await?;
    let mut app = start(&desktop, &globus)?;
    tray.choose("Sign in with Globus…").await?;
    pass_consent(&mut desktop).await?;
    let told = notifications.next(PATIENCE).await?;
    assert_eq!(told.summary, "Signed in as ada@uni.example");
    tray.wait_for_row_with("Zeta <b>run</b>").await?;

    globus.advance(SignedDuration::from_secs(31));
    let told = notifications.next(A_LOOK).await?;
    assert_eq!(told.summary, "Zeta <b>run</b> failed");
    assert!(told.body.contains("Failed"), "{told:?}");
    assert_eq!(told.icon, "meridian");
    assert_eq!(told.actions, ["default", "Open"]);
    assert!(!desktop.display.has_window(WINDOW).await?);

    // The program may not listen for clicks yet, so click again.
    let leads_there = async || {
        notifications.click(&told).await?;
        desktop.display.has_window(WINDOW).await
    };
    until("the window", PATIENCE, leads_there).await?;
    let path = format!("/runs/{run}");
    let is_shown = async || Ok(globus.requests().iter().any(|asked| asked.path == path));
    until("the run", PATIENCE, is_shown).await?;
    tray.choose("Quit Meridian").await?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success(), "{ended}");
    Ok(())
}
