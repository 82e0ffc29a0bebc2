//! Several accounts on one computer.

use desktop::{Options, PrivateDesktop, Result, Window};
use globus_local::{
    GlobusLocal, Options as GlobusOptions, SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET,
};

use crate::support::{PATIENCE, SERVICE, allow_as, launch_at, sign_in};

const ADA: &str = "Account: Ada Lovelace ada@uni.example";
const CHARLES: &str = "Account: Charles Babbage charles@uni.example";
const AS_CHARLES: &str = "Charles Babbage (charles@uni.example)";

async fn signed_in() -> Result<(GlobusLocal, PrivateDesktop, Window)> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let mut desktop = PrivateDesktop::start(Options::default()).await?;
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    sign_in(&mut desktop, &window).await?;
    Ok((globus, desktop, window))
}

async fn open_accounts(window: &Window, account: &str) -> Result<()> {
    window.button(account).await?.click().await?;
    window.button("Accounts…").await?.click().await?;
    window.wait_for_text("On this computer", PATIENCE).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_account_is_added_switched_to_and_signed_out() -> Result<()> {
    let (globus, mut desktop, window) = signed_in().await?;
    open_accounts(&window, ADA).await?;
    window
        .wait_for_text("lovelace@lab.example", PATIENCE)
        .await?;
    window.screenshot("accounts-one").await?;
    window
        .button("Add account (opens your browser)")
        .await?
        .click()
        .await?;
    allow_as(&mut desktop, AS_CHARLES).await?;
    window.button(CHARLES).await?;
    window.screenshot("accounts-two").await?;
    assert_eq!(
        desktop.keyring.items(SERVICE).await?.len(),
        6,
        "both are kept"
    );

    window
        .button("Switch to Ada Lovelace")
        .await?
        .click()
        .await?;
    window.button(ADA).await?;
    window
        .button("Make default : Charles Babbage")
        .await?
        .click()
        .await?;
    window.wait_for_text("Default", PATIENCE).await?;
    window.close().await?;

    // The next start opens the default account, without a browser.
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    window.button(CHARLES).await?;
    open_accounts(&window, CHARLES).await?;
    window
        .button("Sign out… Charles Babbage")
        .await?
        .click()
        .await?;
    window.screenshot("accounts-sign-out").await?;
    window.button("Sign out").await?.click().await?;
    window.button(ADA).await?;
    assert_eq!(desktop.keyring.items(SERVICE).await?.len(), 3, "hers alone");
    window.button(ADA).await?.click().await?;
    window.button("Sign out").await?.click().await?;
    window.wait_for_text("Signed out.", PATIENCE).await?;
    window.screenshot("signed-out").await?;
    assert!(desktop.keyring.items(SERVICE).await?.is_empty());
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_account_is_added_with_its_secret_which_stays_in_the_keychain() -> Result<()> {
    let (globus, desktop, window) = signed_in().await?;
    open_accounts(&window, ADA).await?;
    window.button("Add service account…").await?.click().await?;
    window.textbox("Name").await?.send_keys("ada-lab").await?;
    window
        .textbox("Client ID")
        .await?
        .send_keys(SERVICE_ACCOUNT_ID)
        .await?;
    let secret = window
        .client()
        .find(fantoccini::Locator::Css("input[type=password]"))
        .await?;
    secret.send_keys("wrong").await?;
    window.button("Add service account").await?.click().await?;
    window
        .wait_for_text(
            "Globus doesn't recognize this client ID and secret.",
            PATIENCE,
        )
        .await?;
    window.screenshot("service-account-refused").await?;
    secret.clear().await?;
    secret.send_keys(SERVICE_ACCOUNT_SECRET).await?;
    window.button("Add service account").await?.click().await?;
    window.wait_for_text("Service account", PATIENCE).await?;
    window.screenshot("service-account").await?;
    let items = desktop.keyring.items(SERVICE).await?;
    let secrets = items.iter().filter(|item| {
        let user = item.attributes.get("username");
        user.is_some_and(|user| user.ends_with("/client_secret"))
    });
    assert_eq!(secrets.count(), 1);
    let kept = std::fs::read_to_string(
        desktop
            .bus
            .home()
            .join(".config/app.meridian.client/accounts.json"),
    )?;
    assert!(kept.contains("ada-lab") && !kept.contains(SERVICE_ACCOUNT_SECRET));
    assert!(
        !window
            .client()
            .source()
            .await?
            .contains(SERVICE_ACCOUNT_SECRET)
    );
    window.close().await?;

    // The next start signs it in without asking.
    let window = launch_at(&desktop, &globus, &[], &[]).await?;
    window.wait_for_text("Ada Lovelace", PATIENCE).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn f38_signing_out_offline_says_so() -> Result<()> {
    let (globus, _desktop, window) = signed_in().await?;
    globus.shutdown().await;
    window.button(ADA).await?.click().await?;
    window.button("Sign out").await?.click().await?;
    window
        .wait_for_text("Signed out here, but Globus couldn't be reached.", PATIENCE)
        .await?;
    window.screenshot("signed-out-offline").await?;
    window.close().await
}
