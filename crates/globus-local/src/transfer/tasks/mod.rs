//! Tasks: sample tasks, and submitted ones.

mod document;
mod engine;
mod fault;
mod hold;
pub(super) mod job;
pub(super) mod limits;
pub(super) mod listed;
mod pause;
pub(super) mod sample;
pub(super) mod update;

use std::collections::{HashMap, VecDeque};

pub use fault::TaskFault;
use jiff::Timestamp;
use job::{Instructions, Job};
use listed::Listed;
use pause::Pause;
use sample::{SampleTask, tasks::sample_tasks};
use serde_json::Value;
use uuid::Uuid;

use super::error::TransferError;
use crate::auth::{Access, people::ADA};

/// The default number of sample tasks.
pub(crate) const COUNT: usize = 200;

#[derive(Debug)]
pub(super) struct Tasks {
    /// Newest first.
    samples: Vec<SampleTask>,
    /// Oldest first.
    jobs: Vec<Job>,
    submitted: HashMap<(String, Uuid), Uuid>,
    faults: VecDeque<TaskFault>,
    pauses: Vec<Pause>,
    /// The time up to which everything is done.
    clock: Timestamp,
}

/// A task of either kind.
pub(super) enum Task<'a> {
    Sample(&'a SampleTask),
    Job(&'a Job),
}

pub(super) enum TaskMut<'a> {
    Sample(&'a mut SampleTask),
    Job(&'a mut Job),
}

impl Tasks {
    pub(super) fn new(number: u64, now: Timestamp, count: usize) -> Self {
        Self {
            samples: sample_tasks(number, now, count),
            jobs: Vec::new(),
            submitted: HashMap::new(),
            faults: VecDeque::new(),
            pauses: Vec::new(),
            clock: now,
        }
    }

    /// The task that was created with a submission id.
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

    /// The next task that is submitted runs into this fault.
    pub(super) fn arm(&mut self, fault: TaskFault) {
        self.faults.push_back(fault);
    }

    /// The document of a submitted task, if it has ended.
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

    /// Whether an active task of this user uses a collection.
    pub(super) fn uses(&self, collection: &str, identity: &str, now: Timestamp) -> bool {
        self.listed(identity, now)
            .any(|task| task["completion_time"].is_null() && is_about(&task, collection))
    }

    /// Whether a task of this user has ever used a collection.
    pub(super) fn has_used(&self, collection: &str, identity: &str) -> bool {
        self.listed(identity, self.clock)
            .any(|task| is_about(&task, collection))
    }

    /// The tasks that this user can see, newest first.
    pub(super) fn listed(
        &self,
        identity: &str,
        now: Timestamp,
    ) -> impl Iterator<Item = Listed<'_>> {
        let samples = if identity == ADA.primary().id {
            self.samples.as_slice()
        } else {
            &[]
        };
        let jobs = self.jobs.iter().rev();
        let own = jobs.filter(move |job| job.owner_id == identity);
        own.map(move |job| Listed::New(job.document(now)))
            .chain(samples.iter().map(move |task| task.listed(now)))
    }

    /// The task with this id, if this user can see it.
    pub(super) fn get(&self, id: &str, identity: &str) -> Result<Task<'_>, TransferError> {
        let job = self.jobs.iter().find(|job| is_job(job, id, identity));
        let samples = self.samples.iter();
        let mut samples = samples.filter(|task| is_sample(task, id, identity));
        job.map(Task::Job)
            .or_else(|| samples.next().map(Task::Sample))
            .ok_or_else(|| not_found(id))
    }

    pub(super) fn get_mut(
        &mut self,
        id: &str,
        identity: &str,
    ) -> Result<TaskMut<'_>, TransferError> {
        let job = self.jobs.iter_mut().find(|job| is_job(job, id, identity));
        let samples = self.samples.iter_mut();
        let mut samples = samples.filter(|task| is_sample(task, id, identity));
        job.map(TaskMut::Job)
            .or_else(|| samples.next().map(TaskMut::Sample))
            .ok_or_else(|| not_found(id))
    }
}

impl Task<'_> {
    pub(super) fn document(&self, now: Timestamp) -> Value {
        match self {
            Self::Sample(task) => task.document(now).into_owned(),
            Self::Job(job) => job.document(now),
        }
    }

    pub(super) fn events(&self, now: Timestamp) -> Vec<Value> {
        match self {
            Self::Sample(task) => task.events(now),
            Self::Job(job) => job.events(),
        }
    }
}

fn is_job(job: &Job, id: &str, identity: &str) -> bool {
    job.owner_id == identity && job.id.to_string() == id
}

fn is_sample(task: &SampleTask, id: &str, identity: &str) -> bool {
    identity == ADA.primary().id && task.field("task_id") == id
}

fn is_about(task: &Value, collection: &str) -> bool {
    task["source_endpoint_id"] == collection || task["destination_endpoint_id"] == collection
}

fn not_found(id: &str) -> TransferError {
    TransferError::not_found("TaskNotFound", format!("No task found with id '{id}'"))
}
