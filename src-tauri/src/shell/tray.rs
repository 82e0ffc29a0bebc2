//! The tray icon and its menu, through Tauri.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError},
};

use tauri::{
    AppHandle, Manager, Wry,
    image::Image,
    menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu},
    tray::{TrayIcon, TrayIconBuilder},
};

use super::tray_host;
use crate::{
    controller::{Controller, request::Request, session::Keep},
    desktop::tray::{Act, Icon, Row, TrayChoices, TrayMenu, TrayState},
    place::Place,
    settings::{
        store::SettingsStore,
        view::{CloseButton, Pause},
    },
    tray::ACCOUNTS,
};

/// The tray icon. None if the tray library is not installed.
#[derive(Default)]
pub struct Tray(Mutex<Option<Built>>);

impl std::fmt::Debug for Tray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tray").finish_non_exhaustive()
    }
}

/// What the tray library built, and what it shows.
struct Built {
    icon: TrayIcon,
    rows: Rows,
    menu: Option<TrayMenu>,
    choices: TrayChoices,
}

/// The menu rows whose text changes.
struct Rows {
    state: MenuItem<Wry>,
    sign_in: MenuItem<Wry>,
    needs_you: Vec<MenuItem<Wry>>,
    active: Vec<MenuItem<Wry>>,
    accounts: Vec<MenuItem<Wry>>,
    sign_out: MenuItem<Wry>,
}

const SIGN_IN: &str = "sign-in";
const OPEN: &str = "open";
const ADD_ACCOUNT: &str = "add-account";
const SIGN_OUT: &str = "sign-out";
const SETTINGS: &str = "settings";
const QUIT: &str = "quit";

impl Tray {
    /// Adds the icon to the tray. Call it once, on the main thread.
    ///
    /// On Linux, tray-icon 0.25 panics if its system library is missing. Meridian then runs without a
    /// tray.
    pub fn start(&self, app: &AppHandle, choices: TrayChoices) {
        let built = catch_unwind(AssertUnwindSafe(|| build(app)));
        match built {
            Ok(Ok(shown)) => {
                *self.lock() = Some(shown);
                self.wear(choices);
            }
            Ok(Err(error)) => tracing::warn!(%error, "no tray icon"),
            Err(_) => tracing::warn!("no tray icon: its system library is missing"),
        }
    }

    /// Whether the icon was created. The desktop may still not show it.
    pub fn is_there(&self) -> bool {
        self.lock().is_some()
    }

    /// Shows this menu. Call it on the main thread.
    pub fn show(&self, menu: &TrayMenu) {
        let mut shown = self.lock();
        let Some(shown) = shown.as_mut() else { return };
        if let Err(error) = shown.take(menu) {
            tracing::warn!(%error, "the tray could not be updated");
        }
    }

