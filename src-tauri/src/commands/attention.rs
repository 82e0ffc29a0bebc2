//! What needs you.

use tauri::State;

use crate::work::{Work, attention::Attention};

/// What is known now; changes come as `attentionChanged`.
#[tauri::command]
#[specta::specta]
pub fn attention(work: State<'_, Work>) -> Attention {
    work.attention()
}
