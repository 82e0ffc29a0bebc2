//! The poller. It checks the current account's work – what is on the screen often, what is under
//! way every minute, the rest now and then – and reports what changed.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use futures::{
    FutureExt, StreamExt,
    future::{BoxFuture, Fuse, FusedFuture},
    stream::FuturesUnordered,
};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, sleep_until},
};

use super::{
    attention::{Attention, AttentionChanged},
    changes::{Change, States},
    follow::Follow,
    kind::{ByKind, Kind},
    look::{Because, Looked, look},
    notices,
    on_screen::{OnScreen, ScreenQuery},
    pace,
    query::Reread,
    screen::Screen,
};
use crate::{
    access::under_way::UnderWay,
    clients::Clients,
    controller::{Controller, session::Session},
    desktop::{Desktop, news::News},
    place::Place,
    settings::{store::SettingsStore, view::Updates},
};

/// How long to collect changes, so that many at once become one notification.
const GATHERING: Duration = Duration::from_secs(3);

/// What the window tells the poller.
#[derive(Debug)]
pub(super) enum Heard {
    /// What it shows now.
    Shows(OnScreen),
    /// What it has just read itself.
    Read(ScreenQuery, States),
    /// A request for what is under way, as up to date as possible.
    UnderWay(oneshot::Sender<UnderWay>),
}

/// What the poller depends on, besides the work itself.
pub(super) struct Sources {
    pub(super) controller: Controller,
    pub(super) desktop: Arc<dyn Desktop>,
    pub(super) settings: SettingsStore,
    pub(super) heard: mpsc::UnboundedReceiver<Heard>,
}

struct Poller {
    controller: Controller,
    desktop: Arc<dyn Desktop>,
    settings: SettingsStore,
    heard: mpsc::UnboundedReceiver<Heard>,
    session: watch::Receiver<Session>,
    clients: watch::Receiver<Option<Clients>>,
    acted: watch::Receiver<u64>,
    attention: watch::Sender<Attention>,
    /// The account whose work is tracked.
    account: Option<String>,
    /// Whether a sign-in was under way at the last turn.
    was_signing_in: bool,
    follows: ByKind<Follow>,
    looks: FuturesUnordered<BoxFuture<'static, Looked>>,
    screen: Screen,
    reread: Fuse<BoxFuture<'static, (ScreenQuery, Reread)>>,
    /// Changes without a notification yet, and when the first one arrived.
    untold: Vec<Change>,
    untold_since: Option<Instant>,
    /// Whether the computer slept since the last notification.
    has_slept: bool,
    /// Requests for what is under way that aren't answered yet.
    waiting: Vec<oneshot::Sender<UnderWay>>,
}

/// Runs until the app quits.
pub(super) async fn run(sources: Sources, attention: watch::Sender<Attention>) {
    let now = Instant::now();
    let poller = Poller {
        session: sources.controller.follow_session(),
        clients: sources.controller.follow_clients(),
        acted: sources.controller.follow_actions(),
        controller: sources.controller,
        desktop: sources.desktop,
        settings: sources.settings,
        heard: sources.heard,
        attention,
        account: None,
        was_signing_in: false,
        follows: follows(now),
        looks: FuturesUnordered::new(),
        screen: Screen::empty(now),
        reread: Fuse::terminated(),
        untold: Vec::new(),
        untold_since: None,
        has_slept: false,
        waiting: Vec::new(),
    };
    poller.run().await;
}

fn follows(now: Instant) -> ByKind<Follow> {
    ByKind {
        runs: Follow::new(now),
        transfers: Follow::new(now),
        permissions: Follow::new(now),
    }
}