    /// Applies the tray settings. Call it on the main thread.
    pub fn wear(&self, choices: TrayChoices) {
        let mut shown = self.lock();
        let Some(shown) = shown.as_mut() else { return };
        shown.choices = choices;
        let worn = shown.icon.set_visible(choices.icon);
        if let Err(error) = worn.and_then(|()| shown.count()) {
            tracing::warn!(%error, "the tray settings could not be applied");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Built>> {
        // The value is always replaced as a whole, so it is valid even if the lock is poisoned.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the row with this ID does now.
    fn act_of(&self, id: &str) -> Option<Act> {
        let shown = self.lock();
        let menu = shown.as_ref()?.menu.as_ref()?;
        if id == SIGN_IN {
            return menu.sign_in.act.clone();
        }
        let (kind, index) = id.rsplit_once(' ')?;
        let rows = match kind {
            "needs-you" => &menu.needs_you,
            "active" => &menu.active,
            "account" => &menu.accounts,
            _ => return None,
        };
        rows.get(index.parse::<usize>().ok()?)?.act.clone()
    }
}

impl Built {
    fn take(&mut self, menu: &TrayMenu) -> tauri::Result<()> {
        let rows = &self.rows;
        set(&rows.state, &menu.state)?;
        set(&rows.sign_in, &menu.sign_in)?;
        for (items, rows) in [
            (&rows.needs_you, &menu.needs_you),
            (&rows.active, &menu.active),
            (&rows.accounts, &menu.accounts),
        ] {
            for (item, row) in items.iter().zip(rows) {
                set(item, row)?;
            }
        }
        rows.sign_out.set_enabled(menu.can_sign_out)?;
        if self.menu.as_ref().map(|before| before.icon) != Some(menu.icon) {
            self.icon.set_icon(Some(image(menu.icon)?))?;
        }
        self.menu = Some(menu.clone());
        self.count()
    }

    /// Shows the number of items that need you next to the icon, if that setting is on.
    fn count(&self) -> tauri::Result<()> {
        let waiting = self.menu.as_ref().map_or(0, |menu| menu.waiting);
        let text = (self.choices.counts && waiting > 0).then(|| waiting.to_string());
        self.icon.set_title(text)
    }
}

fn set(item: &MenuItem<Wry>, row: &Row) -> tauri::Result<()> {
    item.set_text(&row.text)?;
    item.set_enabled(row.act.is_some())
}

fn build(app: &AppHandle) -> tauri::Result<Built> {
    let item = |id: &str, text: &str, enabled: bool| {
        MenuItem::with_id(app, id, text, enabled, None::<&str>)
    };
    let slots = |kind: &str, count: usize| {
        (0..count)
            .map(|index| item(&format!("{kind} {index}"), "–", false))
            .collect::<tauri::Result<Vec<_>>>()
    };
    let rows = Rows {
        state: item("state", "Starting…", false)?,
        sign_in: item(SIGN_IN, "–", false)?,
        needs_you: slots("needs-you", 3)?,
        active: slots("active", 3)?,
        accounts: slots("account", ACCOUNTS)?,
        sign_out: item(SIGN_OUT, "Sign out", false)?,
    };
    let line = || PredefinedMenuItem::separator(app);
    let accounts = Submenu::with_id(app, "accounts", "Account", true)?;
    append(&accounts, &rows.accounts)?;
    accounts.append_items(&[
        &line()?,
        &item(ADD_ACCOUNT, "Accounts…", true)?,
        &rows.sign_out,
    ])?;
    let pause = Submenu::with_items(
        app,
        "Pause notifications",
        true,
        &[
            &item("pause-hour", "For an hour", true)?,
            &item("pause-until-tomorrow", "Until tomorrow", true)?,
            &item("pause-resume", "Resume notifications", true)?,
        ],
    )?;
    let menu = Menu::new(app)?;
    menu.append_items(&[&rows.state, &rows.sign_in, &line()?])?;
    for item in rows.needs_you.iter().chain(&rows.active) {
        menu.append(item)?;
    }
    menu.append_items(&[
        &line()?,
        &item(OPEN, "Open Meridian", true)?,
        &line()?,
        &accounts,
        &pause,
        &item(SETTINGS, "Settings…", true)?,
        &item(QUIT, "Quit Meridian", true)?,
    ])?;
    let icon = TrayIconBuilder::with_id("main")
        .icon(image(Icon::Idle)?)
        .icon_as_template(true)
        .menu(&menu)
        .on_menu_event(chosen)
        .build(app)?;
    Ok(Built {
        icon,
        rows,
        menu: None,
        choices: TrayChoices::default(),
    })
}

fn append(menu: &Submenu<Wry>, items: &[MenuItem<Wry>]) -> tauri::Result<()> {
    let items: Vec<_> = items
        .iter()
        .map(|item| item as &dyn IsMenuItem<Wry>)
        .collect();
    menu.append_items(&items)
}

#[expect(clippy::needless_pass_by_value, reason = "as Tauri hands it over")]
fn chosen(app: &AppHandle, event: MenuEvent) {
    let (Some(controller), Some(tray)) = (app.try_state::<Controller>(), app.try_state::<Tray>())
    else {
        return;
    };
    match event.id().as_ref() {
        OPEN => controller.send(Request::RaiseWindow),
        ADD_ACCOUNT => controller.send(Request::Open(Place::Accounts)),
        SIGN_OUT => controller.send(Request::SignOut),
        SETTINGS => controller.send(Request::Open(Place::Settings)),
        QUIT => app.exit(0),
        "pause-hour" => pause(app, Pause::Hour),
        "pause-until-tomorrow" => pause(app, Pause::UntilTomorrow),
        "pause-resume" => pause(app, Pause::Resume),
        id => match tray.act_of(id) {
            Some(Act::Open(place)) => controller.send(Request::Open(place)),
            Some(Act::SignIn) => controller.send(Request::SignIn(Keep::Keychain)),
            Some(Act::CancelSignIn) => controller.send(Request::CancelSignIn),
            Some(Act::Switch(id)) => controller.send(Request::SwitchAccount(id)),
            None => {}
        },
    }
}

fn pause(app: &AppHandle, pause: Pause) {
    let Some(settings) = app.try_state::<SettingsStore>() else {
        return;
    };
    if let Err(problem) = settings.pause(pause) {
        tracing::warn!(why = %problem.meaning, "notifications could not be paused");
    }
}

/// Whether Meridian keeps running without a window: the setting is on and the tray icon is visible.
/// Otherwise there would be no way to open the window again.
pub fn keeps_running(app: &AppHandle) -> bool {
    let wanted = app
        .try_state::<SettingsStore>()
        .is_some_and(|store| store.current().choices.close_button == CloseButton::KeepInTray);
    wanted && tauri::async_runtime::block_on(is_shown(app))
}

/// Whether the icon is visible in a tray.
async fn is_shown(app: &AppHandle) -> bool {
    is_made(app) && is_wanted(app) && tray_host::is_there().await
}

fn is_wanted(app: &AppHandle) -> bool {
    app.try_state::<SettingsStore>()
        .is_none_or(|store| store.current().choices.tray.icon)
}

fn is_made(app: &AppHandle) -> bool {
    app.try_state::<Tray>().is_some_and(|tray| tray.is_there())
}

/// Whether the icon is visible, and why not, for the Settings page.
pub async fn state(app: &AppHandle) -> TrayState {
    let shown = is_shown(app).await;
    let message = if shown {
        None
    } else if !is_made(app) {
        Some(
            "The library for tray icons (libayatana-appindicator3) isn't installed, so closing \
             the window quits Meridian.",
        )
    } else if !is_wanted(app) {
        Some("The tray icon is turned off, so closing the window quits Meridian.")
    } else {
        Some(
            "This desktop doesn't show tray icons, so closing the window quits Meridian. On \
             GNOME, the extension “AppIndicator Support” adds a tray.",
        )
    };
    TrayState {
        shown,
        message: message.map(str::to_owned),
    }
}

/// The image for a state, as `cargo xtask icons` draws it.
fn image(icon: Icon) -> tauri::Result<Image<'static>> {
    let bytes: &[u8] = match icon {
        Icon::Idle => include_bytes!("../../../icons/tray/idle.png"),
        Icon::Active => include_bytes!("../../../icons/tray/active.png"),
        Icon::NeedsYou => include_bytes!("../../../icons/tray/needs-you.png"),
        Icon::SignedOut => include_bytes!("../../../icons/tray/signed-out.png"),
        Icon::Offline => include_bytes!("../../../icons/tray/offline.png"),
    };
    Image::from_bytes(bytes)
}
