//! What this app may do: scopes, consents, tokens.

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

/// The permissions, as a tree.
#[tauri::command]
#[specta::specta]
pub async fn read_access(controller: State<'_, Controller>) -> Result<Access, Problem> {
    access::scopes::scopes(controller.clients()).await
}

/// What a trip to the browser for these scope strings would ask for.
#[tauri::command]
#[specta::specta]
pub async fn preview_request(
    controller: State<'_, Controller>,
    scopes: Vec<String>,
) -> Result<RequestPreview, Problem> {
    access::ask::preview(controller.clients(), &scopes).await
}

/// One trip to the browser for these scope strings; what came of it arrives as `scopesGranted`.
#[tauri::command]
#[specta::specta]
pub async fn grant_scopes(
    controller: State<'_, Controller>,
    scopes: Vec<String>,
) -> Result<(), Problem> {
    access::ask::to_ask(controller.clients(), &scopes).await?;
    controller.send(Request::GrantScopes(scopes));
    Ok(())
}

/// The permissions as text for whoever helps: no token, no secret.
#[tauri::command]
#[specta::specta]
pub async fn access_report(
    controller: State<'_, Controller>,
    format: ReportFormat,
) -> Result<String, Problem> {
    access::report::report(controller.clients(), format).await
}

/// What the person allowed at Globus.
#[tauri::command]
#[specta::specta]
pub async fn read_consents(
    controller: State<'_, Controller>,
    work: State<'_, Work>,
) -> Result<Consents, Problem> {
    access::consents::consents(controller.clients(), work.under_way()).await
}

/// Opens Globus' page where consents are removed.
#[tauri::command]
#[specta::specta]
pub fn manage_consents(controller: State<'_, Controller>) {
    controller.send(Request::ManageConsents);
}

/// What is kept on this computer.
#[tauri::command]
#[specta::specta]
pub async fn read_tokens(controller: State<'_, Controller>) -> Result<Tokens, Problem> {
    access::tokens::tokens(controller.clients()).await
}

/// Renews the token of one service now.
#[tauri::command]
#[specta::specta]
pub async fn renew_token(
    controller: State<'_, Controller>,
    resource_server: String,
) -> Result<(), Problem> {
    access::tokens::renew_token(controller.clients(), &resource_server).await
}

/// Forgets, and revokes, the token of one service.
#[tauri::command]
#[specta::specta]
pub async fn forget_token(
    controller: State<'_, Controller>,
    resource_server: String,
) -> Result<(), Problem> {
    access::tokens::forget_token(controller.clients(), &resource_server).await
}
