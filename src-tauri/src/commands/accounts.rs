//! Accounts on this computer.

use tauri::State;

use crate::{
    accounts::view::{Accounts, NewAccount, NewServiceAccount, OtherAnswer},
    controller::{Controller, request::Request},
    problem::view::Problem,
};

/// What the page of accounts shows.
#[tauri::command]
#[specta::specta]
pub async fn read_accounts(controller: State<'_, Controller>) -> Result<Accounts, Problem> {
    controller.accounts().await
}

/// Signs another account in, in the browser. The current one stays until that succeeded.
#[tauri::command]
#[specta::specta]
pub fn add_account(controller: State<'_, Controller>, account: NewAccount) {
    controller.send(Request::AddAccount(account));
}

/// Signs a service account in with its secret.
#[tauri::command]
#[specta::specta]
pub async fn add_service_account(
    controller: State<'_, Controller>,
    account: NewServiceAccount,
) -> Result<(), Problem> {
    controller.add_service_account(account).await
}

/// The window shows another account from now on.
#[tauri::command]
#[specta::specta]
pub fn switch_account(controller: State<'_, Controller>, id: String) {
    controller.send(Request::SwitchAccount(id));
}

/// The next start opens this account.
#[tauri::command]
#[specta::specta]
pub fn set_default_account(controller: State<'_, Controller>, id: String) {
    controller.send(Request::SetDefaultAccount(id));
}

/// Signs one account out. `also_in_browser` opens Globus' own sign-out page afterwards.
#[tauri::command]
#[specta::specta]
pub fn sign_out_account(controller: State<'_, Controller>, id: String, also_in_browser: bool) {
    controller.send(Request::SignOutAccount {
        id,
        also_in_browser,
    });
}

/// Adds one of the person's identities, or all of them for none, to the session.
#[tauri::command]
#[specta::specta]
pub fn sign_in_with_identity(controller: State<'_, Controller>, identity_id: Option<String>) {
    controller.send(Request::SignInWithIdentity(identity_id));
}

/// What becomes of the other account that came back from the browser.
#[tauri::command]
#[specta::specta]
pub fn answer_other_account(controller: State<'_, Controller>, answer: OtherAnswer) {
    controller.send(Request::AnswerOtherAccount(answer));
}

/// Opens Globus' page of linked identities.
#[tauri::command]
#[specta::specta]
pub fn manage_identities(controller: State<'_, Controller>) {
    controller.send(Request::ManageIdentities);
}

/// Signs every account out and forgets all of them.
#[tauri::command]
#[specta::specta]
pub fn forget_everything(controller: State<'_, Controller>) {
    controller.send(Request::ForgetEverything);
}
