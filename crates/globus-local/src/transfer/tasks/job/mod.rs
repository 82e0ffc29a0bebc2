//! A submitted task: its instructions, progress and events.

mod checksum;
mod copying;
mod document;
mod events;
mod instructions;
mod removing;
mod step;
mod tally;

use std::collections::VecDeque;

pub(in crate::transfer) use checksum::Algorithm;
use events::Event;
pub(in crate::transfer) use instructions::{
    Copying, Instructions, Item, Options, Removing, Rule, Work,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use step::Step;
use tally::Tally;
use uuid::Uuid;

use super::fault::TaskFault;
use crate::{
    auth::Access,
    transfer::{file_problem::FileProblem, files::Files},
};

/// The time that every step takes, and the bytes copied per second: slow enough to watch small
/// files move.
const STEP: SignedDuration = SignedDuration::from_millis(100);
const BYTES_PER_MILLISECOND: u64 = 1_000;

/// A task that makes no progress fails after this time. Every success prolongs it.
const LIFE: SignedDuration = SignedDuration::from_hours(24);
const LIFE_AFTER_SUCCESS: SignedDuration = SignedDuration::from_hours(72);
const LIFE_PAUSED: SignedDuration = SignedDuration::from_hours(24 * 90);

/// The wait doubles from fault to fault, up to the maximum.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);

/// The number of steps between PROGRESS events.
const PROGRESS: u64 = 10;

#[derive(Debug)]
pub(in crate::transfer) struct Job {
    pub(super) id: Uuid,
    pub(super) owner_id: String,
    username: String,
    label: Option<String>,
    requested: Timestamp,
    deadline: Timestamp,
    has_own_deadline: bool,
    work: Work,
    phase: Phase,
    started: Option<Timestamp>,
    /// Set while a pause rule holds it up.
    paused: Option<Timestamp>,
    steps: VecDeque<Step>,
    tally: Tally,
    /// Failed steps, retried when the others are done.
    retrying: VecDeque<Step>,
    /// The last fault, while a retry is pending.
    trouble: Option<FileProblem>,
    /// Faults in a row, with nothing else left to do.
    rounds: u32,
    armed: Option<TaskFault>,
    events: Vec<Event>,
    transferred: Vec<Value>,
    skipped: Vec<Value>,
}

#[derive(Debug)]
enum Phase {
    Queued,
    Running { next: Timestamp },
    Over(End),
}

#[derive(Debug)]
struct End {
    at: Timestamp,
    fatal: Option<(&'static str, String)>,
}

impl Job {
    pub(super) fn new(
        id: Uuid,
        access: &Access,
        instructions: Instructions,
        armed: Option<TaskFault>,
        now: Timestamp,
    ) -> Self {
        let Instructions {
            label,
            deadline,
            work,
        } = instructions;
        Self {
            id,
            owner_id: access.identity_id.clone(),
            username: access.username.clone(),
            label,
            requested: now,
            deadline: deadline.unwrap_or(now + LIFE),
            has_own_deadline: deadline.is_some(),
            phase: Phase::Queued,
            started: None,
            paused: None,
            steps: work.first_steps(),
            tally: Tally::default(),
            retrying: VecDeque::new(),
            trouble: None,
            rounds: 0,
            armed,
            events: Vec::new(),
            transferred: Vec::new(),
            skipped: Vec::new(),
            work,
        }
    }

    pub(super) fn is_delete(&self) -> bool {
        matches!(self.work, Work::Remove(_))
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over(_))
    }

    pub(super) fn is_queued(&self) -> bool {
        matches!(self.phase, Phase::Queued)
    }

    pub(super) fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Running { .. })
    }

    pub(super) fn uses(&self, collection: &str) -> bool {
        self.work.ends().any(|end| end.id == collection)
    }

    /// When it changes next, if nothing else happens.
    pub(super) fn due(&self) -> Option<Timestamp> {
        match self.phase {
            Phase::Running { next } if self.paused.is_none() => Some(next.min(self.deadline)),
            Phase::Queued | Phase::Running { .. } => Some(self.deadline),
            Phase::Over(_) => None,
        }
    }

    pub(super) fn start(&mut self, at: Timestamp) {
        self.started = Some(at);
        self.events.push(Event::started(at, &self.work));
        self.phase = Phase::Running { next: at };
        self.wait_for_next(at);
    }

    /// Takes the step that is due `at` this time.
    pub(super) fn go_on(&mut self, at: Timestamp, files: &mut Files) {
        if at >= self.deadline {
            let words = "the deadline passed";
            self.events
                .push(Event::error(at, "EXPIRED", "expired", words));
            return self.end(at, Some(("EXPIRED", words.to_owned())));
        }
        let next = self.steps.pop_front();
        let Some(step) = next.or_else(|| self.retrying.pop_front()) else {
            return self.succeed(at);
        };
        if let Some(fault) = self.next_armed() {
            return self.meet(at, step, &fault);
        }
        match self.work.perform(&step, at, files) {
            Ok(performed) => {
                self.rounds = 0;
                if !self.has_own_deadline {
                    self.deadline = self.deadline.max(at + LIFE_AFTER_SUCCESS);
                }
                self.tally.add(&performed);
                self.transferred.extend(performed.transferred);
                for step in performed.first.into_iter().rev() {
                    self.steps.push_front(step);
                }
                self.steps.extend(performed.later);
                self.note_progress(at);
            }
            Err(failure) if failure.at_source && self.may_skip(&failure.problem) => {
                self.tally.skipped_errors += 1;
                self.skipped
                    .push(step.skipped_error(&failure.problem, &self.work, at));
            }
            Err(failure) if failure.is_final => {
                let details = self.work.details(&step, &failure.problem);
                let problem = failure.problem;
                self.events
                    .push(Event::error(at, problem.code, problem.words, &details));
                self.steps.push_front(step);
                return self.end(at, Some((problem.code, problem.words.to_owned())));
            }
            Err(failure) => return self.retry(at, step, failure.problem),
        }
        if self.retrying.is_empty() {
            self.trouble = None;
        }
        if self.left() == 0 {
            self.succeed(at);
        } else {
            self.wait_for_next(at);
        }
    }

    /// Cancels it. False if it has already ended.
    pub(in crate::transfer) fn cancel(&mut self, at: Timestamp) -> bool {
        if self.is_over() {
            return false;
        }
        let details = "Canceled by the task owner";
        self.events
            .push(Event::error(at, "CANCELED", "canceled", details));
        self.end(at, Some(("CANCELED", "canceled".to_owned())));
        true
    }

    pub(super) fn set_label(&mut self, label: Option<String>) {
        self.label = label;
    }

    pub(super) fn set_deadline(&mut self, deadline: Timestamp) {
        self.deadline = deadline;
        self.has_own_deadline = true;
    }

    pub(super) fn pause(&mut self, at: Timestamp, message: &str) {
        if self.paused.is_none() && !self.is_over() {
            self.paused = Some(at);
            self.deadline = self.deadline.max(at + LIFE_PAUSED);
            self.events
                .push(Event::note(at, "PAUSED", "paused", message));
        }
    }

    pub(super) fn resume(&mut self, at: Timestamp) {
        if self.paused.take().is_some() && !self.is_over() {
            if !self.has_own_deadline {
                self.deadline = at + LIFE_AFTER_SUCCESS;
            }
            self.events
                .push(Event::note(at, "UNPAUSED", "unpaused", ""));
            if self.is_running() {
                self.wait_for_next(at);
            }
        }
    }

    /// The events, newest first.
    pub(super) fn events(&self) -> Vec<Value> {
        self.events.iter().rev().map(Event::document).collect()
    }

    pub(in crate::transfer) fn transferred(&self) -> &[Value] {
        &self.transferred
    }

    pub(in crate::transfer) fn skipped(&self) -> &[Value] {
        &self.skipped
    }

    fn may_skip(&self, problem: &FileProblem) -> bool {
        problem.is_skippable() && self.work.skips_source_errors()
    }

    fn next_armed(&mut self) -> Option<TaskFault> {
        let armed = self.armed.as_mut()?;
        let fault = armed.clone();
        armed.times = armed.times.saturating_sub(1);
        if armed.times == 0 {
            self.armed = None;
        }
        Some(fault)
    }

    /// Runs into a fault from a test.
    fn meet(&mut self, at: Timestamp, step: Step, fault: &TaskFault) {
        let problem = fault.problem();
        if fault.fatal {
            let details = self.work.details(&step, &problem);
            self.steps.push_front(step);
            self.events
                .push(Event::error(at, problem.code, problem.words, &details));
            return self.end(at, Some((problem.code, problem.words.to_owned())));
        }
        self.retry(at, step, problem);
    }

    fn retry(&mut self, at: Timestamp, step: Step, problem: FileProblem) {
        let details = self.work.details(&step, &problem);
        self.events
            .push(Event::error(at, problem.code, problem.words, &details));
        self.tally.faults += 1;
        self.retrying.push_back(step);
        self.trouble = Some(problem);
        self.rounds += u32::from(self.steps.is_empty());
        self.wait_for_next(at);
    }

    /// The number of steps left.
    fn left(&self) -> usize {
        self.steps.len() + self.retrying.len()
    }

    fn note_progress(&mut self, at: Timestamp) {
        if self.tally.succeeded.is_multiple_of(PROGRESS) {
            self.events
                .push(Event::progress(at, &self.tally, self.started));
        }
    }

    fn wait_for_next(&mut self, at: Timestamp) {
        let wait = match self.steps.front() {
            Some(step) => {
                let milliseconds = i64::try_from(step.bytes() / BYTES_PER_MILLISECOND);
                STEP + SignedDuration::from_millis(milliseconds.unwrap_or(i64::MAX))
            }
            None => FIRST_WAIT
                .saturating_mul(1 << self.rounds.saturating_sub(1).min(10))
                .min(LONGEST_WAIT),
        };
        self.phase = Phase::Running { next: at + wait };
    }

    fn succeed(&mut self, at: Timestamp) {
        self.events
            .push(Event::progress(at, &self.tally, self.started));
        if self.tally.skipped_errors > 0 {
            let details = format!("{} errors were skipped", self.tally.skipped_errors);
            self.events.push(Event::note(
                at,
                "SKIPPED_ERRORS",
                "skipped errors",
                &details,
            ));
        }
        self.events.push(Event::succeeded(at, &self.tally));
        self.end(at, None);
    }

    fn end(&mut self, at: Timestamp, fatal: Option<(&'static str, String)>) {
        self.phase = Phase::Over(End { at, fatal });
        self.trouble = None;
        self.paused = None;
    }
}
