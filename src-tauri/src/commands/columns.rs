//! The columns of lists.

use std::collections::BTreeMap;

use tauri::State;

use crate::{
    problem::view::Problem,
    settings::{layout::ColumnLayout, store::SettingsStore},
};

/// Those that are not as usual, by list.
#[tauri::command]
#[specta::specta]
pub fn columns(store: State<'_, SettingsStore>) -> BTreeMap<String, ColumnLayout> {
    store.current().columns.clone()
}

/// Keeps the columns of a list.
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