impl Poller {
    async fn run(mut self) {
        loop {
            self.follow_account();
            let wake = self.begin_what_is_due();
            self.answer();
            self.tell();
            let (by_the_wall, steady) = (SystemTime::now(), Instant::now());
            tokio::select! {
                () = sleep_until(wake) => {}
                heard = self.heard.recv() => match heard {
                    Some(heard) => self.hear(heard),
                    None => return,
                },
                changed = self.session.changed() => if changed.is_err() { return },
                changed = self.clients.changed() => match changed {
                    Ok(()) => self.look_now(&Kind::ALL),
                    Err(_) => return,
                },
                changed = self.acted.changed() => match changed {
                    Ok(()) => self.settle(),
                    Err(_) => return,
                },
                Some(looked) = self.looks.next(), if !self.looks.is_empty() => self.take(looked),
                (query, reread) = &mut self.reread, if !self.reread.is_terminated() => {
                    self.show(&query, reread);
                }
            }
            if pace::has_slept(by_the_wall, steady) {
                self.has_slept = true;
                self.look_now(&Kind::ALL);
            }
        }
    }

    fn hear(&mut self, heard: Heard) {
        let now = Instant::now();
        match heard {
            Heard::Shows(shows) => self.screen.show(shows, now),
            Heard::Read(query, states) => {
                self.compare(&query, &states);
                self.screen.was_read(&query, states, now);
            }
            Heard::UnderWay(answer) => {
                self.waiting.push(answer);
                self.look_now(&[Kind::Runs, Kind::Transfers]);
            }
        }
    }

    /// Starts over when the account changes. After a sign-in, checks again, because more may be
    /// visible.
    fn follow_account(&mut self) {
        let now = Instant::now();
        let session = self.session.borrow_and_update().clone();
        let (account, is_signing_in) = match &session {
            Session::SignedIn(view) => (
                Some(format!("{} {}", view.account.id, view.demo)),
                view.signing_in.is_some() || view.sheet.is_some(),
            ),
            _ => (None, false),
        };
        if account != self.account {
            self.account = account;
            self.follows = follows(now);
            self.looks = FuturesUnordered::new();
            self.reread = Fuse::terminated();
            self.untold.clear();
            self.publish();
        } else if self.was_signing_in && !is_signing_in {
            self.look_now(&Kind::ALL);
        }
        self.was_signing_in = is_signing_in;
    }

    fn look_now(&mut self, kinds: &[Kind]) {
        let now = Instant::now();
        for kind in kinds {
            self.follows.of_mut(*kind).look_now(now);
        }
    }

    /// Checks soon, because what you did may show in a moment.
    fn settle(&mut self) {
        let now = Instant::now();
        for kind in [Kind::Runs, Kind::Transfers] {
            self.follows.of_mut(kind).look_while_it_settles(now);
        }
    }

    fn compare(&mut self, query: &ScreenQuery, states: &States) {
        if let Some(kind) = query.kind() {
            let follow = self.follows.of_mut(kind);
            follow.compare(states, Instant::now());
        }
    }

    /// Starts what is due, and returns when to look again.
    fn begin_what_is_due(&mut self) -> Instant {
        let now = Instant::now();
        // At most one slice, to notice when the computer has slept.
        let mut wake = now + pace::SLICE;
        let clients = self.clients.borrow().clone();
        let Some(clients) = clients.filter(|_| self.account.is_some()) else {
            return wake;
        };
        let updates = self.settings.current().choices.updates;
        let has_window = self.desktop.has_window();
        if updates != Updates::OnlyWhenOpen || has_window {
            for kind in Kind::ALL {
                let follow = self.follows.of_mut(kind);
                match follow.due() {
                    Some(due) if due <= now => {
                        follow.begin(now);
                        let known = follow.memory().live().keys().cloned().collect();
                        self.looks.push(look(clients.clone(), kind, known).boxed());
                    }
                    Some(due) => wake = wake.min(due),
                    None => {}
                }
            }
        }
        if let Some((query, due)) = self.screen.due(updates)
            && has_window
            && self.reread.is_terminated()
        {
            if due <= now {
                let (controller, query) = (self.controller.clone(), query.clone());
                let read = async move {
                    let reread = Reread::now(controller, query.clone()).await;
                    (query, reread)
                };
                self.reread = read.boxed().fuse();
            } else {
                wake = wake.min(due);
            }
        }
        self.untold_since
            .map_or(wake, |since| wake.min(since + GATHERING))
    }

