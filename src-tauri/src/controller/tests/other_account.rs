//! Signing in with another account than the window's.

use super::stage::{CHARLES, Stage};
use crate::{
    accounts::view::OtherAnswer,
    controller::{request::Request, session::SignedIn},
};

/// Ada's window after a sign-in as Charles in the browser.
async fn charles_in_adas_window() -> Stage {
    let stage = Stage::set().await;
    stage.sign_in().await;
    assert!(stage.globus.next_identity(CHARLES));
    stage.controller.send(Request::SignInAgain);
    let view = stage.until_shown(|view| view.other_account.is_some()).await;
    let other = view.other_account.expect("as waited for");
    assert_eq!(
        (other.username.as_str(), other.owner.as_str()),
        (CHARLES, "Ada Lovelace")
    );
    assert_eq!(view.account.username, "ada@uni.example");
    stage
}

async fn answered(stage: &Stage, answer: OtherAnswer) -> SignedIn {
    stage.controller.send(Request::AnswerOtherAccount(answer));
    stage
        .until_shown(|view| view.other_account.is_none() && view.signing_in.is_none())
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn both_accounts_can_be_kept() {
    let stage = charles_in_adas_window().await;
    let view = answered(&stage, OtherAnswer::KeepBoth).await;
    assert_eq!(view.account.username, CHARLES);
    assert_eq!(view.accounts.len(), 2);
    assert!(view.notice.is_none(), "{:?}", view.notice);
    // Doing the same again doesn't list Charles twice.
    stage
        .controller
        .send(Request::SwitchAccount("DEFAULT".into()));
    stage.until_shown(|view| view.account.id == "DEFAULT").await;
    stage.controller.send(Request::SignInAgain);
    stage.until_shown(|view| view.other_account.is_some()).await;
    let view = answered(&stage, OtherAnswer::KeepBoth).await;
    assert_eq!(view.account.username, CHARLES);
    assert_eq!(view.accounts.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_account_can_be_dropped() {
    let stage = charles_in_adas_window().await;
    let view = answered(&stage, OtherAnswer::Drop).await;
    assert_eq!(view.account.username, "ada@uni.example");
    assert_eq!(view.accounts.len(), 1);
    let clients = stage.controller.clients().expect("signed in");
    let tasks = clients.transfer.task_list().limit(1).send().await;
    tasks.expect("her tokens are untouched");
}

#[tokio::test(flavor = "multi_thread")]
async fn f37_signing_in_as_the_owner_requires_the_owners_identity() {
    let stage = charles_in_adas_window().await;
    assert!(stage.globus.next_identity("ada@uni.example"));
    let view = answered(&stage, OtherAnswer::UseOwner).await;
    assert_eq!(view.account.username, "ada@uni.example");
    let opened = stage.desktop.opened.lock().expect("whole");
    let last = opened.last().expect("asked in the browser").clone();
    let identities = last
        .query_pairs()
        .find(|(name, _)| name == "session_required_identities");
    let owner = stage
        .controller
        .clients()
        .and_then(|clients| clients.identity_id);
    assert_eq!(identities.map(|(_, ids)| ids.into_owned()), owner);
}
