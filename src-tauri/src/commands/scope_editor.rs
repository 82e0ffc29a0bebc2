//! The scope editor.

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

/// What a text says.
#[tauri::command]
#[specta::specta]
pub fn parse_scopes(text: String) -> ParsedScopes {
    access::parse::parse(&text)
}

/// What merging a text with the requirements would give.
#[tauri::command]
#[specta::specta]
pub async fn merge_scopes(
    controller: State<'_, Controller>,
    text: String,
) -> Result<MergedScopes, Problem> {
    access::edit::merge(controller.clients(), &text).await
}

/// What the current account is asked for.
#[tauri::command]
#[specta::specta]
pub async fn read_requirements(controller: State<'_, Controller>) -> Result<Requirements, Problem> {
    access::edit::requirements(controller.clients()).await
}

/// Adds what a text says to the requirements.
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

/// Takes one from the requirements.
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

/// Replaces the requirements by a preset.
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
