//! The boundary to the window: every command and event, once. The TypeScript side is generated
//! from here.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::{commands, view};

/// All commands and events.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .disable_serde_phases()
        // Bytes and milliseconds: far below 2^53.
        .dangerously_cast_bigints_to_number()
        .commands(collect_commands![
            commands::session::current_session,
            commands::session::sign_in,
            commands::session::try_demo,
            commands::session::sign_in_again,
            commands::session::open_browser_again,
            commands::session::use_code,
            commands::session::submit_code,
            commands::session::cancel_sign_in,
            commands::session::sign_out,
            commands::session::check_keychain,
            commands::lists::list_flows,
            commands::lists::list_transfers,
            commands::lists::leave_list,
            commands::settings::settings,
            commands::settings::save_settings,
        ])
        .events(collect_events![
            view::SessionChanged,
            view::FlowsRefreshed,
            view::TransfersRefreshed,
        ])
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    use super::*;

    /// Writes the bindings, and fails if they were not those that the window was built with.
    #[test]
    fn the_bindings_are_the_generated_ones() {
        const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts");
        let before = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        builder()
            .export(Typescript::default(), BINDINGS)
            .expect("exportable");
        let after = std::fs::read_to_string(BINDINGS).expect("written");
        assert!(
            before == after,
            "ui/src/ipc/bindings.ts was out of date; it is written anew now"
        );
    }
}
