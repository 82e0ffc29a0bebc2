//! The state of Transfer.

use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use super::{bookmarks::Bookmarks, collections::Collections, files::Files, tasks::Tasks};
use crate::auth::Auth;

#[derive(Debug)]
pub(super) struct State {
    pub(super) tasks: Tasks,
    pub(super) files: Files,
    pub(super) collections: Collections,
    pub(super) bookmarks: Bookmarks,
    now: Timestamp,
    random: StdRng,
}

impl State {
    pub(super) fn new(seed: u64, now: Timestamp, tasks: usize) -> Self {
        Self {
            tasks: Tasks::new(seed, now, tasks),
            files: Files::new(seed, now),
            collections: Collections::default(),
            bookmarks: Bookmarks::default(),
            now,
            // Other numbers than those the sample tasks were made with.
            random: StdRng::seed_from_u64(!seed),
        }
    }

    /// Brings the state up to `now`. A clock that went back changes nothing.
    pub(super) fn catch_up(&mut self, now: Timestamp, auth: &Auth) {
        self.now = self.now.max(now);
        self.tasks.catch_up(self.now, &mut self.files);
        self.tasks.resume_consented(self.now, auth);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    pub(super) fn new_id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.random()).into_uuid()
    }
}
