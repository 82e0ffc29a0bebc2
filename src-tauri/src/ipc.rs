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
    use std::collections::BTreeSet;

    use specta_typescript::Typescript;

    use super::*;

    #[test]
    fn the_window_may_use_every_command_and_listen_and_nothing_else() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).expect("JSON");
        let named: BTreeSet<String> = capability["permissions"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|permission| permission.as_str().expect("a name").to_owned())
            .collect();
        let bindings = include_str!("../../ui/src/ipc/bindings.ts");
        let commands = bindings.split("__TAURI_INVOKE").filter_map(|rest| {
            let (_, name) = rest
                .split_once("(\"")
                .filter(|(before, _)| !before.contains('\n'))?;
            let (name, _) = name.split_once('"')?;
            Some(format!("allow-{}", name.replace('_', "-")))
        });
        let listening = ["core:event:allow-listen", "core:event:allow-unlisten"];
        let wanted: BTreeSet<_> = commands.chain(listening.map(str::to_owned)).collect();
        assert_eq!(named, wanted);
        assert_eq!(wanted.len(), 17);
    }

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
