use desktop::{Keyring, KeyringState, PrivateBus, PrivateDesktop, Result};

const ATTRIBUTES: [(&str, &str); 2] = [("service", "globus"), ("username", "ada")];

#[tokio::test]
async fn unlocked_stores_and_shows_items() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    assert_eq!(keyring.items("globus").await?, []);

    keyring
        .store("a label", &ATTRIBUTES, "line one\nline two")
        .await?;
    let items = keyring.items("globus").await?;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].label, "a label");
    assert_eq!(items[0].secret.as_deref(), Some("line one\nline two"));
    assert_eq!(items[0].attributes["username"], "ada");
    assert_eq!(keyring.items("another").await?, []);
    Ok(())
}

#[tokio::test]
async fn locks_and_unlocks_at_run_time() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    keyring.store("a label", &ATTRIBUTES, "secret").await?;

    keyring.lock().await?;
    assert!(keyring.is_locked().await?);
    assert_eq!(keyring.items("globus").await?[0].secret, None);
    assert!(
        keyring
            .store("another", &ATTRIBUTES, "secret")
            .await
            .is_err()
    );

    keyring.unlock().await?;
    assert_eq!(
        keyring.items("globus").await?[0].secret.as_deref(),
        Some("secret")
    );
    Ok(())
}

#[tokio::test]
async fn a_restart_keeps_items_and_locks_them() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let mut keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    keyring.store("a label", &ATTRIBUTES, "secret").await?;

    keyring.restart().await?;
    assert!(keyring.is_locked().await?);
    assert_eq!(keyring.items("globus").await?[0].secret, None);

    keyring.unlock().await?;
    assert_eq!(
        keyring.items("globus").await?[0].secret.as_deref(),
        Some("secret")
    );
    Ok(())
}

#[tokio::test]
async fn locked_without_a_display_dismisses_the_prompt() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Locked).await?;
    assert!(keyring.is_locked().await?);
    let error = keyring
        .store("a label", &ATTRIBUTES, "secret")
        .await
        .expect_err("it is locked");
    assert!(error.to_string().contains("locked collection"), "{error}");
    Ok(())
}

#[tokio::test]
async fn locked_with_a_display_waits_for_a_person() -> Result<()> {
    let desktop = PrivateDesktop::start(desktop::Options {
        keyring: KeyringState::Locked,
        ..Default::default()
    })
    .await?;
    let mut store = desktop
        .command("secret-tool")
        .args(["store", "--label", "a label", "service", "globus"])
        .stdin(std::process::Stdio::piped())
        .spawn()?;
    drop(store.stdin.take());
    // Owned while a prompt is open.
    desktop
        .wait_for_name("org.gnome.keyring.SystemPrompter")
        .await?;
    assert!(store.try_wait()?.is_none());
    Ok(())
}

#[tokio::test]
async fn bare_has_no_keyring_to_store_in() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Bare).await?;
    let error = keyring
        .store("a label", &ATTRIBUTES, "secret")
        .await
        .expect_err("nowhere to put it");
    assert!(error.to_string().contains("not exist"), "{error}");
    assert_eq!(keyring.items("globus").await?, []);
    assert!(keyring.is_locked().await.is_err());
    Ok(())
}

#[tokio::test]
async fn absent_has_no_service() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Absent).await?;
    let error = keyring.items("globus").await.expect_err("nobody there");
    assert!(
        error
            .to_string()
            .contains("not provided by any .service files"),
        "{error}"
    );
    Ok(())
}
