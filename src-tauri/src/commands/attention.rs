//! The command for what needs you.

use tauri::State;

use crate::work::{Watch, attention::Attention};

/// Returns what needs you and what is under way. Changes arrive as `attentionChanged`.
#[tauri::command]
#[specta::specta]
pub fn attention(watch: State<'_, Watch>) -> Attention {
    watch.attention()
}
