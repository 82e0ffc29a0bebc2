//! Commands of the Settings page.

use std::sync::Arc;

use tauri::State;

use crate::{
    controller::Controller,
    desktop::{Desktop, Notification, appearance::Appearance},
    place::Place,
    problem::{self, view::Problem},
    settings::{
        client_id_from_environment,
        store::SettingsStore,
        view::{Choices, Pause, Settings, SupportBundle},
    },
    support::{Support, bundle::Facts},
};

/// Returns what the Settings page shows.
#[tauri::command]
#[specta::specta]
pub async fn settings(
    controller: State<'_, Controller>,
    store: State<'_, SettingsStore>,
    desktop: State<'_, Arc<dyn Desktop>>,
) -> Result<Settings, Problem> {
    Ok(shown(&controller, &store, &desktop).await)
}

/// Returns how the window looks.
#[tauri::command]
#[specta::specta]
pub fn appearance(store: State<'_, SettingsStore>) -> Appearance {
    store.current().choices.appearance
}

/// Checks and saves all settings at once.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(
    controller: State<'_, Controller>,
    store: State<'_, SettingsStore>,
    desktop: State<'_, Arc<dyn Desktop>>,
    choices: Choices,
) -> Result<Settings, Problem> {
    let start_at_login = choices.start_at_login;
    store.change(|settings| settings.with(choices))?;
    let at_login = desktop.start_at_login(start_at_login);
    let settings = shown(&controller, &store, &desktop).await;
    Ok(Settings {
        start_at_login_problem: at_login.err().map(|why| problem::no_start_at_login(&why)),
        ..settings
    })
}

/// Pauses or resumes notifications.
#[tauri::command]
#[specta::specta]
pub async fn pause_notifications(
    controller: State<'_, Controller>,
    store: State<'_, SettingsStore>,
    desktop: State<'_, Arc<dyn Desktop>>,
    pause: Pause,
) -> Result<Settings, Problem> {
    store.pause(pause)?;
    Ok(shown(&controller, &store, &desktop).await)
}

/// Shows a test notification, so that you can see whether they appear on this desktop.
#[tauri::command]
#[specta::specta]
pub fn test_notification(desktop: State<'_, Arc<dyn Desktop>>) {
    desktop.notify(&Notification {
        title: "Test notification".into(),
        body: "Meridian notifies you like this when something needs you, fails or finishes.".into(),
        place: Some(Place::Settings),
    });
}

/// Returns the support file as it would be saved.
#[tauri::command]
#[specta::specta]
pub async fn preview_support_bundle(
    controller: State<'_, Controller>,
    store: State<'_, SettingsStore>,
    support: State<'_, Support>,
) -> Result<SupportBundle, Problem> {
    Ok(support.preview(&Facts::of(&controller, &store.current())))
}

/// Saves the support file exactly as previewed, and returns its path.
#[tauri::command]
#[specta::specta]
pub async fn save_support_bundle(support: State<'_, Support>) -> Result<String, Problem> {
    support.save()
}

async fn shown(
    controller: &Controller,
    store: &SettingsStore,
    desktop: &Arc<dyn Desktop>,
) -> Settings {
    let tray = desktop.tray_state().await;
    let settings = store.current();
    let environments = controller.environments();
    Settings {
        client_id: settings.effective_client_id(),
        client_id_from_environment: client_id_from_environment().is_some(),
        environment_from_environment: environments.are_overridden(),
        environments: environments.offered(&settings),
        hosts: environments.hosts(&settings),
        redirects: environments.redirects(&settings),
        keychain: controller.keychain(),
        tray,
        notifications_paused_until: settings.notifications_paused_until,
        start_at_login_problem: None,
        choices: settings.choices.clone(),
        defaults: Choices::default(),
    }
}
