//! Secrets stay in the keychain and in memory. Looks for every secret that a local Globus issued in
//! all other places where it could end up.

use std::{fs, path::Path};

use desktop::{Options, PrivateDesktop, Result};
use globus_local::{GlobusLocal, Issued, Options as GlobusOptions};

use crate::support::{PATIENCE, SERVICE, launch_at, press_in_browser, press_sign_in};

/// Copies everything that the shell sends to the page: responses, which use `fetch`, and events.
const TRACE: &str = r"
    window.trace = [];
    const fetched = window.fetch;
    window.fetch = async (...call) => {
        const answer = await fetched(...call);
        window.trace.push(await answer.clone().text());
        return answer;
    };
    const internals = window.__TAURI_INTERNALS__;
    for (const event of ['session-changed', 'flows-refreshed', 'transfers-refreshed']) {
        const handler = internals.transformCallback((told) => {
            window.trace.push(JSON.stringify(told));
        });
        internals.invoke('plugin:event|listen', { event, target: { kind: 'Any' }, handler });
    }
    return true;
";

#[tokio::test(flavor = "multi_thread")]
async fn no_token_leaves_the_keychain_and_memory_until_signing_out_ends_them() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let log = [("MERIDIAN_LOG", "trace")];
    let window = launch_at(&desktop, &globus, &[], &log).await?;
    window
        .wait_for_text("Sign in with Globus", PATIENCE)
        .await?;
    window.client().execute(TRACE, Vec::new()).await?;

    press_sign_in(&window).await?;
    let consent = desktop.browser.next_url(PATIENCE).await?;
    let browser = press_in_browser(&desktop, &consent, "Allow").await?;
    window
        .wait_for_text("Cryo-EM nightly ingest", PATIENCE)
        .await?;
    window.button("Transfers").await?.click().await?;
    window.wait_for_text("Retrying", PATIENCE).await?;
    // The browser's history belongs to the browser. Meridian is responsible for the window, its
    // files and its log.
    browser.close().await?;

    let issued = globus.issued();
    assert!(
        issued.len() >= 9,
        "tokens for three services, a code, an id_token and a verifier"
    );
    let trace = window
        .client()
        .execute("return window.trace.join('\\n')", Vec::new())
        .await?;
    let trace = trace.as_str().ok_or("no trace")?.to_owned();
    assert!(
        trace.contains("Archive to tape"),
        "the trace holds what the page was given"
    );
    assert!(trace.contains("\"step\":\"waiting\""), "and the events");
    let page = window.client().source().await?;

    let places = [
        ("the page", page),
        ("the page's calls", trace),
        ("a command line", arguments()),
    ];
    for (place, text) in &places {
        assert_eq!(found(&issued, text.as_bytes()), None, "in {place}");
    }
    let home = desktop.bus.home();
    assert_eq!(found_below(&issued, &home), None);
    assert_eq!(
        found(&issued, window.log_text().as_bytes()),
        None,
        "in the log"
    );

    window
        .button("Account: Ada Lovelace ada@uni.example")
        .await?
        .click()
        .await?;
    window.text("Sign out").await?.click().await?;
    window
        .wait_for_text("Sign in with Globus", PATIENCE)
        .await?;
    assert!(
        desktop.keyring.items(SERVICE).await?.is_empty(),
        "signing out empties the keychain"
    );

    fs::write(home.join("planted"), format!("x{}y", issued[0].value))?;
    assert!(
        found_below(&issued, &home).is_some(),
        "a planted one is found"
    );
    window.close().await
}

/// The kind of the first issued secret in `bytes`.
fn found(issued: &[Issued], bytes: &[u8]) -> Option<String> {
    let is_in = |secret: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
    let secret = issued
        .iter()
        .find(|secret| is_in(secret.value.as_bytes()))?;
    Some(format!("{:?}", secret.kind))
}

/// The first file in `folder`, at any depth, that contains an issued secret.
pub(crate) fn found_below(issued: &[Issued], folder: &Path) -> Option<String> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, kind) = (entry.path(), entry.file_type().ok()?);
        let hit = if kind.is_dir() {
            found_below(issued, &path)
        } else if kind.is_file() {
            fs::read(&path).ok().and_then(|bytes| found(issued, &bytes))
        } else {
            None
        };
        if let Some(hit) = hit {
            return Some(format!("{hit} in {}", path.display()));
        }
    }
    None
}

/// The arguments of all processes.
fn arguments() -> String {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines
        .map(|line| String::from_utf8_lossy(&line).into_owned() + "\n")
        .collect()
}
