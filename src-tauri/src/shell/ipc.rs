//! The interface to the window: the list of all commands and events. The TypeScript bindings are
//! generated from it.

use tauri::{Wry, generate_handler, ipc::Invoke};

use crate::commands;

macro_rules! every_command {
    ($collect:ident) => {
        $collect![
            commands::session::current_session,
            commands::session::sign_in,
            commands::session::try_demo,
            commands::session::sign_in_again,
            commands::browsers::browsers,
            commands::browsers::use_browser,
            commands::session::open_browser_again,
            commands::session::use_code,
            commands::session::submit_code,
            commands::session::cancel_sign_in,
            commands::session::sign_out,
            commands::session::check_keychain,
            commands::lists::list_flows,
            commands::lists::list_runs,
            commands::lists::list_transfers,
            commands::details::read_flow,
            commands::details::read_run,
            commands::details::read_run_log,
            commands::details::find_person,
            commands::details::read_transfer,
            commands::details::read_task_events,
            commands::details::read_skipped_files,
            commands::details::read_copied_files,
            commands::collections::search_collections,
            commands::collections::list_folder,
            commands::columns::columns,
            commands::columns::set_columns,
            commands::place::current_place,
            commands::place::show_on_screen,
            commands::place::open_web_page,
            commands::attention::attention,
            commands::actions::act,
            commands::actions::open_sheet,
            commands::actions::continue_sheet,
            commands::actions::dismiss_sheet,
            commands::access::read_access,
            commands::access::preview_request,
            commands::access::grant_scopes,
            commands::access::access_report,
            commands::access::read_consents,
            commands::access::manage_consents,
            commands::access::read_tokens,
            commands::access::renew_token,
            commands::access::forget_token,
            commands::scope_editor::parse_scopes,
            commands::scope_editor::merge_scopes,
            commands::scope_editor::read_requirements,
            commands::scope_editor::add_requirements,
            commands::scope_editor::remove_requirement,
            commands::scope_editor::apply_preset,
            commands::accounts::read_accounts,
            commands::accounts::add_account,
            commands::accounts::add_service_account,
            commands::accounts::switch_account,
            commands::accounts::set_default_account,
            commands::accounts::sign_out_account,
            commands::accounts::sign_in_with_identity,
            commands::accounts::answer_other_account,
            commands::accounts::manage_identities,
            commands::accounts::open_registration_page,
            commands::accounts::forget_everything,
            commands::settings::appearance,
            commands::settings::settings,
            commands::settings::save_settings,
            commands::settings::pause_notifications,
            commands::settings::test_notification,
            commands::settings::preview_support_bundle,
            commands::settings::save_support_bundle,
        ]
    };
}

/// The handler of all commands.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    every_command!(generate_handler)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use specta_typescript::Typescript;
    use tauri_specta::{Builder, collect_commands, collect_events};

    use super::*;
    use crate::{access, controller, flows, place, runs, settings, transfers, work};

    /// Generates the TypeScript bindings. Used in this test only.
    fn builder() -> Builder<tauri::Wry> {
        Builder::new()
            .disable_serde_phases()
            // All large integers are bytes or milliseconds, far below 2^53.
            .dangerously_cast_bigints_to_number()
            .commands(every_command!(collect_commands))
            .events(collect_events![
                controller::session::SessionChanged,
                flows::view::FlowsRefreshed,
                runs::view::RunsRefreshed,
                runs::view::RunRefreshed,
                transfers::view::TransfersRefreshed,
                transfers::detail_view::TransferRefreshed,
                work::attention::AttentionChanged,
                place::PlaceOpened,
                controller::sheet::ActionEnded,
                access::view::scopes::ScopesGranted,
                settings::view::SettingsChanged,
            ])
            .constant("runTerms", runs::list::RunTerm::HELP)
            .constant("transferTerms", transfers::list::TransferTerm::HELP)
    }

    macro_rules! names {
        ($($command:path),* $(,)?) => { [$(stringify!($command)),*] };
    }

    #[test]
    fn the_window_may_only_use_the_commands_and_listen() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../../capabilities/main.json")).expect("JSON");
        let named: BTreeSet<String> = capability["permissions"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|permission| permission.as_str().expect("a name").to_owned())
            .collect();
        let commands = every_command!(names).into_iter().map(|path| {
            let name = path.rsplit("::").next().unwrap_or(path).trim();
            format!("allow-{}", name.replace('_', "-"))
        });
        let listening = ["core:event:allow-listen", "core:event:allow-unlisten"];
        let wanted: BTreeSet<_> = commands.chain(listening.map(str::to_owned)).collect();
        let missing: Vec<_> = wanted.difference(&named).collect();
        let unknown: Vec<_> = named.difference(&wanted).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "capabilities/main.json lacks {missing:?} and has unknown entries {unknown:?}"
        );
    }

    /// Writes the bindings, and fails if they were out of date.
    #[test]
    fn the_bindings_are_up_to_date() {
        const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts");
        let before = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        builder()
            .export(Typescript::default(), BINDINGS)
            .expect("exportable");
        let after = std::fs::read_to_string(BINDINGS).expect("written");
        assert!(
            before == after,
            "ui/src/ipc/bindings.ts was out of date. This test has updated it."
        );
    }
}
