//! Adding, switching and signing out of accounts.

use std::sync::atomic::Ordering;

use globus_app::ClientSecretStorage;
use globus_local::{SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET};

use super::stage::{CHARLES, Stage};
use crate::{
    accounts::view::{AccountKind, NewAccount, NewServiceAccount},
    controller::{
        request::Request,
        session::{Keep, Session, SignedIn},
    },
    problem::view::Tone,
};

fn usernames(view: &SignedIn) -> Vec<&str> {
    let names = view.accounts.iter().map(|entry| entry.username.as_str());
    names.collect()
}

async fn add_charles(stage: &Stage, environment: &str) -> SignedIn {
    assert!(stage.globus.next_identity(CHARLES));
    stage.controller.send(Request::AddAccount(NewAccount {
        environment: environment.into(),
        client_id: String::new(),
    }));
    stage
        .until_shown(|view| view.account.username == CHARLES)
        .await
}

fn service_account(secret: &str) -> NewServiceAccount {
    NewServiceAccount {
        name: "ada-lab".into(),
        environment: "production".into(),
        client_id: SERVICE_ACCOUNT_ID.into(),
        client_secret: secret.into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_account_is_added_and_the_default_opens_at_start() {
    let stage = Stage::set().await;
    let ada = stage.sign_in().await;
    assert_eq!(ada.account.id, "DEFAULT");
    assert_eq!(ada.account.name, "Ada Lovelace");

    let view = add_charles(&stage, "preview").await;
    assert_eq!(usernames(&view), [CHARLES, "ada@uni.example"]);
    assert_eq!(view.account.environment, "preview");
    let charles = view.account.id.clone();

    stage.controller.send(Request::SetDefaultAccount(charles));
    stage.until_shown(|view| view.accounts[0].default).await;
    stage
        .controller
        .send(Request::SwitchAccount("DEFAULT".into()));
    let view = stage.until_shown(|view| view.account.id == "DEFAULT").await;
    assert!(view.notice.is_none() && !view.accounts[0].ended);
    assert_eq!(view.account.username, "ada@uni.example");

    let stage = stage.restarted().await;
    let view = stage.until_shown(|_| true).await;
    assert_eq!(view.account.username, CHARLES, "opened without a browser");
    assert!(stage.desktop.opened.lock().expect("whole").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_denied_second_account_changes_nothing() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.globus.next_denies(true);
    stage.controller.send(Request::AddAccount(NewAccount {
        environment: "production".into(),
        client_id: String::new(),
    }));
    let view = stage.until_shown(|view| view.notice.is_some()).await;
    assert_eq!(usernames(&view), ["ada@uni.example"]);
    assert_eq!(view.account.id, "DEFAULT");
    assert!(view.signing_in.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_the_same_account_again_keeps_one_entry() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.controller.send(Request::AddAccount(NewAccount {
        environment: "production".into(),
        client_id: String::new(),
    }));
    let view = stage.until_shown(|view| view.account.id != "DEFAULT").await;
    assert_eq!(usernames(&view), ["ada@uni.example"]);
    assert!(view.accounts[0].default);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_shows_the_next_account_and_then_the_first_run_screen() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    add_charles(&stage, "production").await;
    stage.controller.send(Request::SignOut);
    let view = stage
        .until_shown(|view| view.account.username == "ada@uni.example")
        .await;
    assert_eq!(usernames(&view), ["ada@uni.example"]);
    stage.controller.send(Request::SignOutAccount {
        id: "DEFAULT".into(),
        also_in_browser: true,
    });
    let session = stage
        .until(|session| matches!(session, Session::SignedOut(_)))
        .await;
    let Session::SignedOut(view) = session else {
        unreachable!("as waited for");
    };
    assert!(view.accounts.is_empty());
    let notice = view.notice.expect("a notice");
    assert_eq!(notice.what, "Signed out.");
    assert_eq!(notice.tone, Tone::Neutral);
    let file = std::fs::read_to_string(stage.folder.path().join("accounts.json"));
    assert!(!file.expect("kept").contains("ada@"));
}

#[tokio::test(flavor = "multi_thread")]
async fn f38_signing_out_offline_says_that_globus_was_not_reached() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let Stage {
        globus, controller, ..
    } = stage;
    globus.shutdown().await;
    controller.send(Request::SignOut);
    let mut session = controller.session.clone();
    let said = session.wait_for(|session| {
        matches!(session, Session::SignedOut(view)
            if view.notice.as_ref().is_some_and(|notice| notice.what.contains("couldn't be reached")))
    });
    said.await.expect("a notice");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_whose_sign_in_has_ended_stays_listed_as_signed_out() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let clients = stage.controller.clients().expect("signed in");
    clients.app.delete_tokens().await.expect("in memory");
    let stage = stage.restarted().await;
    let view = stage.until_shown(|view| view.notice.is_some()).await;
    assert!(view.accounts[0].ended);
    assert_eq!(view.account.name, "Ada Lovelace", "as last seen");
    stage.controller.send(Request::SignInAgain);
    let view = stage.until_shown(|view| !view.accounts[0].ended).await;
    assert_eq!(view.account.id, "DEFAULT");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_kept_until_quit_is_gone_after_a_restart() {
    let stage = Stage::set().await;
    stage.controller.send(Request::SignIn(Keep::UntilQuit));
    stage.until_shown(|_| true).await;
    add_charles(&stage, "production").await;
    stage
        .controller
        .send(Request::SwitchAccount("DEFAULT".into()));
    let view = stage.until_shown(|view| view.account.id == "DEFAULT").await;
    assert!(!view.accounts[0].ended, "its tokens are still in memory");
    let stage = stage.restarted().await;
    let view = stage.until_shown(|_| true).await;
    assert_eq!(usernames(&view), [CHARLES]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_account_signs_in_without_a_browser_and_again_at_the_next_start() {
    let stage = Stage::set().await;
    let added = stage
        .controller
        .add_service_account(service_account(SERVICE_ACCOUNT_SECRET));
    added.await.expect("the secret is right");
    let view = stage.until_shown(|_| true).await;
    assert_eq!(view.account.kind, AccountKind::Service);
    assert_eq!(usernames(&view), [SERVICE_ACCOUNT_ID]);
    assert!(stage.desktop.opened.lock().expect("whole").is_empty());

    let stage = stage.restarted().await;
    stage.until_shown(|_| true).await;
    let clients = stage.controller.clients().expect("signed in");
    clients.app.delete_tokens().await.expect("in memory");
    let tasks = clients.transfer.task_list().limit(1).send().await;
    tasks.expect("it signs in by itself");

    stage.controller.send(Request::SignOut);
    stage
        .until(|session| matches!(session, Session::SignedOut(_)))
        .await;
    let key = crate::controller::vault::secret_key(&crate::accounts::record::AccountRecord::new(
        "production",
        SERVICE_ACCOUNT_ID,
    ));
    let secret = stage.vault.client_secret(&key).await;
    assert!(secret.expect("in memory").is_none(), "nothing is left");
    let file = std::fs::read_to_string(stage.folder.path().join("accounts.json"));
    assert!(!file.expect("kept").contains(SERVICE_ACCOUNT_SECRET));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_is_reported_and_nothing_is_kept() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let added = stage.controller.add_service_account(service_account("no"));
    let problem = added.await.expect_err("refused");
    assert!(problem.what.contains("doesn't recognize"), "{problem:?}");
    let view = stage.until_shown(|_| true).await;
    assert_eq!(usernames(&view), ["ada@uni.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accounts_page_lists_the_linked_identities() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let page = stage.controller.accounts().await.expect("read");
    assert_eq!(page.entries.len(), 1);
    let primary: Vec<_> = page.identities.iter().filter(|id| id.primary).collect();
    assert_eq!(page.identities.len(), 3);
    assert_eq!(primary[0].username, "ada@uni.example");
    assert!(primary[0].signed_in_at.is_some());
    let other = page.identities.iter().find(|id| !id.primary);
    let other = other.expect("two others").clone();
    stage
        .controller
        .send(Request::SignInWithIdentity(Some(other.id.clone())));
    stage.until_shown(|view| view.signing_in.is_some()).await;
    stage.until_shown(|view| view.signing_in.is_none()).await;
    let page = stage.controller.accounts().await.expect("read");
    let now = page.identities.iter().find(|id| id.id == other.id);
    assert!(now.expect("there").signed_in_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_of_all_accounts_leaves_nothing() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    add_charles(&stage, "production").await;
    let file = stage.folder.path().join("accounts.json");
    let kept = std::fs::read_to_string(&file).expect("kept");
    let of_another_version = r#""accounts": [{"id": "r", "kind": "robot"},"#;
    let kept = kept.replacen(r#""accounts": ["#, of_another_version, 1);
    std::fs::write(&file, kept).expect("writable");
    let stage = stage.restarted().await;
    stage.until_shown(|view| view.accounts.len() == 2).await;
    stage.controller.send(Request::ForgetEverything);
    let session = stage
        .until(|session| matches!(session, Session::SignedOut(_)))
        .await;
    assert!(matches!(session, Session::SignedOut(view) if view.accounts.is_empty()));
    let kept = std::fs::read_to_string(&file).expect("kept");
    assert!(!kept.contains("robot"), "{kept}");
    let stage = stage.restarted().await;
    assert!(matches!(stage.controller.session(), Session::SignedOut(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn refreshed_tokens_that_cannot_be_saved_are_reported_until_they_are() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.globus.expire_access_tokens();
    stage.vault.is_full.store(true, Ordering::Release);
    let clients = stage.controller.clients().expect("signed in");
    let tasks = clients.transfer.task_list().limit(1).send().await;
    tasks.expect("refreshed, though not saved");
    stage.controller.called();
    let view = stage.until_shown(|view| !view.unsaved.is_empty()).await;
    assert_eq!(view.unsaved, ["Globus Transfer"]);
    stage.vault.is_full.store(false, Ordering::Release);
    clients.app.save_unsaved_tokens().await.expect("room again");
    stage.controller.called();
    stage.until_shown(|view| view.unsaved.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_ends_during_use_is_noticed() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.globus.expire_access_tokens();
    stage.globus.revoke_refresh_tokens();
    let clients = stage.controller.clients().expect("signed in");
    for call in [
        clients.transfer.task_list().limit(1).send().await.map(drop),
        clients.flows.list_flows().send().await.map(drop),
        clients.auth.userinfo().await.map(drop),
    ] {
        call.expect_err("the refresh token is revoked");
    }
    stage.controller.called();
    let view = stage.until_shown(|view| view.accounts[0].ended).await;
    assert!(
        view.notice
            .is_some_and(|notice| notice.what.contains("has ended"))
    );
    stage.controller.send(Request::SignInAgain);
    let view = stage.until_shown(|view| !view.accounts[0].ended).await;
    assert!(view.notice.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_cannot_be_kept_leaves_nothing() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.vault.is_full.store(true, Ordering::Release);
    let added = stage
        .controller
        .add_service_account(service_account(SERVICE_ACCOUNT_SECRET));
    added.await.expect_err("there is no room");
    let view = stage.until_shown(|_| true).await;
    assert_eq!(usernames(&view), ["ada@uni.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_from_before_the_accounts_file_is_adopted() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let file = stage.folder.path().join("accounts.json");
    std::fs::remove_file(&file).expect("written");
    let stage = stage.restarted().await;
    let view = stage
        .until_shown(|view| view.account.username == "ada@uni.example")
        .await;
    assert_eq!(view.account.id, "DEFAULT");
    assert!(file.exists());
    assert!(stage.desktop.opened.lock().expect("whole").is_empty());
}
