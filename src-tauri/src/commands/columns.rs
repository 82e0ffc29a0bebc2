//! Commands for the columns of lists.

use std::collections::BTreeMap;

use tauri::State;

use crate::{
    problem::view::Problem,
    settings::{file::SettingsFile, layout::ColumnLayout},
};

/// Returns the column layouts that differ from the default, by list.
#[tauri::command]
#[specta::specta]
pub fn columns(file: State<'_, SettingsFile>) -> BTreeMap<String, ColumnLayout> {
    file.load().columns
}

/// Saves the column layout of a list.
#[tauri::command]
#[specta::specta]
pub fn set_columns(
    file: State<'_, SettingsFile>,
    list: String,
    layout: ColumnLayout,
) -> Result<(), Problem> {
    file.change(|settings| settings.with_columns(&list, layout))
        .map(drop)
}
