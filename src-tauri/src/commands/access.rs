//! Commands of the Access page: permissions, consents and tokens.

use tauri::State;

use crate::{
    access::{
        self,
        view::{
            consents::Consents,
            scopes::{Access, ReportFormat, RequestPreview},
            tokens::Tokens,
        },
    },
    controller::{Controller, request::Request},
    problem::view::Problem,
    work::Work,
};

/// Returns the permissions as a tree of scopes.
#[tauri::command]
#[specta::specta]
pub async fn read_access(controller: State<'_, Controller>) -> Result<Access, Problem> {
    access::scopes::scopes(controller.clients()).await
}

/// Returns the request that a sign-in for these scope strings would make.
#[tauri::command]
#[specta::specta]
pub async fn preview_request(
    controller: State<'_, Controller>,
    scopes: Vec<String>,
) -> Result<RequestPreview, Problem> {
    access::grant::preview(controller.clients(), &scopes).await
}

/// Starts a sign-in that asks for these scope strings. The outcome arrives as `scopesGranted`.
#[tauri::command]
#[specta::specta]
pub async fn grant_scopes(
    controller: State<'_, Controller>,
    scopes: Vec<String>,
) -> Result<(), Problem> {
    access::grant::checked_scopes(controller.clients(), &scopes).await?;
    controller.send(Request::GrantScopes(scopes));
    Ok(())
}

/// Returns the permissions report, which contains no tokens or secrets.
#[tauri::command]
#[specta::specta]
pub async fn access_report(
    controller: State<'_, Controller>,
    format: ReportFormat,
) -> Result<String, Problem> {
    access::report::report(controller.clients(), format).await
}

/// Returns the consents recorded at Globus.
#[tauri::command]
#[specta::specta]
pub async fn read_consents(
    controller: State<'_, Controller>,
    work: State<'_, Work>,
) -> Result<Consents, Problem> {
    access::consents::consents(controller.clients(), work.under_way()).await
}

/// Opens the page of consents on globus.org.
#[tauri::command]
#[specta::specta]
pub fn manage_consents(controller: State<'_, Controller>) {
    controller.send(Request::ManageConsents);
}

/// Returns the tokens on this computer, without their secrets.
#[tauri::command]
#[specta::specta]
pub async fn read_tokens(controller: State<'_, Controller>) -> Result<Tokens, Problem> {
    access::tokens::tokens(controller.clients()).await
}

/// Refreshes the token of one service now.
#[tauri::command]
#[specta::specta]
pub async fn renew_token(
    controller: State<'_, Controller>,
    resource_server: String,
) -> Result<(), Problem> {
    access::tokens::renew_token(controller.clients(), &resource_server).await
}

/// Deletes and revokes the token of one service.
#[tauri::command]
#[specta::specta]
pub async fn forget_token(
    controller: State<'_, Controller>,
    resource_server: String,
) -> Result<(), Problem> {
    access::tokens::forget_token(controller.clients(), &resource_server).await
}
