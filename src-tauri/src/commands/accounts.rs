//! Commands of the Accounts page.

use tauri::State;

use crate::{
    accounts::view::{Accounts, NewAccount, NewServiceAccount, OtherAnswer},
    controller::{Controller, request::Request},
    problem::view::Problem,
};

/// Returns what the Accounts page shows.
#[tauri::command]
#[specta::specta]
pub async fn read_accounts(controller: State<'_, Controller>) -> Result<Accounts, Problem> {
    controller.accounts().await
}

/// Opens the browser to sign in to another account. The current one stays until that succeeds.
#[tauri::command]
#[specta::specta]
pub fn add_account(controller: State<'_, Controller>, account: NewAccount) {
    controller.send(Request::AddAccount(account));
}

/// Adds a service account, which signs in with its secret.
#[tauri::command]
#[specta::specta]
pub async fn add_service_account(
    controller: State<'_, Controller>,
    account: NewServiceAccount,
) -> Result<(), Problem> {
    controller.add_service_account(account).await
}

/// Switches to the account with this ID.
#[tauri::command]
#[specta::specta]
pub fn switch_account(controller: State<'_, Controller>, id: String) {
    controller.send(Request::SwitchAccount(id));
}

/// Makes the account with this ID the default, which opens when Meridian starts.
#[tauri::command]
#[specta::specta]
pub fn set_default_account(controller: State<'_, Controller>, id: String) {
    controller.send(Request::SetDefaultAccount(id));
}

/// Signs out of one account. `also_in_browser` opens the sign-out page on globus.org afterwards.
#[tauri::command]
#[specta::specta]
pub fn sign_out_account(controller: State<'_, Controller>, id: String, also_in_browser: bool) {
    controller.send(Request::SignOutAccount {
        id,
        also_in_browser,
    });
}

/// Signs in with a linked identity to add it to the session. Without an ID, adds all of them.
#[tauri::command]
#[specta::specta]
pub fn sign_in_with_identity(controller: State<'_, Controller>, identity_id: Option<String>) {
    controller.send(Request::SignInWithIdentity(identity_id));
}

/// Decides what happens to the other account that you signed in with.
#[tauri::command]
#[specta::specta]
pub fn answer_other_account(controller: State<'_, Controller>, answer: OtherAnswer) {
    controller.send(Request::AnswerOtherAccount(answer));
}

/// Opens the page of linked identities on globus.org.
#[tauri::command]
#[specta::specta]
pub fn manage_identities(controller: State<'_, Controller>) {
    controller.send(Request::ManageIdentities);
}

/// Opens the page on globus.org that registers a client. Works signed out as well.
#[tauri::command]
#[specta::specta]
pub fn open_registration_page(controller: State<'_, Controller>) {
    controller.send(Request::OpenRegistrationPage);
}

/// Signs out of all accounts and removes them from this computer.
#[tauri::command]
#[specta::specta]
pub fn forget_everything(controller: State<'_, Controller>) {
    controller.send(Request::ForgetEverything);
}
