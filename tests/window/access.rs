//! The Access page in the real window: a permission granted in a real browser, the editor, consents
//! and tokens. Checks that no secret leaks on the way.

use desktop::{Chromium, Options, PrivateDesktop, Result, Window};
use globus_local::GlobusLocal;
use serde_json::{Value, json};

use crate::support::{PATIENCE, SERVICE, launch_at, press_in_browser, sign_in};

const RUN_MANAGE: &str =
    "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_manage";
const VIEW_CONSENTS: &str = "urn:globus:auth:scope:auth.globus.org:view_consents";
const TRANSFER: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";

/// Records everything that the shell sends to the page: responses, which use `fetch`, and the
/// outcomes of sign-ins that ask for permissions.
const TRACE: &str = r"
    window.trace = [];
    const fetched = window.fetch;
    window.fetch = async (...call) => {
        const answer = await fetched(...call);
        window.trace.push(await answer.clone().text());
        return answer;
    };
    const internals = window.__TAURI_INTERNALS__;
    const handler = internals.transformCallback((told) => {
        window.trace.push(JSON.stringify(told));
    });
    const target = { kind: 'Any' };
    internals.invoke('plugin:event|listen', { event: 'scopes-granted', target, handler });
    return true;
";

/// A signed-in window, with a Globus that records requests.
async fn signed_in() -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::builder().control(true).start().await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    window.client().execute(TRACE, Vec::new()).await?;
    Ok((globus, desktop, window))
}

/// Presses Allow on the consent page that was opened. The browser must stay open until the app has
/// its answer.
async fn allow(desktop: &mut PrivateDesktop) -> Result<Chromium> {
    let consent = desktop.browser.next_url(PATIENCE).await?;
    press_in_browser(desktop, &consent, "Allow").await
}

/// Calls a command without arguments, as the page does.
async fn call(window: &Window, command: &str) -> Result<Value> {
    const CALL: &str = r"
        const [command, done] = arguments;
        window.__TAURI_INTERNALS__
            .invoke(command)
            .then((ok) => done({ ok }), (problem) => done({ problem }));
    ";
    Ok(window
        .client()
        .execute_async(CALL, vec![json!(command)])
        .await?)
}

/// The permission with this path in the answer of `read_access`.
fn row<'a>(access: &'a Value, path: &str) -> Option<&'a Value> {
    let groups = access["ok"]["groups"].as_array()?;
    let mut rows = groups.iter().filter_map(|group| group["rows"].as_array());
    rows.find_map(|rows| rows.iter().find(|row| row["path"] == path))
}

/// The scopes in the browser's last request.
fn asked(globus: &GlobusLocal) -> Option<String> {
    let requests = globus.requests();
    let mut logins = requests.iter().rev();
    let login = logins.find(|asked| asked.path == "/v2/oauth2/authorize")?;
    let (_, scope) = login.query.iter().find(|(name, _)| name == "scope")?;
    Some(scope.clone())
}

/// Opens a tab of the Access page.
async fn open(window: &Window, tab: &str) -> Result<()> {
    window.button("Access").await?.click().await?;
    window.by_role("tab", tab).await?.click().await?;
    Ok(())
}

