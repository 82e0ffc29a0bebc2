//! The settings screen.

use globus_app::Environment;
use tauri::State;

use crate::{
    controller::{Controller, Request},
    problem,
    settings::{SettingsFile, client_id_from_environment},
    view::{Choices, Detail, Pause, Problem, Settings, SupportBundle, TrayState},
};

/// What the settings screen shows.
#[tauri::command]
#[specta::specta]
pub fn settings(controller: State<'_, Controller>, file: State<'_, SettingsFile>) -> Settings {
    shown(&controller, &file)
}

/// Checks and saves what the person chose, whole.
#[tauri::command]
#[specta::specta]
pub fn save_settings(
    controller: State<'_, Controller>,
    file: State<'_, SettingsFile>,
    choices: Choices,
) -> Result<Settings, Problem> {
    save(&file, &choices)?;
    controller.send(Request::SettingsChanged);
    Ok(shown(&controller, &file))
}

/// Shows no notifications for a while, or shows them again.
#[tauri::command]
#[specta::specta]
pub fn pause_notifications(
    controller: State<'_, Controller>,
    file: State<'_, SettingsFile>,
    pause: Pause,
) -> Result<Settings, Problem> {
    let _ = pause;
    Ok(shown(&controller, &file))
}

/// Shows a notification, so that the person sees whether this desktop shows them.
#[tauri::command]
#[specta::specta]
pub fn test_notification() -> Result<(), Problem> {
    Err(problem::unbuilt("Meridian"))
}

/// What whoever helps would get.
#[tauri::command]
#[specta::specta]
pub async fn preview_support_bundle(
    controller: State<'_, Controller>,
) -> Result<SupportBundle, Problem> {
    let _ = controller;
    Err(problem::unbuilt("Meridian"))
}

/// Saves it, as it was previewed; answers where.
#[tauri::command]
#[specta::specta]
pub async fn save_support_bundle(controller: State<'_, Controller>) -> Result<String, Problem> {
    let _ = controller;
    Err(problem::unbuilt("Meridian"))
}

fn save(file: &SettingsFile, choices: &Choices) -> Result<(), Problem> {
    let client_id = choices.client_id.trim();
    if !client_id.is_empty() && uuid::Uuid::parse_str(client_id).is_err() {
        return Err(Problem::invalid_input(
            "That is not a client ID.",
            "A client ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
        ));
    }
    let mut settings = file.load();
    settings.client_id = Some(client_id.to_owned()).filter(|id| !id.is_empty());
    settings.environment.clone_from(&choices.environment);
    choices
        .browser_command
        .trim()
        .clone_into(&mut settings.browser_command);
    settings.login_way = choices.login_way;
    choices.relay.trim().clone_into(&mut settings.relay);
    settings.close_button = choices.close_button;
    settings.start_hidden = choices.start_hidden;
    settings.start_at_login = choices.start_at_login;
    settings.notifications = choices.notifications;
    file.save(&settings).map_err(|error| {
        Problem::local(
            "The settings could not be saved.",
            format!("{error}. The old ones hold."),
        )
    })
}

fn shown(controller: &Controller, file: &SettingsFile) -> Settings {
    let settings = file.load();
    let environment = Environment::from_env();
    let hosts = environment.as_ref().map(|environment| {
        [
            ("Auth", environment.auth()),
            ("Flows", environment.flows()),
            ("Transfer", environment.transfer()),
        ]
        .map(|(label, url)| Detail {
            label: label.into(),
            value: url.to_string(),
        })
        .to_vec()
    });
    Settings {
        client_id: settings.effective_client_id(),
        client_id_from_environment: client_id_from_environment().is_some(),
        environment_from_environment: false,
        environments: vec!["production".to_owned()],
        hosts: hosts.unwrap_or_default(),
        keychain: controller.keychain(),
        tray: TrayState {
            shown: false,
            message: None,
        },
        notifications_paused_until: settings.notifications_paused_until,
        start_at_login_problem: None,
        choices: choices(&settings),
    }
}

fn choices(settings: &crate::settings::Settings) -> Choices {
    Choices {
        client_id: settings.client_id.clone().unwrap_or_default(),
        environment: settings.environment.clone(),
        browser_command: settings.browser_command.clone(),
        login_way: settings.login_way,
        relay: settings.relay.clone(),
        close_button: settings.close_button,
        start_hidden: settings.start_hidden,
        start_at_login: settings.start_at_login,
        notifications: settings.notifications,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_checked_before_it_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(folder.path());
        let change = |client_id: &str| Choices {
            client_id: client_id.into(),
            ..choices(&file.load())
        };
        save(&file, &change("not a uuid")).expect_err("refused");
        assert_eq!(file.load().client_id, None);
        save(&file, &change(" 61338d24-54d5-408f-a10d-66c06b59f6d2 ")).expect("saved");
        assert_eq!(
            file.load().client_id.as_deref(),
            Some("61338d24-54d5-408f-a10d-66c06b59f6d2")
        );
    }
}
