//! Actions of a run: starting them, waiting for them, and ending them.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::walk::{Acting, ActingKind, Place, Surroundings, Walk};
use crate::flows::action::{self, Outcome, Request, Running, Started, Status, action_id};

/// How long Flows waits for an action, in seconds, if its state does not say.
const WAIT_TIME: f64 = 300.0;

impl Walk {
    pub(super) fn act(
        &mut self,
        name: &str,
        state: &Value,
        input: &Value,
        around: &Surroundings<'_>,
    ) {
        let request = Request {
            state_name: name,
            action_url: state["ActionUrl"].as_str().unwrap_or_default(),
            input,
            flow_scope: around.flow_scope,
            owner: around.owner,
            access: around.access,
            outside: around.outside,
            now: self.now,
        };
        let status = Status {
            action_id: action_id(&mut self.random),
            state_name: name.to_owned(),
            creator: around.owner.to_owned(),
            since: self.now,
        };
        let kind = match action::start(&request, around.script, &mut self.random) {
            Started::Running(running) => {
                if let Running::Task(task_id) = &running {
                    self.task_id = Some(task_id.clone());
                }
                ActingKind::Running(running)
            }
            Started::Asks(mut question) => {
                let answer = around.script.answer(&mut question, self.now);
                self.questions.push(question);
                ActingKind::Asking(self.questions.len() - 1, answer)
            }
            Started::NeedsConsent(consent) => {
                let status = status.document("INACTIVE", Some(self.now), &consent.details());
                self.place = Place::Stuck {
                    state: name.to_owned(),
                    consent,
                    status,
                };
                return;
            }
            Started::Refused(problem) => {
                return self.raise(name, "ActionUnableToRun", problem.into(), around);
            }
        };
        let patience = state["WaitTime"].as_f64().unwrap_or(WAIT_TIME);
        let patience = SignedDuration::try_from_secs_f64(patience).unwrap_or(SignedDuration::MAX);
        let deadline = self.now.saturating_add(patience).unwrap_or(Timestamp::MAX);
        self.place = Place::Acting(Acting {
            status,
            kind,
            deadline,
        });
    }

    /// Brings the action up to `until`. Returns whether anything changed.
    pub(super) fn poll(
        &mut self,
        acting: &Acting,
        until: Timestamp,
        around: &Surroundings<'_>,
    ) -> bool {
        let ended = match &acting.kind {
            ActingKind::Running(Running::Until { time, outcome }) => Some((*time, outcome.clone())),
            ActingKind::Running(Running::Task(task_id)) => around.outside.ended(task_id),
            ActingKind::Asking(_, answer) => answer.clone(),
        };
        let ended = ended.filter(|(time, _)| *time <= acting.deadline.min(until));
        if let Some((time, outcome)) = ended {
            self.now = self.now.max(time);
            self.finish(acting, &outcome, around);
            return true;
        }
        if acting.deadline > until {
            return false;
        }
        self.now = self.now.max(acting.deadline);
        if let ActingKind::Asking(question, _) = acting.kind {
            self.questions[question].closed = Some(self.now);
        }
        let status = acting.status.document("ACTIVE", None, &Value::Null);
        self.raise(&acting.status.state_name, "ActionTimeout", status, around);
        true
    }

    fn finish(&mut self, acting: &Acting, outcome: &Outcome, around: &Surroundings<'_>) {
        let name = &acting.status.state_name;
        let state = &around.definition["States"][name];
        let status = if outcome.is_success {
            "SUCCEEDED"
        } else {
            "FAILED"
        };
        let document = acting
            .status
            .document(status, Some(self.now), &outcome.details);
        if let Some(task_id) = outcome.details["task_id"].as_str() {
            self.task_id = Some(task_id.to_owned());
        }
        if !outcome.is_success && state["ExceptionOnActionFailure"] == true {
            return self.raise(name, "ActionFailedException", document, around);
        }
        match self.put(state, document.clone()) {
            Ok(()) => self.complete(name, document, around),
            Err(error) => self.fail(name, "States.Runtime", error.to_string()),
        }
    }

    /// Raises an exception: the run continues where the state catches it, and otherwise fails.
    fn raise(&mut self, name: &str, exception: &str, cause: Value, around: &Surroundings<'_>) {
        let state = &around.definition["States"][name];
        let info = json!({ "Error": exception, "Cause": cause });
        self.now += super::walk::STEP;
        self.write((name, "Action"), "failed", ("error", info.clone()));
        let clauses = state["Catch"].as_array().into_iter().flatten();
        let is_caught = |clause: &&Value| {
            let names = clause["ErrorEquals"].as_array().into_iter().flatten();
            names
                .filter_map(Value::as_str)
                .any(|name| name == exception || name == "States.ALL")
        };
        let Some(catching) = clauses.into_iter().find(is_caught) else {
            return self.fail(name, exception, cause);
        };
        match self.put(catching, info) {
            Ok(()) => self.go(name, catching["Next"].as_str()),
            Err(error) => self.fail(name, "States.Runtime", error.to_string()),
        }
    }

    /// The question that blocks the run.
    pub(in crate::flows) fn blocking_question(&self) -> Option<Uuid> {
        match &self.place {
            Place::Acting(Acting {
                kind: ActingKind::Asking(question, None),
                ..
            }) => Some(self.questions[*question].id),
            _ => None,
        }
    }

    /// Answers the question that blocks the run. False if `choice` is not one of its choices.
    pub(in crate::flows) fn answer(&mut self, choice: Uuid, now: Timestamp) -> bool {
        let Place::Acting(Acting {
            kind: ActingKind::Asking(index, answer),
            ..
        }) = &mut self.place
        else {
            return false;
        };
        let question = &mut self.questions[*index];
        let Some(choice) = question.choices.iter().find(|known| known.id == choice) else {
            return false;
        };
        *answer = Some((now, question.outcome(choice)));
        question.closed = Some(now);
        true
    }
}
