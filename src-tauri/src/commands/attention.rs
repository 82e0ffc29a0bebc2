//! What needs the person.

use tauri::State;

use crate::{view::Attention, watch::Watch};

/// What is known now; changes come as `attentionChanged`.
#[tauri::command]
#[specta::specta]
pub fn attention(watch: State<'_, Watch>) -> Attention {
    watch.attention()
}
