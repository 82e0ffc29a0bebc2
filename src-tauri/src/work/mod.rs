//! Looks at the work of the current account, by attention: what is on the screen often, what is
//! under way each minute, the rest now and then. One stream feeds window, tray and notifications.

pub mod attention;
mod changes;
mod look;
mod notices;
mod pace;
mod quiet;
mod screen;

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use crate::{
    controller::Controller,
    desktop::{Desktop, news::News},
    flows::view::FlowQuery,
    place::Place,
    runs::view::RunQuery,
    settings::{store::SettingsStore, view::Updates},
    transfers::view::TransferQuery,
    work::attention::AttentionChanged,
};
use attention::Attention;
use changes::Known;
use pace::Pace;

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing that changes.
    Nothing,
    /// The flows.
    Flows(FlowQuery),
    /// The runs.
    Runs(RunQuery),
    /// A run, by its UUID.
    Run(String),
    /// The tasks.
    Transfers(TransferQuery),
    /// A task, by its UUID.
    Transfer(String),
}

impl Shown {
    fn interval(&self, updates: Updates) -> Duration {
        let usual = match self {
            Self::Run(_) | Self::Transfer(_) => pace::DETAIL,
            _ => pace::LIST,
        };
        pace::slowed(usual, updates)
    }

    /// Whether this is all that a place shows.
    fn is(&self, place: &Place) -> bool {
        match (self, place) {
            (Self::Run(shown), Place::Run { id })
            | (Self::Transfer(shown), Place::Transfer { id }) => shown == id,
            _ => false,
        }
    }
}

/// Where the window says what it shows, and what is known.
#[derive(Clone, Debug)]
pub struct Watch {
    shown: Arc<watch::Sender<Shown>>,
    attention: watch::Receiver<Attention>,
}

impl Watch {
    /// Starts watching; nothing is shown yet.
    pub fn start(
        controller: Controller,
        desktop: Arc<dyn Desktop>,
        settings: SettingsStore,
    ) -> Self {
        let (shown, changed) = watch::channel(Shown::Nothing);
        let (attention_out, attention) = watch::channel(Attention::default());
        tauri::async_runtime::spawn(screen::run(
            changed.clone(),
            controller.clone(),
            Arc::clone(&desktop),
            settings.clone(),
        ));
        let work = Work {
            session: controller.follow_session(),
            controller,
            desktop,
            settings,
            shown: changed,
            attention: attention_out,
            known: Known::default(),
            pace: Pace::default(),
        };
        tauri::async_runtime::spawn(work.run());
        Self {
            shown: Arc::new(shown),
            attention,
        }
    }

    /// The window shows this now, freshly read.
    pub fn show(&self, shown: Shown) {
        self.shown.send_replace(shown);
    }

    /// What is known now.
    pub fn attention(&self) -> Attention {
        self.attention.borrow().clone()
    }

    /// Changes of what is known, for whoever follows it.
    pub fn follow(&self) -> watch::Receiver<Attention> {
        self.attention.clone()
    }
}

/// Follows the work of whoever is signed in.
struct Work {
    controller: Controller,
    session: watch::Receiver<crate::controller::session::Session>,
    desktop: Arc<dyn Desktop>,
    settings: SettingsStore,
    shown: watch::Receiver<Shown>,
    attention: watch::Sender<Attention>,
    known: Known,
    pace: Pace,
}

impl Work {
    async fn run(mut self) {
        let mut account = None;
        let mut next = Instant::now();
        loop {
            let slept_from = SystemTime::now();
            // In slices, so that a computer that slept is noticed.
            let slice = next.min(Instant::now() + pace::SLICE);
            let asked = Instant::now();
            tokio::select! {
                () = sleep_until(slice) => {}
                changed = self.session.changed() => if changed.is_err() { return },
            }
            let who = self.current();
            let is_new = who != account;
            account = who;
            if is_new {
                self.known = Known::default();
                self.pace = Pace::default();
                self.publish(Attention::default());
            }
            let has_slept = pace::has_slept(slept_from, asked);
            let updates = self.settings.current().choices.updates;
            let may_look = updates != Updates::OnlyWhenOpen || self.desktop.has_window();
            if account.is_none() {
                next = Instant::now() + pace::IDLE;
            } else if !may_look {
                // There may be a window again after a slice.
                next = Instant::now() + pace::SLICE;
            } else if is_new || has_slept || Instant::now() >= next {
                self.look(has_slept).await;
                next = Instant::now() + self.pace.interval(&self.attention.borrow(), updates);
            }
        }
    }

    /// Whose work it is: an id, if anybody is signed in.
    fn current(&self) -> Option<String> {
        self.controller.clients()?;
        match self.controller.session() {
            crate::controller::session::Session::SignedIn(view) => {
                Some(format!("{} {}", view.account.id, view.demo))
            }
            _ => None,
        }
    }

    async fn look(&mut self, has_slept: bool) {
        let Some(clients) = self.controller.clients() else {
            return;
        };
        let looked = look::look(&clients, &self.known).await;
        self.pace.note(looked.failed);
        let changes = self.known.take(&looked, Instant::now());
        let before = self.attention.borrow().clone();
        let attention = looked.attention(&before);
        let has_ended =
            attention.missing_scope && !before.missing_scope && before.checked_at.is_some();
        self.publish(attention);
        let shown = self.shown.borrow().clone();
        let is_seen = |place: &Place| shown.is(place) && self.desktop.is_focused();
        let settings = self.settings.current();
        let mut told = notices::of(&changes, &settings, has_slept, is_seen);
        if has_ended && !self.desktop.is_focused() {
            told.extend(notices::sign_in_ended(&settings));
        }
        for notice in &told {
            self.desktop.notify(notice);
        }
    }

    fn publish(&self, attention: Attention) {
        let changed = self.attention.send_if_modified(|known| {
            let changed = *known != attention;
            known.clone_from(&attention);
            changed
        });
        if changed {
            self.desktop.tell(News::of(&AttentionChanged(attention)));
        }
    }
}
