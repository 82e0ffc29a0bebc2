//! Commands for signing in and out.

use tauri::State;

use crate::controller::{
    Controller,
    request::Request,
    session::{Keep, Session},
};

/// Returns the current session. Changes arrive as `sessionChanged`.
#[tauri::command]
#[specta::specta]
pub fn current_session(controller: State<'_, Controller>) -> Session {
    controller.session()
}

/// Starts a sign-in to Globus. Its progress and outcome arrive as `sessionChanged`.
#[tauri::command]
#[specta::specta]
pub fn sign_in(controller: State<'_, Controller>, keep: Keep) {
    controller.send(Request::SignIn(keep));
}

/// Starts the demo.
#[tauri::command]
#[specta::specta]
pub fn try_demo(controller: State<'_, Controller>) {
    controller.send(Request::TryDemo);
}

/// Signs in to the current account again, for what is missing or expired.
#[tauri::command]
#[specta::specta]
pub fn sign_in_again(controller: State<'_, Controller>) {
    controller.send(Request::SignInAgain);
}

/// Opens the sign-in page again.
#[tauri::command]
#[specta::specta]
pub fn open_browser_again(controller: State<'_, Controller>) {
    controller.send(Request::OpenBrowserAgain);
}

/// Switches the sign-in to pasting a code.
#[tauri::command]
#[specta::specta]
pub fn use_code(controller: State<'_, Controller>) {
    controller.send(Request::UseCode);
}

/// Submits the pasted code.
#[tauri::command]
#[specta::specta]
pub fn submit_code(controller: State<'_, Controller>, code: String) {
    controller.send(Request::SubmitCode(code.into()));
}

/// Cancels the sign-in.
#[tauri::command]
#[specta::specta]
pub fn cancel_sign_in(controller: State<'_, Controller>) {
    controller.send(Request::CancelSignIn);
}

/// Signs out of the current account, or leaves the demo.
#[tauri::command]
#[specta::specta]
pub fn sign_out(controller: State<'_, Controller>) {
    controller.send(Request::SignOut);
}

/// Checks the keychain again, for example after you unlock it.
#[tauri::command]
#[specta::specta]
pub fn check_keychain(controller: State<'_, Controller>) {
    controller.send(Request::CheckKeychain);
}
