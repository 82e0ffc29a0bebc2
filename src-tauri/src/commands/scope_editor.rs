//! Commands of the scope editor.

use tauri::State;

use crate::{
    access::{
        self,
        view::editor::{MergedScopes, ParsedScopes, Requirements},
    },
    controller::Controller,
    problem::view::Problem,
    requirements::{features::Preset, stored::StoredRequirements},
};

/// Parses scopes as you type them.
#[tauri::command]
#[specta::specta]
pub fn parse_scopes(text: String) -> ParsedScopes {
    access::parse::parse(&text)
}

/// Returns the requirements as they would be with the scopes in `text` added.
#[tauri::command]
#[specta::specta]
pub async fn merge_scopes(
    controller: State<'_, Controller>,
    text: String,
) -> Result<MergedScopes, Problem> {
    access::edit::merge(controller.clients(), &text).await
}

/// Returns the requirements of the current account.
#[tauri::command]
#[specta::specta]
pub async fn read_requirements(controller: State<'_, Controller>) -> Result<Requirements, Problem> {
    access::edit::requirements(controller.clients()).await
}

/// Adds the scopes in `text` to the requirements.
#[tauri::command]
#[specta::specta]
pub async fn add_requirements(
    controller: State<'_, Controller>,
    text: String,
) -> Result<(), Problem> {
    let changed = access::edit::with_added(controller.clients(), &text).await?;
    controller.require(changed).await;
    Ok(())
}

/// Removes a scope or branch from the requirements.
#[tauri::command]
#[specta::specta]
pub async fn remove_requirement(
    controller: State<'_, Controller>,
    scope: String,
) -> Result<(), Problem> {
    let changed = access::edit::without(controller.clients(), &scope)?;
    controller.require(changed).await;
    Ok(())
}

/// Replaces the requirements with a preset.
#[tauri::command]
#[specta::specta]
pub async fn apply_preset(
    controller: State<'_, Controller>,
    preset: Preset,
) -> Result<(), Problem> {
    controller
        .require(StoredRequirements::of_preset(preset))
        .await;
    Ok(())
}
