//! Access in the real window: a permission granted by the real browser, the editor, consents and
//! tokens, and no secret on the way.

use desktop::{Options, PrivateDesktop, Result, Window};
use globus_local::GlobusLocal;
use serde_json::{Value, json};

use crate::support::{PATIENCE, launch_with, press_in_browser};

const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
const RUN_MANAGE: &str =
    "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_manage";
const VIEW_CONSENTS: &str = "urn:globus:auth:scope:auth.globus.org:view_consents";
const FLOWS: &str = "flows.globus.org";

/// Keeps everything that the shell gives to the page: answers, which come over `fetch`, and what
/// came of trips for permissions.
const TRACE: &str = r"
    window.trace = [];
    window.granted = [];
    const fetched = window.fetch;
    window.fetch = async (...call) => {
        const answer = await fetched(...call);
        window.trace.push(await answer.clone().text());
        return answer;
    };
    const internals = window.__TAURI_INTERNALS__;
    const handler = internals.transformCallback((told) => {
        window.granted.push(told.payload);
        window.trace.push(JSON.stringify(told));
    });
    const target = { kind: 'Any' };
    internals.invoke('plugin:event|listen', { event: 'scopes-granted', target, handler });
    return true;
";

/// A signed-in window, with a Globus that records what it is asked.
async fn signed_in() -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::builder().control(true).start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_with(
        &desktop,
        &[
            ("MERIDIAN_CLIENT_ID", CLIENT_ID),
            ("GLOBUS_SDK_SERVICE_URL_AUTH", globus.url()),
            ("GLOBUS_SDK_SERVICE_URL_FLOWS", globus.url()),
            ("GLOBUS_SDK_SERVICE_URL_TRANSFER", globus.url()),
        ],
    )
    .await?;
    window
        .button("Sign in with Globus (opens your browser)")
        .await?
        .click()
        .await?;
    allow(&mut desktop).await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    window.client().execute(TRACE, Vec::new()).await?;
    Ok((globus, desktop, window))
}

/// Presses the button of the consent page that was opened.
async fn allow(desktop: &mut PrivateDesktop) -> Result<()> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = press_in_browser(desktop, &consent, "Allow").await?;
    browser.close().await
}

/// Calls a command as the page does.
async fn call(window: &Window, command: &str, arguments: Value) -> Result<Value> {
    const CALL: &str = r"
        const [command, given, done] = arguments;
        window.__TAURI_INTERNALS__
            .invoke(command, given)
            .then((ok) => done({ ok }), (problem) => done({ problem }));
    ";
    let given = vec![json!(command), arguments];
    Ok(window.client().execute_async(CALL, given).await?)
}

/// The permission of this path in what `read_access` answered.
fn row<'a>(access: &'a Value, path: &str) -> Option<&'a Value> {
    let groups = access["ok"]["groups"].as_array()?;
    let mut rows = groups.iter().filter_map(|group| group["rows"].as_array());
    rows.find_map(|rows| rows.iter().find(|row| row["path"] == path))
}

