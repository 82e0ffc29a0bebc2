//! The keychain against a real gnome-keyring on a private bus.
//!
//! A process finds its session bus through its environment. So the half of each test that uses the
//! keychain is `#[ignore]`d, and the other half runs it on a desktop of its own.

use std::time::Duration;

use desktop::{Keyring, KeyringState, PrivateBus, Result};
use globus_app::{
    ClientSecretKey, ClientSecretStorage, Keychain, StorageError, TokenData, TokenKey, TokenStorage,
};
use secrecy::{ExposeSecret, SecretString};

const SERVICE: &str = "globus-app/keychain-test";

fn keychain() -> Keychain {
    Keychain::new("Keychain Test").with_deadline(Duration::from_secs(5))
}

fn key(server: &str) -> TokenKey {
    TokenKey {
        environment: "production".into(),
        client_id: "61338d24".into(),
        namespace: "DEFAULT".into(),
        resource_server: server.into(),
    }
}

fn token(server: &str, access: &str) -> TokenData {
    TokenData {
        resource_server: server.into(),
        identity_id: Some("ada".into()),
        scope: "a b".into(),
        access_token: SecretString::from(access),
        refresh_token: Some(SecretString::from("refresh")),
        expires_at: "2030-01-01T00:00:00Z".parse().expect("a time"),
    }
}

#[tokio::test]
async fn records_are_one_item_each_under_the_documented_names() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    bus.run_test("inside_writes_two_replaces_one_and_deletes_one")
        .await?;
    let items = keyring.items(SERVICE).await?;
    let names: Vec<_> = items
        .iter()
        .filter_map(|item| item.attributes.get("username"))
        .collect();
    assert_eq!(names, ["production/61338d24/DEFAULT/flows.globus.org"]);
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside records_are_one_item_each_under_the_documented_names"]
async fn inside_writes_two_replaces_one_and_deletes_one() -> Result<()> {
    let (keychain, flows, auth) = (keychain(), key("flows.globus.org"), key("auth.globus.org"));
    keychain.check().await?;
    assert!(keychain.get(&flows).await?.is_none());
    keychain
        .put(&flows, &token("flows.globus.org", "first"))
        .await?;
    keychain
        .put(&flows, &token("flows.globus.org", "second"))
        .await?;
    keychain
        .put(&auth, &token("auth.globus.org", "other"))
        .await?;
    let read = keychain.get(&flows).await?.ok_or("it was written")?;
    assert_eq!(read.access_token.expose_secret(), "second");
    keychain.delete(&auth).await?;
    keychain.delete(&auth).await?;
    assert!(keychain.get(&auth).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn without_any_keychain_service_it_says_so() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _keyring = Keyring::start(&bus, KeyringState::Absent).await?;
    bus.run_test("inside_finds_no_service").await?;
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside without_any_keychain_service_it_says_so"]
async fn inside_finds_no_service() -> Result<()> {
    assert_eq!(keychain().check().await, Err(StorageError::NotAvailable));
    Ok(())
}

#[tokio::test]
async fn a_locked_keyring_is_an_error_not_a_wait_without_end() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _keyring = Keyring::start(&bus, KeyringState::Locked).await?;
    bus.run_test("inside_finds_it_locked").await?;
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside a_locked_keyring_is_an_error_not_a_wait_without_end"]
async fn inside_finds_it_locked() -> Result<()> {
    let outcome = keychain().check().await;
    let is_locked = matches!(
        outcome,
        Err(StorageError::Locked | StorageError::TimedOut(_))
    );
    assert!(is_locked, "{outcome:?}");
    Ok(())
}

#[tokio::test]
async fn without_a_default_keyring_it_says_so() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let _keyring = Keyring::start(&bus, KeyringState::Bare).await?;
    bus.run_test("inside_finds_no_keyring").await?;
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside without_a_default_keyring_it_says_so"]
async fn inside_finds_no_keyring() -> Result<()> {
    let outcome = keychain().check().await;
    let is_said = matches!(outcome, Err(StorageError::NoKeyring | StorageError::Locked));
    assert!(is_said, "{outcome:?}");
    Ok(())
}

#[tokio::test]
async fn a_clients_secret_is_an_item_beside_its_tokens_and_none_of_them() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    bus.run_test("inside_keeps_a_secret_and_lists_tokens")
        .await?;
    let items = keyring.items(SERVICE).await?;
    let names: Vec<_> = items
        .iter()
        .filter_map(|item| item.attributes.get("username"))
        .collect();
    assert_eq!(names, ["production/61338d24/DEFAULT/client_secret"]);
    Ok(())
}

#[tokio::test]
#[ignore = "runs inside a_clients_secret_is_an_item_beside_its_tokens_and_none_of_them"]
async fn inside_keeps_a_secret_and_lists_tokens() -> Result<()> {
    let keychain = keychain();
    let of = |namespace: &str| ClientSecretKey {
        environment: "production".into(),
        client_id: "61338d24".into(),
        namespace: namespace.into(),
    };
    let (kept, removed) = (of("DEFAULT"), of("other"));
    assert!(keychain.client_secret(&kept).await?.is_none());
    for key in [&kept, &removed] {
        keychain.put_client_secret(key, "first".into()).await?;
    }
    keychain.put_client_secret(&kept, "second".into()).await?;
    let read = keychain.client_secret(&kept).await?.ok_or("kept")?;
    assert_eq!(read.expose_secret(), "second");
    keychain.delete_client_secret(&removed).await?;
    keychain.delete_client_secret(&removed).await?;
    assert!(keychain.list(&key("any")).await?.is_empty());
    Ok(())
}
