//! Commands for the columns of lists.

use std::collections::BTreeMap;

use tauri::State;

use crate::{
    problem::view::Problem,
    settings::{layout::ColumnLayout, store::SettingsStore},
};

/// Returns the column layouts that differ from the default, by list.
#[tauri::command]
#[specta::specta]
pub fn columns(store: State<'_, SettingsStore>) -> BTreeMap<String, ColumnLayout> {
    store.current().columns.clone()
}

/// Saves the column layout of a list.
#[tauri::command]
#[specta::specta]
pub fn set_columns(
    store: State<'_, SettingsStore>,
    list: String,
    layout: ColumnLayout,
) -> Result<(), Problem> {
    store
        .change(|settings| settings.with_columns(&list, layout))
        .map(drop)
}
