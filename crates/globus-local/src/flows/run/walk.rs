//! How a run moves through the states of its definition.
//!
//! Where a run is depends only on the time; nothing runs in the background. Before a run is looked
//! at, it moves on to the present. Other services are asked at that point, too.

use jiff::{SignedDuration, Timestamp};
use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use super::log::Entry;
use crate::{
    auth::Access,
    flows::action::{MissingConsent, Outcome, Outside, Question, Running, Script, Status},
};

/// The time between two states, and the least time that a state takes.
pub(super) const STEP: SignedDuration = SignedDuration::from_millis(40);
/// After this many states, the run is taken for an endless loop.
const MAX_STATES: usize = 1_000;
/// "Run state ≤ 200 KB", by Flows' limits.
const MAX_DATA: usize = 200_000;

/// What a walk needs to know about its run, and does not change.
pub(in crate::flows) struct Surroundings<'a> {
    pub(in crate::flows) definition: &'a Value,
    pub(in crate::flows) flow_scope: &'a str,
    pub(in crate::flows) owner: &'a str,
    pub(in crate::flows) access: Option<&'a Access>,
    pub(in crate::flows) script: &'a Script,
    pub(in crate::flows) outside: &'a dyn Outside,
}

#[derive(Clone, Debug)]
pub(in crate::flows) struct Walk {
    /// The time up to which it has moved.
    pub(super) now: Timestamp,
    pub(super) place: Place,
    /// The data of the run: its input, and what the states put into it.
    pub(super) data: Value,
    pub(super) log: Vec<Entry>,
    pub(super) questions: Vec<Question>,
    /// The Transfer task that it started last.
    pub(super) task_id: Option<String>,
    pub(super) random: StdRng,
    entered: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Place {
    Before(String),
    Waiting {
        state: String,
        until: Timestamp,
    },
    Acting(Acting),
    /// It needs a consent. Holds the status document of the action that reported it.
    Stuck {
        state: String,
        consent: MissingConsent,
        status: Value,
    },
    Over {
        is_success: bool,
        details: Value,
    },
}

/// An action in progress.
#[derive(Clone, Debug)]
pub(super) struct Acting {
    pub(super) status: Status,
    pub(super) kind: ActingKind,
    pub(super) deadline: Timestamp,
}

#[derive(Clone, Debug)]
pub(super) enum ActingKind {
    Running(Running),
    /// The index of the question among those of the walk, and the answer.
    Asking(usize, Option<(Timestamp, Outcome)>),
}

impl Walk {
    pub(in crate::flows) fn new(
        run_id: Uuid,
        definition: &Value,
        input: Value,
        now: Timestamp,
    ) -> Self {
        let start = definition["StartAt"].as_str().unwrap_or_default();
        let started = Entry {
            time: now,
            code: "FlowStarted".to_owned(),
            description: "The Flow Instance started execution".to_owned(),
            details: json!({ "input": input }),
        };
        let mut seed = [0; 32];
        seed[..16].copy_from_slice(run_id.as_bytes());
        Self {
            now: now + STEP,
            place: Place::Before(start.to_owned()),
            data: input,
            log: vec![started],
            questions: Vec::new(),
            task_id: None,
            random: StdRng::from_seed(seed),
            entered: 0,
        }
    }

    /// What the run was started with.
    #[cfg(test)]
    pub(in crate::flows) fn input(&self) -> &Value {
        &self.log[0].details["input"]
    }

    /// What has happened so far, in order.
    pub(in crate::flows) fn log(&self) -> &[Entry] {
        &self.log
    }

    pub(in crate::flows) fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Moves on to `until`, or as far as it can.
    pub(in crate::flows) fn advance(&mut self, until: Timestamp, around: &Surroundings<'_>) {
        while self.now <= until && self.step(until, around) {}
    }

    /// Takes one step: a state, or a change of an action. False if it must wait.
    fn step(&mut self, until: Timestamp, around: &Surroundings<'_>) -> bool {
        match self.place.clone() {
            Place::Before(state) => {
                self.entered += 1;
                if self.entered > MAX_STATES {
                    let cause = format!("more than {MAX_STATES} states were entered");
                    self.fail(&state, "FlowStateLimitExceeded", cause);
                } else {
                    self.enter(&state, around);
                }
                true
            }
            Place::Waiting { state, until: end } => {
                let is_over = end <= until;
                if is_over {
                    self.now = self.now.max(end);
                    let output = self.data.clone();
                    self.complete(&state, output, around);
                }
                is_over
            }
            Place::Acting(acting) => self.poll(&acting, until, around),
            Place::Stuck { .. } | Place::Over { .. } => false,
        }
    }

    pub(super) fn write(&mut self, state: (&str, &str), change: &str, data: (&str, Value)) {
        self.log
            .push(Entry::of_state(self.now, state, change, data));
    }

    /// Ends the state, and moves on to the next one or to the end.
    pub(super) fn complete(&mut self, name: &str, output: Value, around: &Surroundings<'_>) {
        let state = &around.definition["States"][name];
        let kind = state["Type"].as_str().unwrap_or_default();
        self.now += STEP;
        self.write((name, kind), "completed", ("output", output));
        self.go(name, state["Next"].as_str());
    }

    pub(super) fn go(&mut self, from: &str, next: Option<&str>) {
        self.now += STEP;
        if self.data.to_string().len() > MAX_DATA {
            let cause = format!("the state of the run is larger than {MAX_DATA} bytes");
            return self.fail(from, "FlowStateSizeLimitExceeded", cause);
        }
        match next {
            Some(next) => self.place = Place::Before(next.to_owned()),
            None => self.succeed(),
        }
    }

    fn succeed(&mut self) {
        self.end(
            true,
            json!({
                "code": "FlowSucceeded",
                "description": "The Flow run reached a successful completion state",
                "output": self.data,
            }),
        );
        self.log.push(Entry {
            time: self.now,
            code: "FlowSucceeded".to_owned(),
            description: "The Flow Instance completed successfully".to_owned(),
            details: json!({ "output": self.data }),
        });
    }

    pub(super) fn fail(&mut self, state: &str, error: &str, cause: impl Into<Value>) {
        let details = json!({ "state_name": state, "exception": error, "cause": cause.into() });
        self.end_with("FlowFailed", "The Flow Instance failed", details);
    }

    /// Cancels the run at once.
    pub(in crate::flows) fn cancel(&mut self, now: Timestamp, outside: &dyn Outside) {
        if let Place::Acting(Acting {
            kind: ActingKind::Running(Running::Task(task_id)),
            ..
        }) = &self.place
        {
            outside.cancel(task_id);
        }
        self.now = self.now.max(now);
        let words = "The Flow Instance was canceled by the user";
        self.end_with("FlowCanceled", words, json!({}));
    }

    fn end_with(&mut self, code: &str, description: &str, details: Value) {
        let entry = Entry {
            time: self.now,
            code: code.to_owned(),
            description: description.to_owned(),
            details,
        };
        let details = entry.document();
        self.log.push(entry);
        self.end(false, details);
    }

    fn end(&mut self, is_success: bool, details: Value) {
        for question in &mut self.questions {
            question.closed.get_or_insert(self.now);
        }
        self.place = Place::Over {
            is_success,
            details,
        };
    }

    /// Tries again the state that lacked a consent. Otherwise nothing changes.
    pub(in crate::flows) fn resume(&mut self, now: Timestamp) {
        if let Place::Stuck { state, .. } = &self.place {
            self.place = Place::Before(state.clone());
            self.now = self.now.max(now);
        }
    }
}
