//! The settings screen.

use globus_app::Environment;
use tauri::State;

use crate::{
    controller::{Controller, Request},
    settings::{SettingsFile, client_id_from_environment},
    view::{Detail, Problem, Settings, SettingsChange},
};

/// What the settings screen shows.
#[tauri::command]
#[specta::specta]
pub fn settings(controller: State<'_, Controller>, file: State<'_, SettingsFile>) -> Settings {
    shown(&controller, &file)
}

/// Checks and saves a change.
#[tauri::command]
#[specta::specta]
pub fn save_settings(
    controller: State<'_, Controller>,
    file: State<'_, SettingsFile>,
    change: SettingsChange,
) -> Result<Settings, Problem> {
    save(&file, &change)?;
    controller.send(Request::SettingsChanged);
    Ok(shown(&controller, &file))
}

fn save(file: &SettingsFile, change: &SettingsChange) -> Result<(), Problem> {
    let client_id = change.client_id.trim();
    if !client_id.is_empty() && uuid::Uuid::parse_str(client_id).is_err() {
        return Err(Problem::invalid_input(
            "That is not a client ID.",
            "A client ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
        ));
    }
    let mut settings = file.load();
    settings.client_id = Some(client_id.to_owned()).filter(|id| !id.is_empty());
    change
        .browser_command
        .trim()
        .clone_into(&mut settings.browser_command);
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
        environment: match &environment {
            Ok(environment) => environment.name().to_owned(),
            Err(error) => format!("not usable: {error}"),
        },
        hosts: hosts.unwrap_or_default(),
        browser_command: settings.browser_command,
        keychain: controller.keychain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_checked_before_it_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::in_folder(folder.path());
        let change = |client_id: &str| SettingsChange {
            client_id: client_id.into(),
            browser_command: String::new(),
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