/// The text of an element, unchanged.
async fn shown(window: &Window, selector: &str) -> Result<String> {
    const TEXT: &str = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let text = window.client().execute(TEXT, vec![json!(selector)]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

async fn write(window: &Window, field: &str, text: &str) -> Result<()> {
    let field = window.textbox(field).await?;
    field.clear().await?;
    field.send_keys(text).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_granted_in_the_browser_as_it_was_previewed() -> Result<()> {
    let (globus, mut desktop, window) = signed_in().await?;
    open(&window, "Permissions").await?;
    window.text("Everything Meridian needs is granted.").await?;
    window.screenshot("access-scopes").await?;
    window
        .by_role("checkbox", "Select Manage runs")
        .await?
        .click()
        .await?;
    window.text("1 permission selected").await?;
    window.button("Preview request").await?.click().await?;
    window.text("Exactly what the browser will ask for").await?;
    let previewed = shown(&window, ".preview .scope").await?;
    assert!(previewed.contains(RUN_MANAGE), "{previewed}");
    window.screenshot("access-preview").await?;
    window.button("Allow in browser").await?.click().await?;
    let browser = allow(&mut desktop).await?;
    window.wait_for_text("1 of 1 granted", PATIENCE).await?;
    browser.close().await?;
    window.text("Granted: Manage runs.").await?;
    assert_eq!(asked(&globus), Some(previewed));
    window.screenshot("access-granted").await?;

    // Another request for the same service takes nothing away.
    window.by_role("tab", "Consents").await?.click().await?;
    window.text("See consents you gave to other apps.").await?;
    window.screenshot("access-consents").await?;
    window
        .button("Allow “view consents” ↗")
        .await?
        .click()
        .await?;
    let browser = allow(&mut desktop).await?;
    window
        .wait_until_gone("See consents you gave to other apps.")
        .await?;
    browser.close().await?;
    window.text("No matching consents.").await?;
    let access = call(&window, "read_access").await?;
    for scope in [RUN_MANAGE, VIEW_CONSENTS] {
        assert_eq!(
            row(&access, scope).ok_or("no row")?["status"],
            "granted",
            "{scope}"
        );
    }
    no_secret_was_given(&globus, &window).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withheld_in_the_browser_is_named() -> Result<()> {
    let (globus, mut desktop, window) = signed_in().await?;
    open(&window, "Permissions").await?;
    for title in ["Manage runs", "See what you have allowed all apps to do"] {
        let name = format!("Select {title}");
        window.by_role("checkbox", &name).await?.click().await?;
    }
    globus.withhold([RUN_MANAGE]);
    window.button("Allow in browser").await?.click().await?;
    let browser = allow(&mut desktop).await?;
    window.wait_for_text("1 of 2 granted", PATIENCE).await?;
    browser.close().await?;
    window.text("Not granted: Manage runs.").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_renewed_and_forgotten_and_never_shown() -> Result<()> {
    let (globus, desktop, window) = signed_in().await?;
    open(&window, "Tokens on this computer").await?;
    window.text("renews automatically").await?;
    window.screenshot("access-tokens").await?;
    let before = globus.issued().len();
    window
        .button("Renew now : Globus Flows")
        .await?
        .click()
        .await?;
    window
        .text("The token for Globus Flows was renewed.")
        .await?;
    assert!(globus.issued().len() > before, "a new token");
    window.button("Forget… Globus Flows").await?.click().await?;
    window.button("Forget it").await?.click().await?;
    window.text("Permission granted; a token arrives").await?;
    let items = desktop.keyring.items(SERVICE).await?;
    assert_eq!(items.len(), 2, "those of the other services");
    let revoked = globus.requests();
    let revoked = revoked
        .iter()
        .filter(|asked| asked.path == "/v2/oauth2/token/revoke");
    assert_eq!(revoked.count(), 2, "the access and the refresh token");
    window.by_role("tab", "Permissions").await?.click().await?;
    window
        .text("Granted, new token needed – blocks Flows and Runs")
        .await?;
    window.button("Report…").await?.click().await?;
    window.textbox("Report").await?;
    window.screenshot("access-report").await?;
    no_secret_was_given(&globus, &window).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editor_points_at_mistakes_adds_removes_and_has_presets() -> Result<()> {
    let (_globus, _desktop, window) = signed_in().await?;
    open(&window, "Permissions").await?;
    window
        .button("Edit requested permissions…")
        .await?
        .click()
        .await?;
    write(&window, "Add scopes", "é [b]").await?;
    window.text("Remove the space before it.").await?;
    assert_eq!(shown(&window, ".scopes pre").await?, "é [b]\n  ^");
    window.screenshot("scope-editor-caret").await?;

    let data = |id: &str| format!("{TRANSFER}[*https://auth.globus.org/scopes/{id}/data_access]");
    write(
        &window,
        "Add scopes",
        &data("05d2c76a-e867-4f67-aa57-76edeb0beda0"),
    )
    .await?;
    window
        .text("“ALCF Eagle” has no “data_access” permission.")
        .await?;
    write(
        &window,
        "Add scopes",
        &data("aa752cea-8222-5bc8-acd9-555b09000000"),
    )
    .await?;
    window
        .text("New: Access the data in Midway3 Project.")
        .await?;
    window.screenshot("scope-editor").await?;
    window
        .button("Add to requested permissions")
        .await?
        .click()
        .await?;
    window.text("This account uses a custom set.").await?;
    let remove = "Remove Access the data in Midway3 Project";
    window.button(remove).await?.click().await?;
    window
        .wait_until_gone("This account uses a custom set.")
        .await?;
    window.by_role("radio", "Flows only").await?.click().await?;
    window
        .wait_until_gone("Remove Manage data using Globus Transfer")
        .await?;
    assert!(window.all_by_role("button", remove).await?.is_empty());
    window.button("Close").await?.click().await?;
    let access = call(&window, "read_access").await?;
    assert_eq!(row(&access, TRANSFER).ok_or("no row")?["kind"], "optional");
    window.close().await
}

/// C16, on the Access page: the page received no secret that Globus issued.
async fn no_secret_was_given(globus: &GlobusLocal, window: &Window) -> Result<()> {
    let trace = window
        .client()
        .execute("return window.trace.join('\\n')", vec![])
        .await?;
    let trace = trace.as_str().ok_or("no trace")?;
    assert!(
        trace.contains(TRANSFER),
        "the trace holds what the page was given"
    );
    for issued in globus.issued() {
        assert!(!trace.contains(&issued.value), "{:?}", issued.kind);
    }
    Ok(())
}
