//! Performs the steps outside the window: the browser's part of a sign-in, faults of Globus, and
//! time.

use desktop::{BrowserState, Chromium, PATIENCE, PrivateDesktop, Result};
use globus_local::GlobusLocal;
use serde_json::{Value, json};

use crate::table::Step;

/// Performs a step if it is outside the window, and returns whether it was.
pub(super) async fn play(
    desktop: &mut PrivateDesktop,
    globus: &GlobusLocal,
    step: &Step,
) -> Result<bool> {
    if let Some(answer) = step.get("browser") {
        browser(desktop, globus, answer.as_str().unwrap_or_default()).await?;
    } else if let Some(route) = step.get("globus") {
        let with = step.get("with").unwrap_or(&Value::Null);
        control(globus, route.as_str().unwrap_or_default(), with).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

async fn browser(desktop: &mut PrivateDesktop, globus: &GlobusLocal, answer: &str) -> Result<()> {
    let browser = &mut desktop.browser;
    match answer {
        "is broken" => return browser.set_state(BrowserState::Broken),
        "works" => return browser.set_state(BrowserState::Recording),
        _ => {}
    }
    let login = browser.next_url(PATIENCE).await?;
    match answer {
        "is closed" => return Ok(()),
        "presses Allow" => {
            let browser = Chromium::start(&desktop.bus).await?;
            browser.client().goto(login.as_str()).await?;
            browser.button("Allow").await?.click().await?;
            browser
                .wait_for_script(
                    "the outcome",
                    "return document.querySelector('p.app') !== null",
                    Vec::new(),
                )
                .await?;
            return browser.close().await;
        }
        "allows" => {}
        "denies" => globus.next_denies(true),
        _ => return Err(format!("no browser {answer}").into()),
    }
    // This Globus consents at once, and redirects the browser to the port where Meridian waits.
    let asked = tokio::spawn(reqwest::get(login));
    if answer == "denies" {
        asked.await??;
        globus.next_denies(false);
    }
    Ok(())
}

/// Sends a `POST` request to the control interface.
async fn control(globus: &GlobusLocal, route: &str, with: &Value) -> Result<()> {
    let plane = globus.control_url().ok_or("no control plane")?;
    let secret = globus.control_secret().ok_or("no secret")?;
    let answer = reqwest::Client::new()
        .post(format!("{plane}{route}"))
        .bearer_auth(secret)
        .json(with)
        .send()
        .await?;
    if answer.status().is_success() {
        return Ok(());
    }
    let words = json!({ "route": route, "with": with, "answer": answer.text().await? });
    Err(words.to_string().into())
}