    fn take(&mut self, looked: Looked) {
        self.controller.called();
        let now = Instant::now();
        let updates = self.settings.current().choices.updates;
        let is_locked = matches!(&looked.outcome, Err(unread) if unread.because == Because::Locked);
        if is_locked && looked.kind != Kind::Permissions {
            self.look_now(&[Kind::Permissions]);
        }
        let follow = self.follows.of_mut(looked.kind);
        let changes = follow.take(looked, updates, now);
        if !changes.is_empty() {
            self.untold.extend(changes);
            self.untold_since.get_or_insert(now);
        }
        self.publish();
    }

    fn show(&mut self, query: &ScreenQuery, reread: Reread) {
        let states = reread.states();
        if let Some(states) = &states {
            self.compare(query, states);
        }
        let now = Instant::now();
        if let Some(changed) = self.screen.take(query, states.as_ref(), now) {
            self.desktop.tell(reread.into_news(changed));
        }
    }

    fn publish(&self) {
        let follows = Kind::ALL.map(|kind| self.follows.of(kind).is_reached());
        let read_at = Kind::ALL.map(|kind| self.follows.of(kind).known().read_at);
        let attention = Attention {
            checked_at: read_at.into_iter().flatten().max(),
            runs: self.follows.runs.known().clone(),
            transfers: self.follows.transfers.known().clone(),
            permissions: self.follows.permissions.known().clone(),
            offline: follows.contains(&Some(false)) && !follows.contains(&Some(true)),
        };
        let changed = self.attention.send_if_modified(|known| {
            let changed = *known != attention;
            known.clone_from(&attention);
            changed
        });
        if changed {
            self.desktop.tell(News::of(&AttentionChanged(attention)));
        }
    }

    /// Shows notifications, once no running check could add to them.
    fn tell(&mut self) {
        let is_late = |since: Instant| since.elapsed() >= GATHERING;
        if !self.looks.is_empty() && !self.untold_since.is_some_and(is_late) {
            return;
        }
        self.untold_since = None;
        let has_slept = std::mem::take(&mut self.has_slept);
        let changes = std::mem::take(&mut self.untold);
        if changes.is_empty() {
            return;
        }
        let is_focused = self.desktop.is_focused();
        let is_seen = |place: &Place| is_focused && self.is_seen(place);
        for notice in notices::of(&changes, &self.settings.current(), has_slept, is_seen) {
            self.desktop.notify(&notice);
        }
    }

    /// The window shows missing permissions on every screen.
    fn is_seen(&self, place: &Place) -> bool {
        match place {
            Place::Run { .. } | Place::Transfer { .. } => self.screen.place() == place,
            _ => true,
        }
    }

    /// Answers the waiting requests, once what is under way has been read again.
    fn answer(&mut self) {
        let now = Instant::now();
        let is_new = |follow: &Follow| follow.is_settled(now);
        let (runs, transfers) = (&self.follows.runs, &self.follows.transfers);
        if self.waiting.is_empty() || self.account.is_some() && !(is_new(runs) && is_new(transfers))
        {
            return;
        }
        let under_way = under_way(&self.follows);
        for waiting in self.waiting.drain(..) {
            // The window may no longer be waiting.
            drop(waiting.send(under_way.clone()));
        }
    }
}

fn under_way(follows: &ByKind<Follow>) -> UnderWay {
    let mut under_way = UnderWay::default();
    for run in follows.runs.memory().live().values() {
        run.uses.iter().for_each(|flow| under_way.add_run(*flow));
    }
    for task in follows.transfers.memory().live().values() {
        under_way.add_task(&task.uses);
    }
    let is_old = |follow: &Follow| follow.known().problem.is_some();
    under_way.are_old(is_old(&follows.runs), is_old(&follows.transfers));
    under_way
}
