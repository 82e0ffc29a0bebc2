//! What a compromised page could do in the window: nothing.

use desktop::{Result, Window};
use globus_local::GlobusLocal;
use serde_json::{Value, json};

use crate::shared::{SignedIn, in_a_signed_in_window};

/// Calls a plugin's command, which only the page can do.
async fn call(window: &Window, command: &str, arguments: Value) -> Result<Value> {
    const CALL: &str = r"
        const [command, given, done] = arguments;
        window.__TAURI_INTERNALS__
            .invoke(command, given)
            .then((ok) => done({ ok }), (refused) => done({ refused: String(refused) }));
    ";
    let arguments = vec![json!(command), arguments];
    Ok(window.client().execute_async(CALL, arguments).await?)
}

/// The outcome of everything that an injected script might try.
const PROBES: &str = r"
    const [globus, done] = arguments;
    const got = {};
    const violated = new Set();
    const blocked = new Promise((all) => {
        document.addEventListener('securitypolicyviolation', (told) => {
            violated.add(told.violatedDirective.replace(/-(elem|attr)$/, ''));
            if (violated.size === 5) all();
        });
    });
    window.ran = [];
    const refuses = (act) => { try { act(); return false; } catch { return true; } };
    got.eval = refuses(() => (0, eval)('window.ran.push(1)'));
    got.function = refuses(() => new Function('window.ran.push(2)')());
    const script = document.createElement('script');
    script.textContent = 'window.ran.push(3)';
    document.body.append(script);
    const image = document.createElement('div');
    image.innerHTML = `<img src='${globus}planted.png' onerror='window.ran.push(4)'>`;
    const failed = new Promise((then) => image.firstChild.addEventListener('error', then));
    document.body.append(image);
    const frame = document.createElement('iframe');
    frame.src = `${globus}planted-frame`;
    document.body.append(frame);
    const form = document.createElement('form');
    form.action = `${globus}planted-form`;
    document.body.append(form);
    form.submit();
    window.location.href = `${globus}planted-place`;
    got.frozen = Object.isFrozen(Object.prototype);
    got.global = typeof window.__TAURI__;
    const fails = (url) => fetch(url).then(() => false, () => true);
    const fetches = [fails(`${globus}planted-fetch`), fails('https://example.org/')];
    Promise.all([...fetches, blocked, failed]).then(([own, other]) => {
        got.fetch = [own, other];
        got.ran = window.ran;
        got.violated = [...violated].sort();
        for (const node of [script, image, frame, form]) node.remove();
        done(got);
    });
";

/// The result of opening a window on a click. WebKit never allows it without a click.
async fn opened_by_a_click(window: &Window, globus: &str) -> Result<Value> {
    const PLANT: &str = r"
        const [globus] = arguments;
        const button = document.createElement('button');
        button.textContent = 'Planted';
        button.addEventListener('click', () => {
            window.opened = String(window.open(`${globus}planted-window`));
        });
        document.body.prepend(button);
    ";
    let client = window.client();
    client.execute(PLANT, vec![json!(globus)]).await?;
    window.button("Planted").await?.click().await?;
    Ok(client.execute("return window.opened", Vec::new()).await?)
}

#[test]
fn e1_e3_e5_e6_e7_a_page_that_is_not_ours_can_do_nothing() -> Result<()> {
    in_a_signed_in_window(async |SignedIn { window, globus, .. }| {
        can_do_nothing(window, globus).await
    })
}

async fn can_do_nothing(window: &Window, globus: &GlobusLocal) -> Result<()> {
    // E1, E3: everything that the capabilities don't list.
    for (command, arguments) in [
        (
            "plugin:event|emit",
            json!({"event": "deep-link://new-url", "payload": ["x"]}),
        ),
        (
            "plugin:event|emit_to",
            json!({"event": "news", "target": {"kind": "Any"}}),
        ),
        ("plugin:deep-link|get_current", json!({})),
        ("plugin:deep-link|register", json!({"protocol": "https"})),
        (
            "plugin:opener|open_url",
            json!({"url": "https://example.org"}),
        ),
        ("plugin:opener|open_path", json!({"path": "/bin/sh"})),
        ("plugin:shell|open", json!({"path": "https://example.org"})),
        ("plugin:shell|execute", json!({"program": "sh", "args": []})),
        ("plugin:autostart|enable", json!({})),
        ("plugin:window|close", json!({"label": "main"})),
        ("plugin:webview|create_webview", json!({"options": {}})),
        ("plugin:path|resolve_directory", json!({"directory": 21})),
        ("plugin:app|version", json!({})),
        ("no_such_command", json!({})),
    ] {
        let answer = call(window, command, arguments).await?;
        let refused = answer["refused"].as_str().unwrap_or_default();
        let is_refused = refused.contains("not allowed") || refused.contains("not found");
        assert!(is_refused, "{command}: {answer}");
    }

    // E5: the content security policy. E7: nothing to build on.
    let got = window
        .client()
        .execute_async(PROBES, vec![json!(globus.url())])
        .await?;
    let expected = json!({
        "eval": true, "function": true, "frozen": true, "global": "undefined",
        "fetch": [true, true], "ran": [],
        "violated": ["connect-src", "form-action", "frame-src", "img-src", "script-src"],
    });
    assert_eq!(got, expected);

    // E6: the window hasn't moved, no other window opened, and no request was made.
    let opened = opened_by_a_click(window, globus.url()).await?;
    assert_eq!(opened, json!("null"));
    window.by_role("heading", "Flows").await?;
    let planted = |path: &str| path.contains("planted");
    let asked = globus.requests();
    assert!(!asked.iter().any(|asked| planted(&asked.path)), "{asked:?}");
    Ok(())
}