/// What the browser was last asked for.
fn asked(globus: &GlobusLocal) -> Option<String> {
    let requests = globus.requests();
    let mut logins = requests.iter().rev();
    let login = logins.find(|asked| asked.path == "/v2/oauth2/authorize")?;
    let (_, scope) = login.query.iter().find(|(name, _)| name == "scope")?;
    Some(scope.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_granted_in_the_browser_as_it_was_previewed() -> Result<()> {
    let (globus, mut desktop, window) = signed_in().await?;
    let access = call(&window, "read_access", json!({})).await?;
    let manage = row(&access, RUN_MANAGE).ok_or("no row")?;
    assert_eq!(
        (&manage["status"], &manage["canAsk"]),
        (&json!("off"), &json!(true))
    );

    let scopes = json!({ "scopes": [RUN_MANAGE] });
    let preview = call(&window, "preview_request", scopes.clone()).await?;
    call(&window, "grant_scopes", scopes).await?;
    allow(&mut desktop).await?;
    window
        .wait_for_script(
            "what was granted",
            "return window.granted.length === 1",
            vec![],
        )
        .await?;
    assert_eq!(
        asked(&globus).map(Value::from).as_ref(),
        Some(&preview["ok"]["scope"])
    );
    let granted = window
        .client()
        .execute("return window.granted[0]", vec![])
        .await?;
    assert_eq!(granted["granted"], json!(["Manage runs"]));
    assert_eq!(
        (&granted["missing"], &granted["problem"]),
        (&json!([]), &Value::Null)
    );
    let access = call(&window, "read_access", json!({})).await?;
    assert_eq!(
        row(&access, RUN_MANAGE).ok_or("no row")?["status"],
        "granted"
    );

    let consents = call(&window, "read_consents", json!({})).await?;
    assert_eq!(consents["ok"]["allApps"], Value::Null);
    call(
        &window,
        "grant_scopes",
        json!({ "scopes": [VIEW_CONSENTS] }),
    )
    .await?;
    allow(&mut desktop).await?;
    window
        .wait_for_script(
            "what was granted",
            "return window.granted.length === 2",
            vec![],
        )
        .await?;
    let consents = call(&window, "read_consents", json!({})).await?;
    assert!(consents["ok"]["allApps"].is_array(), "{consents}");
    let access = call(&window, "read_access", json!({})).await?;
    let manage = row(&access, RUN_MANAGE).ok_or("no row")?;
    assert_eq!(
        manage["status"], "granted",
        "the second trip took nothing away"
    );

    no_secret_was_given(&globus, &window).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_renewed_and_forgotten_and_never_shown() -> Result<()> {
    let (globus, desktop, window) = signed_in().await?;
    let flows = json!({ "resourceServer": FLOWS });
    let before = globus.issued().len();
    let renewed = call(&window, "renew_token", flows.clone()).await?;
    assert_eq!(renewed["problem"], Value::Null);
    assert!(globus.issued().len() > before, "a new token");
    let forgotten = call(&window, "forget_token", flows).await?;
    assert_eq!(forgotten["problem"], Value::Null);
    let items = desktop.keyring.items(crate::support::SERVICE).await?;
    assert_eq!(items.len(), 2, "those of the other services");
    let tokens = call(&window, "read_tokens", json!({})).await?;
    let rows = tokens["ok"]["rows"].as_array().ok_or("no rows")?;
    let of_flows = rows.iter().find(|row| row["resourceServer"] == FLOWS);
    assert_eq!(
        of_flows.ok_or("no row")?["endsAt"],
        Value::Null,
        "Globus still says yes"
    );
    call(&window, "access_report", json!({})).await?;
    no_secret_was_given(&globus, &window).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editor_reads_presets_and_what_is_added() -> Result<()> {
    let (_globus, _desktop, window) = signed_in().await?;
    let wrong = call(&window, "parse_scopes", json!({ "text": "é [b]" })).await?;
    assert_eq!(
        (&wrong["ok"]["kind"], &wrong["ok"]["position"]),
        (&json!("error"), &json!(2))
    );

    call(&window, "apply_preset", json!({ "preset": "flowsOnly" })).await?;
    let shown = call(&window, "read_requirements", json!({})).await?;
    assert_eq!(shown["ok"]["preset"], "flowsOnly");
    let access = call(&window, "read_access", json!({})).await?;
    let transfer = "urn:globus:auth:scope:transfer.api.globus.org:all";
    assert_eq!(row(&access, transfer).ok_or("no row")?["kind"], "optional");

    let data = |id: &str| format!("{transfer}[*https://auth.globus.org/scopes/{id}/data_access]");
    let guest = data("05d2c76a-e867-4f67-aa57-76edeb0beda0");
    let refused = call(&window, "add_requirements", json!({ "text": guest })).await?;
    assert!(refused["problem"]["what"].is_string(), "{refused}");
    let mapped = data("aa752cea-8222-5bc8-acd9-555b09000000");
    call(
        &window,
        "apply_preset",
        json!({ "preset": "flowsAndTransfers" }),
    )
    .await?;
    let added = call(&window, "add_requirements", json!({ "text": mapped })).await?;
    assert_eq!(added["problem"], Value::Null);
    let shown = call(&window, "read_requirements", json!({})).await?;
    assert_eq!(shown["ok"]["preset"], Value::Null);
    call(&window, "remove_requirement", json!({ "scope": mapped })).await?;
    let shown = call(&window, "read_requirements", json!({})).await?;
    assert_eq!(shown["ok"]["preset"], "flowsAndTransfers");
    window.close().await
}

/// C16, where the permissions are shown: nothing that Globus issued is in what the page was given.
async fn no_secret_was_given(globus: &GlobusLocal, window: &Window) -> Result<()> {
    let trace = window
        .client()
        .execute("return window.trace.join('\\n')", vec![])
        .await?;
    let trace = trace.as_str().ok_or("no trace")?;
    assert!(
        trace.contains(FLOWS),
        "the trace holds what the page was given"
    );
    for issued in globus.issued() {
        assert!(!trace.contains(&issued.value), "{:?}", issued.kind);
    }
    Ok(())
}
