//! The columns of lists.

use std::collections::BTreeMap;

use tauri::State;

use crate::{
    problem::view::Problem,
    settings::{file::SettingsFile, layout::ColumnLayout},
};

/// Those that are not as usual, by list.
#[tauri::command]
#[specta::specta]
pub fn columns(file: State<'_, SettingsFile>) -> BTreeMap<String, ColumnLayout> {
    file.load().columns
}

/// Keeps the columns of a list.
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
