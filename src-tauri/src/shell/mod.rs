//! The shell: Tauri's window, tray, single instance, links and commands, above everything else.

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
    settings::file::SettingsFile,
    support::{Support, log_tail::LogTail},
    tray as tray_menu,
    work::Work,
};
#[cfg(target_os = "linux")]
use single_instance::Start;
use start_error::StartError;
use tray::Tray;

/// How long quitting waits for the controller.
const QUIT_PATIENCE: Duration = Duration::from_secs(5);

/// Runs the app until it is quit. `arguments` begin with the program's own name; `log` holds what
/// was logged last.
///
/// # Errors
/// [`StartError`], when the arguments or the window system cannot be used at all.
pub fn run(arguments: impl Iterator<Item = OsString>, log: LogTail) -> Result<(), StartError> {
    let arguments = arguments.map(|argument| argument.into_string().map_err(StartError::NotText));
    let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
    let demo = arguments.iter().any(|argument| argument == "--demo");
    // First, so that a second start ends before it does anything.
    #[cfg(target_os = "linux")]
    let later = match tauri::async_runtime::block_on(single_instance::claim(&arguments)) {
        Start::First(later) => Ok(later),
        Start::HandedOver => return Ok(()),
        Start::Alone(reason) => Err(reason),
    };
    start_error::check_display()?;
    #[cfg(target_os = "linux")]
    let later = later
        .inspect_err(|reason| tracing::warn!(%reason, "another Meridian would not be noticed"))
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
            // What the controller and the poller start runs there.
            let runtime = tauri::async_runtime::handle();
            let _entered = runtime.inner().enter();
            let settings = SettingsFile::in_folder(&folder);
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
            let chosen = settings.load();
            let start_hidden = chosen.start_hidden && !demo;
            let tray_choices = chosen.tray;
            app.manage(settings);
            // As early as what it asks can be answered: its processes start meanwhile.
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
            // macOS hands links over as events, never as arguments.
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
        // The last window was closed. With a code, the app was told to quit.
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

/// Takes the links that later starts were given.
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

/// Leaves nothing of the demo behind.
fn quit(app: &tauri::AppHandle) {
    let Some(controller) = app.try_state::<Controller>() else {
        return;
    };
    let (done, is_done) = oneshot::channel();
    controller.send(Request::Quit(done));
    let waited = async { tokio::time::timeout(QUIT_PATIENCE, is_done).await };
    if !matches!(tauri::async_runtime::block_on(waited), Ok(Ok(()))) {
        tracing::warn!(
            "it ends without waiting longer; what is left of a demo, the next start removes"
        );
    }
}
