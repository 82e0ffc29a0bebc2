//! The shell: everything that needs Tauri. Window, tray, single instance, deep links and commands.

mod browsers;
mod desktop;
mod ipc;
#[cfg(target_os = "linux")]
mod network_process;
mod notification;
#[cfg(target_os = "linux")]
mod single_instance;
pub mod start_error;
mod tray;
mod tray_host;
mod window;

use std::{ffi::OsString, sync::Arc, time::Duration};

use tauri::{Manager, RunEvent};
use tauri_plugin_deep_link::DeepLinkExt;
use tokio::sync::oneshot;

use self::desktop::TauriDesktop;
use crate::{
    accounts::file::AccountsFile,
    controller::{Controller, links::Links, request::Request},
    desktop::Desktop,
    settings::{follow, store::SettingsStore},
    support::{Support, log_tail::LogTail},
    tray as tray_menu,
    work::Work,
};
#[cfg(target_os = "linux")]
use single_instance::Start;
use start_error::StartError;
use tray::Tray;

/// How long Meridian waits for the controller when it quits.
const QUIT_PATIENCE: Duration = Duration::from_secs(5);

/// Runs the app until it quits. `arguments` begin with the program's name, and `log` holds the last
/// lines of the log.
///
/// # Errors
/// A [`StartError`] if an argument isn't UTF-8, there is no display, or Tauri can't be set up.
pub fn run(arguments: impl Iterator<Item = OsString>, log: LogTail) -> Result<(), StartError> {
    let arguments = arguments.map(|argument| argument.into_string().map_err(StartError::NotText));
    let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
    let demo = arguments.iter().any(|argument| argument == "--demo");
    // Checked first, so that a second start exits before it does anything else.
    #[cfg(target_os = "linux")]
    let later = match tauri::async_runtime::block_on(single_instance::claim(&arguments)) {
        Start::First(later) => Ok(later),
        Start::HandedOver => return Ok(()),
        Start::Alone(reason) => Err(reason),
    };
    start_error::check_display()?;
    #[cfg(target_os = "linux")]
    let later = later
        .inspect_err(|reason| tracing::warn!(%reason, "a second Meridian would not be detected"))
        .ok();
    let builder = tauri::Builder::default();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_single_instance::init(
        |app, arguments, _folder| {
            if let Some(links) = app.try_state::<Links>() {
                links.started_with(&arguments, true);
            }
        },
    ));
    let app = builder
        .plugin(tauri_plugin_deep_link::init())
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .plugin(tauri_plugin_shell::init())
        .plugin(tauri_plugin_autostart::Builder::new().build())
        .invoke_handler(ipc::handler())
        .setup(move |app| {
            let desktop: Arc<dyn Desktop> = Arc::new(TauriDesktop::new(app.handle().clone()));
            let folder = app.path().app_config_dir()?;
            // The controller and the poller spawn their tasks on this runtime.
            let runtime = tauri::async_runtime::handle();
            let _entered = runtime.inner().enter();
            let settings = SettingsStore::open(&folder);
            let accounts = AccountsFile::in_folder(&folder);
            let controller =
                Controller::start(Arc::clone(&desktop), settings.clone(), accounts, demo);
            let work = Work::start(controller.clone(), Arc::clone(&desktop), settings.clone());
            let attention = work.follow();
            app.manage(work);
            app.manage(Arc::clone(&desktop));
            let links = Links::to(controller.clone());
            links.started_with(&arguments, false);
            app.manage(links);
            let folders = [app.path().download_dir(), app.path().app_data_dir()];
            let folders = folders.into_iter().flatten().collect();
            app.manage(Support::new(log, folders));
            app.manage(controller.clone());
            tauri::async_runtime::spawn(follow::follow(settings.follow(), Arc::clone(&desktop)));
            let chosen = settings.current();
            let start_hidden = chosen.choices.start_hidden && !demo;
            let tray_choices = chosen.choices.tray;
            app.manage(settings);
            // Opened as soon as its commands can be answered, because its processes take a while
            // to start.
            if !start_hidden {
                window::open(app.handle())?;
            }
            let tray = Tray::default();
            tray.start(app.handle(), tray_choices);
            app.manage(tray);
            tauri::async_runtime::spawn(tray_menu::follow(controller, attention, desktop));
            #[cfg(target_os = "linux")]
            if let Some(later) = later {
                follow_starts(app.handle().clone(), later);
            }
            // macOS delivers links as events, never as arguments.
            let opened = app.handle().clone();
            app.deep_link().on_open_url(move |event| {
                if let Some(links) = opened.try_state::<Links>() {
                    event.urls().iter().for_each(|url| links.take(url.as_str()));
                }
            });
            if start_hidden && !tray::keeps_running(app.handle()) {
                window::open(app.handle())?;
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        // The last window was closed. With an exit code, the app was told to quit.
        RunEvent::ExitRequested {
            code: None, api, ..
        } if tray::keeps_running(app) => {
            api.prevent_exit();
            #[cfg(target_os = "linux")]
            network_process::end_soon(app.clone());
        }
        RunEvent::Exit => quit(app),
        _ => {}
    });
    Ok(())
}

/// Handles the links of later starts.
#[cfg(target_os = "linux")]
fn follow_starts(app: tauri::AppHandle, mut later: single_instance::Later) {
    tauri::async_runtime::spawn(async move {
        while let Some(arguments) = later.next().await {
            if let Some(links) = app.try_state::<Links>() {
                links.started_with(&arguments, true);
            }
        }
    });
}

/// Waits until the controller has removed the demo's data.
fn quit(app: &tauri::AppHandle) {
    let Some(controller) = app.try_state::<Controller>() else {
        return;
    };
    let (done, is_done) = oneshot::channel();
    controller.send(Request::Quit(done));
    let waited = async { tokio::time::timeout(QUIT_PATIENCE, is_done).await };
    if !matches!(tauri::async_runtime::block_on(waited), Ok(Ok(()))) {
        tracing::warn!(
            "quitting without waiting longer; the next start removes what is left of a demo"
        );
    }
}
