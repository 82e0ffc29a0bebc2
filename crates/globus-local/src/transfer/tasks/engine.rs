//! How submitted tasks progress.
//!
//! Nothing runs in the background. Before Transfer is looked at, everything that has become due
//! since the last time is done, each step at its own time and in order. So the same calls at the
//! same times always give the same answers.

use jiff::Timestamp;

use super::{Tasks, job::Job};
use crate::{
    auth::Auth,
    transfer::{collections::access::has_consented, files::Files},
};

/// How many transfers, and how many deletes, a user can have active at once. Others are queued.
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

    /// Resumes tasks that lacked a consent which their owner has given since.
    pub(in crate::transfer) fn resume_consented(&mut self, now: Timestamp, auth: &Auth) {
        for task in &mut self.samples {
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

    /// Starts the oldest queued tasks in place of those that have ended.
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
