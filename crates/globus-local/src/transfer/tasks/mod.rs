//! Tasks: those that were there before, and those that were submitted.

mod document;
mod engine;
mod fault;
mod hold;
pub(super) mod job;
pub(super) mod limits;
pub(super) mod listed;
mod pause;
pub(super) mod seeded;
pub(super) mod update;

use std::collections::{HashMap, VecDeque};

pub use fault::TaskFault;
use jiff::Timestamp;
use job::{Instructions, Job};
use listed::Listed;
use pause::Pause;
use seeded::{SeededTask, seed::seed};
use serde_json::Value;
use uuid::Uuid;

use super::error::TransferError;
use crate::auth::{Access, people::ADA};

/// How many tasks are there from the start, unless told otherwise.
pub(crate) const COUNT: usize = 200;

#[derive(Debug)]
pub(super) struct Tasks {
    /// Newest first.
    seeded: Vec<SeededTask>,
    /// Oldest first.
    jobs: Vec<Job>,
    submitted: HashMap<(String, Uuid), Uuid>,
    faults: VecDeque<TaskFault>,
    pauses: Vec<Pause>,
    /// Until when everything happened.
    clock: Timestamp,
}

/// One of either kind.
pub(super) enum Task<'a> {
    Seeded(&'a SeededTask),
    Job(&'a Job),
}

pub(super) enum TaskMut<'a> {
    Seeded(&'a mut SeededTask),
    Job(&'a mut Job),
}

impl Tasks {
    pub(super) fn new(number: u64, now: Timestamp, count: usize) -> Self {
        Self {
            seeded: seed(number, now, count),
            jobs: Vec::new(),
            submitted: HashMap::new(),
            faults: VecDeque::new(),
            pauses: Vec::new(),
            clock: now,
        }
    }

    /// The task that a submission id already led to.
    pub(super) fn submitted(&self, access: &Access, submission_id: Uuid) -> Option<Uuid> {
        let key = (access.identity_id.clone(), submission_id);
        self.submitted.get(&key).copied()
    }

    pub(super) fn submit(
        &mut self,
        access: &Access,
        submission_id: Uuid,
        task_id: Uuid,
        instructions: Instructions,
        now: Timestamp,
    ) {
        let armed = self.faults.pop_front();
        self.jobs
            .push(Job::new(task_id, access, instructions, armed, now));
        let key = (access.identity_id.clone(), submission_id);
        self.submitted.insert(key, task_id);
        self.start_queued(now);
        self.hold_paused(now);
    }

    /// The next task that is submitted meets this.
    pub(super) fn arm(&mut self, fault: TaskFault) {
        self.faults.push_back(fault);
    }

    /// When a submitted task ended, and its document; none while it goes on.
    pub(super) fn ended(&self, id: Uuid, now: Timestamp) -> Option<Value> {
        let job = self.jobs.iter().find(|job| job.id == id)?;
        job.is_over().then(|| job.document(now))
    }

    pub(super) fn cancel_job(&mut self, id: Uuid, now: Timestamp) {
        if let Some(job) = self.jobs.iter_mut().find(|job| job.id == id) {
            job.cancel(now);
        }
        self.start_queued(now);
    }

    /// Whether a task of this person works on a collection now.
    pub(super) fn uses(&self, collection: &str, identity: &str, now: Timestamp) -> bool {
        self.listed(identity, now)
            .any(|task| task["completion_time"].is_null() && is_about(&task, collection))
    }

    /// Whether any ever did.
    pub(super) fn has_used(&self, collection: &str, identity: &str) -> bool {
        self.listed(identity, self.clock)
            .any(|task| is_about(&task, collection))
    }

    /// All that this person may see, the newest first.
    pub(super) fn listed(
        &self,
        identity: &str,
        now: Timestamp,
    ) -> impl Iterator<Item = Listed<'_>> {
        let seeded = if identity == ADA.primary().id {
            self.seeded.as_slice()
        } else {
            &[]
        };
        let jobs = self.jobs.iter().rev();
        let own = jobs.filter(move |job| job.owner_id == identity);
        own.map(move |job| Listed::New(job.document(now)))
            .chain(seeded.iter().map(move |task| task.listed(now)))
    }

    /// One that this person may see.
    pub(super) fn get(&self, id: &str, identity: &str) -> Result<Task<'_>, TransferError> {
        let job = self.jobs.iter().find(|job| is_job(job, id, identity));
        let seeded = self.seeded.iter();
        let mut seeded = seeded.filter(|task| is_seeded(task, id, identity));
        job.map(Task::Job)
            .or_else(|| seeded.next().map(Task::Seeded))
            .ok_or_else(|| not_found(id))
    }

    pub(super) fn get_mut(
        &mut self,
        id: &str,
        identity: &str,
    ) -> Result<TaskMut<'_>, TransferError> {
        let job = self.jobs.iter_mut().find(|job| is_job(job, id, identity));
        let seeded = self.seeded.iter_mut();
        let mut seeded = seeded.filter(|task| is_seeded(task, id, identity));
        job.map(TaskMut::Job)
            .or_else(|| seeded.next().map(TaskMut::Seeded))
            .ok_or_else(|| not_found(id))
    }
}

impl Task<'_> {
    pub(super) fn document(&self, now: Timestamp) -> Value {
        match self {
            Self::Seeded(task) => task.document(now).into_owned(),
            Self::Job(job) => job.document(now),
        }
    }

    pub(super) fn events(&self, now: Timestamp) -> Vec<Value> {
        match self {
            Self::Seeded(task) => task.events(now),
            Self::Job(job) => job.events(),
        }
    }
}

fn is_job(job: &Job, id: &str, identity: &str) -> bool {
    job.owner_id == identity && job.id.to_string() == id
}

fn is_seeded(task: &SeededTask, id: &str, identity: &str) -> bool {
    identity == ADA.primary().id && task.field("task_id") == id
}

fn is_about(task: &Value, collection: &str) -> bool {
    task["source_endpoint_id"] == collection || task["destination_endpoint_id"] == collection
}

fn not_found(id: &str) -> TransferError {
    TransferError::not_found("TaskNotFound", format!("No task found with id '{id}'"))
}
