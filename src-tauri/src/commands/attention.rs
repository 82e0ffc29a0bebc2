//! What needs the person.

use tauri::State;

use crate::work::{Watch, attention::Attention};

/// What is known now; changes come as `attentionChanged`.
#[tauri::command]
#[specta::specta]
pub fn attention(watch: State<'_, Watch>) -> Attention {
    watch.attention()
}
