//! The settings screen.

use tauri::State;

use crate::{
    controller::{Controller, Request},
    problem,
    settings::{Settings as Stored, SettingsFile, client_id_from_environment},
    support::Support,
    view::{Choices, Pause, Problem, Settings, SupportBundle, TrayState},
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
    save(&file, &file.load().with(&choices)?)?;
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
    save(&file, &file.load().paused(pause))?;
    controller.send(Request::SettingsChanged);
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
    file: State<'_, SettingsFile>,
    support: State<'_, Support>,
) -> Result<SupportBundle, Problem> {
    Ok(support.preview(&controller.facts(&file.load())))
}

/// Saves it, as it was previewed; answers where.
#[tauri::command]
#[specta::specta]
pub async fn save_support_bundle(support: State<'_, Support>) -> Result<String, Problem> {
    support.save()
}

fn save(file: &SettingsFile, settings: &Stored) -> Result<(), Problem> {
    file.save(settings).map_err(|error| {
        Problem::local(
            "The settings could not be saved.",
            format!("{error}. The old ones hold."),
        )
    })
}

fn shown(controller: &Controller, file: &SettingsFile) -> Settings {
    let settings = file.load();
    let environments = controller.environments();
    Settings {
        client_id: settings.effective_client_id(),
        client_id_from_environment: client_id_from_environment().is_some(),
        environment_from_environment: environments.are_overridden(),
        environments: environments.offered(&settings),
        hosts: environments.hosts(&settings),
        keychain: controller.keychain(),
        tray: TrayState {
            shown: false,
            message: None,
        },
        notifications_paused_until: settings.notifications_paused_until,
        start_at_login_problem: None,
        choices: settings.choices(),
    }
}
