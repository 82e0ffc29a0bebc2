//! Checks that hostile texts from outside appear only as text in the real window.

use desktop::{Options, PrivateDesktop, Result, Window};
use globus_app::{
    FlowsClient, FlowsScopes, SpecificFlowClient, TransferClient, TransferData, TransferItem,
    UserApp,
};
use globus_local::GlobusLocal;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{PATIENCE, launch_at, pass_consent, press_sign_in, researcher, start_again};

/// A guest collection of the local Globus that everyone can write to.
const EAGLE: Uuid = uuid::uuid!("05d2c76a-e867-4f67-aa57-76edeb0beda0");

/// Markup that would show if it were interpreted, marks that reverse text, and terminal escapes.
const IMAGE: &str = r#"<img src=x onerror="broken()">"#;
const SCRIPT: &str = "</script><script>broken()</script>";
const TURNED: &str = "cod.\u{202e}exe \u{1b}[31mred\u{1b}]0;title\u{7}";

const WATCH: &str = r"
    window.violations = [];
    window.addEventListener('error', (told) => window.violations.push(told.message));
    window.addEventListener('unhandledrejection', (told) => window.violations.push(`${told.reason}`));
    window.broken = () => window.violations.push('a script of a text ran');
    document.addEventListener('securitypolicyviolation', (told) => {
        window.violations.push(`${told.violatedDirective} ${told.blockedURI}`);
    });
    return true;
";

const FOUND: &str = r"
    const active = 'img, iframe, object, embed, script:not([src]), [onerror], [onclick], [onload]';
    const markup = [...document.querySelectorAll(active)].map((node) => node.outerHTML);
    const told = [...document.querySelectorAll('[aria-label], [title]')];
    const texts = told.flatMap((node) => [node.ariaLabel, node.title]);
    texts.push(document.title, document.body.textContent);
    const turned = /[\u202a-\u202e\u2066-\u2069\u001b\u0007]/u.test(texts.join(' '));
    return [...window.violations, ...markup, ...(turned ? ['marks that turn or obey'] : [])];
";

/// Where to look for what the researcher created.
struct Planted {
    flow: Uuid,
    run: Uuid,
    task: Uuid,
}

async fn plant(globus: &GlobusLocal) -> Result<Planted> {
    let app = researcher(globus)?;
    let flows = FlowsClient::builder(&app)
        .app_scopes([FlowsScopes::ALL])
        .build();
    let step = format!("Step {IMAGE}");
    let definition = json!({"StartAt": step, "States": {
        step: {"Type": "Pass", "Comment": SCRIPT, "Next": TURNED},
        TURNED: {"Type": "Fail", "Error": IMAGE, "Cause": format!("{SCRIPT}{TURNED}")},
    }});
    let flow = flows
        .create_flow(format!("Zeta {IMAGE}"), definition, json!({}))
        .subtitle(SCRIPT)
        .description(format!("{TURNED} &lt;b&gt; {IMAGE}\n{}", "x".repeat(3_000)))
        .keywords([IMAGE, TURNED])
        .send()
        .await?;
    let input = json!({IMAGE: SCRIPT, "turned": TURNED, "long": "y".repeat(200_000)});
    let run = SpecificFlowClient::new(&app, flow.id)
        .run_flow(input)
        .label(format!("Zeta {IMAGE}{TURNED}"))
        .tags([SCRIPT])
        .send()
        .await?;
    let task = copy(&app).await?;
    globus.pause_tasks(&EAGLE.to_string(), &format!("{IMAGE}{SCRIPT}{TURNED}"));
    globus.advance(SignedDuration::from_secs(60));
    Ok(Planted {
        flow: flow.id,
        run: run.run_id,
        task,
    })
}

/// Copies a folder with a hostile name.
async fn copy(app: &UserApp) -> Result<Uuid> {
    let transfer = TransferClient::new(app);
    for folder in [IMAGE, TURNED] {
        let path = format!("/home/ada/{folder}/");
        transfer.operation_mkdir(&EAGLE, &path, None).await?;
    }
    let mut data = TransferData::new(EAGLE, EAGLE);
    // Transfer accepts no control characters in a label.
    data.label = Some(format!("Zeta {IMAGE}\u{202e}"));
    let from = format!("/home/ada/{IMAGE}/");
    data.add_item(TransferItem::new(from, format!("/home/ada/{TURNED}/copy/")).recursive(true));
    let submission = transfer.submit_transfer(&mut data).await?;
    Ok(submission.task_id)
}

async fn open(desktop: &PrivateDesktop, place: &str, id: &Uuid) -> Result<()> {
    start_again(desktop, &[&format!("app.meridian.client://{place}/{id}")]).await
}

/// Checks that the text is shown, and only as text.
async fn is_text(window: &Window, screen: &str) -> Result<()> {
    window.wait_for_text(IMAGE, PATIENCE).await?;
    holds_nothing_else(window, screen).await
}

async fn holds_nothing_else(window: &Window, screen: &str) -> Result<()> {
    window.screenshot(&format!("hostile-{screen}")).await?;
    let found = window.client().execute(FOUND, Vec::new()).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{screen}");
    Ok(())
}

async fn tab(window: &Window, name: &str) -> Result<()> {
    window.by_role("tab", name).await?.click().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn f31_e8_texts_of_others_are_text_in_every_list_and_detail() -> Result<()> {
    let globus = GlobusLocal::builder().auto_approve(true).start().await?;
    let planted = plant(&globus).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    window.client().execute(WATCH, Vec::new()).await?;
    press_sign_in(&window).await?;
    pass_consent(&mut desktop).await?;

    is_text(&window, "flows").await?;
    open(&desktop, "flows", &planted.flow).await?;
    is_text(&window, "flow").await?;
    tab(&window, "Runs").await?;
    is_text(&window, "flow-runs").await?;

    window.button("Runs").await?.click().await?;
    is_text(&window, "runs").await?;
    open(&desktop, "runs", &planted.run).await?;
    for part in ["Timeline", "Log", "Input / Output", "Details"] {
        tab(&window, part).await?;
        is_text(&window, part).await?;
    }

    window.button("Transfers").await?.click().await?;
    is_text(&window, "transfers").await?;
    open(&desktop, "transfers", &planted.task).await?;
    for part in ["Events", "Details"] {
        tab(&window, part).await?;
        is_text(&window, part).await?;
    }
    window.button("ALCF Eagle").await?.click().await?;
    is_text(&window, "folder").await?;
    // The request uses the original path, not the displayed one.
    window.text("cod.\u{fffd}exe red").await?.click().await?;
    window
        .wait_for_text(
            "This folder looks empty. Hidden files aren't shown.",
            PATIENCE,
        )
        .await?;
    holds_nothing_else(&window, "folder-inside").await?;
    window.close().await
}
