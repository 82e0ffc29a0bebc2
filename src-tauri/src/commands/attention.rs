//! The command for what needs you.

use tauri::State;

use crate::work::{Work, attention::Attention};

/// Returns what needs you and what is under way. Changes arrive as `attentionChanged`.
#[tauri::command]
#[specta::specta]
pub fn attention(work: State<'_, Work>) -> Attention {
    work.attention()
}
