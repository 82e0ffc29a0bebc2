//! How submitted tasks go on.
//!
//! Nothing ticks. Whoever looks at Transfer first has everything done that was due since the last
//! look, each step at its own time and in the order of these times: so that the same calls at the
//! same times always find the same.

use jiff::Timestamp;

use super::{Tasks, job::Job};
use crate::{
    auth::Auth,
    transfer::{collections::access::has_consented, files::Files},
};

/// Transfers that one person has at work at once, and as many deletes; the others are queued.
const AT_ONCE: usize = 3;

impl Tasks {
    pub(in crate::transfer) fn catch_up(&mut self, now: Timestamp, files: &mut Files) {
        while let Some((at, index)) = self.next_due(now) {
            let at = at.max(self.clock);
            self.jobs[index].go_on(at, files);
            self.clock = at;
            self.start_queued(at);
        }
        self.clock = self.clock.max(now);
    }

    /// A task that stands still for want of a consent resumes once its owner has given it.
    pub(in crate::transfer) fn resume_consented(&mut self, now: Timestamp, auth: &Auth) {
        for task in &mut self.seeded {
            task.resume_if(now, |owner, collection| {
                has_consented(auth, owner, collection)
            });
        }
    }

    fn next_due(&self, now: Timestamp) -> Option<(Timestamp, usize)> {
        let jobs = self.jobs.iter().enumerate();
        jobs.filter_map(|(index, job)| Some((job.due()?, index)))
            .filter(|(at, _)| *at <= now)
            .min()
    }

    /// Where others ended, the oldest that wait take their places.
    pub(in crate::transfer) fn start_queued(&mut self, at: Timestamp) {
        for index in 0..self.jobs.len() {
            if self.jobs[index].is_queued() && self.has_place_for(&self.jobs[index]) {
                self.jobs[index].start(at);
            }
        }
    }

    fn has_place_for(&self, job: &Job) -> bool {
        let is_rival = |other: &&Job| {
            other.is_running()
                && other.owner_id == job.owner_id
                && other.is_delete() == job.is_delete()
        };
        self.jobs.iter().filter(is_rival).count() < AT_ONCE
    }
}
