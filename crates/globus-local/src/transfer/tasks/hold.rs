//! How administrators' pause rules hold up tasks.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    Task, Tasks,
    pause::{Pause, rule},
};

impl Tasks {
    /// Pauses the tasks of a collection.
    pub(in crate::transfer) fn pause(&mut self, collection: &str, message: &str, now: Timestamp) {
        self.pauses.retain(|pause| pause.collection != collection);
        self.pauses.push(Pause {
            collection: collection.to_owned(),
            message: message.to_owned(),
            since: now,
        });
        self.hold_paused(now);
    }

    /// Pauses the tasks that a rule applies to. Paused tasks get no second event.
    pub(super) fn hold_paused(&mut self, now: Timestamp) {
        for job in &mut self.jobs {
            if let Some(pause) = self.pauses.iter().find(|pause| job.uses(&pause.collection)) {
                job.pause(now, &pause.message);
            }
        }
    }

    /// Lets the tasks of a collection continue, unless their other collection is paused too.
    pub(in crate::transfer) fn resume(&mut self, collection: &str, now: Timestamp) {
        self.pauses.retain(|pause| pause.collection != collection);
        let pauses = &self.pauses;
        let jobs = self.jobs.iter_mut().filter(|job| {
            let is_held = pauses.iter().any(|pause| job.uses(&pause.collection));
            job.uses(collection) && !is_held
        });
        jobs.for_each(|job| job.resume(now));
        self.start_queued(now);
    }

    /// The `pause_info_limited` of a task: what its owner may know.
    pub(in crate::transfer) fn pause_info(&self, task: &Task<'_>, now: Timestamp) -> Value {
        let rules: Vec<Value> = match task {
            Task::Job(job) => self
                .pauses
                .iter()
                .filter(|pause| job.uses(&pause.collection))
                .map(|pause| rule(&pause.collection, &pause.message, pause.since))
                .collect(),
            Task::Sample(sample) if sample.document(now)["is_paused"] == true => {
                let collection = sample.field("source_endpoint_id");
                vec![rule(collection, super::sample::PAUSE, now)]
            }
            Task::Sample(_) => Vec::new(),
        };
        json!({
            "DATA_TYPE": "pause_info_limited", "pause_rules": rules,
            "source_pause_message": null, "destination_pause_message": null,
            "source_pause_message_share": null, "destination_pause_message_share": null,
        })
    }
}
