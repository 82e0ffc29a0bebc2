//! Signing in and out.

use tauri::State;

use crate::controller::{
    Controller,
    request::Request,
    session::{Keep, Session},
};

/// What the window shows now.
#[tauri::command]
#[specta::specta]
pub fn current_session(controller: State<'_, Controller>) -> Session {
    controller.session()
}

/// Starts a sign-in to Globus. Progress and outcome arrive as `sessionChanged`.
#[tauri::command]
#[specta::specta]
pub fn sign_in(controller: State<'_, Controller>, keep: Keep) {
    controller.send(Request::SignIn(keep));
}

/// Starts the local Globus and signs in to it.
#[tauri::command]
#[specta::specta]
pub fn try_demo(controller: State<'_, Controller>) {
    controller.send(Request::TryDemo);
}

/// While signed in: asks for what is missing or expired, in the browser.
#[tauri::command]
#[specta::specta]
pub fn sign_in_again(controller: State<'_, Controller>) {
    controller.send(Request::SignInAgain);
}

/// Opens the sign-in page once more.
#[tauri::command]
#[specta::specta]
pub fn open_browser_again(controller: State<'_, Controller>) {
    controller.send(Request::OpenBrowserAgain);
}

/// Goes on with a code to paste.
#[tauri::command]
#[specta::specta]
pub fn use_code(controller: State<'_, Controller>) {
    controller.send(Request::UseCode);
}

/// The pasted code.
#[tauri::command]
#[specta::specta]
pub fn submit_code(controller: State<'_, Controller>, code: String) {
    controller.send(Request::SubmitCode(code.into()));
}

/// Stops waiting for the browser.
#[tauri::command]
#[specta::specta]
pub fn cancel_sign_in(controller: State<'_, Controller>) {
    controller.send(Request::CancelSignIn);
}

/// Also leaves the demo.
#[tauri::command]
#[specta::specta]
pub fn sign_out(controller: State<'_, Controller>) {
    controller.send(Request::SignOut);
}

/// Looks at the keychain again (after the person unlocked it).
#[tauri::command]
#[specta::specta]
pub fn check_keychain(controller: State<'_, Controller>) {
    controller.send(Request::CheckKeychain);
}
