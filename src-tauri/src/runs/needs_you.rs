//! Decides which runs need you. The list, badge, tray and notifications all use this.

use std::{collections::HashMap, pin::pin};

use futures::TryStreamExt;
use globus_app::{Error, FlowsScopes, Run, RunRole, RunStatus, WebInputRole, WebInputSummary};
use uuid::Uuid;

use crate::{clients::Clients, permissions::granted::carries_any};

/// The most questions to read.
const MOST: usize = 1_000;
const PER_PAGE: u32 = 100;

/// The open questions that you can answer, by run.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// None without `web_input_view`. Meridian then knows that a run waits, but not for whom.
    by_run: Option<HashMap<Uuid, WebInputSummary>>,
}

impl Questions {
    /// Reads the questions from Flows, if this account's token allows it.
    ///
    /// # Errors
    /// If Flows can't be reached or fails. A refusal isn't an error: the questions are then
    /// unknown.
    pub async fn read(clients: &Clients) -> Result<Self, Error> {
        let scopes = [FlowsScopes::WEB_INPUT_VIEW, FlowsScopes::ALL];
        // Doesn't access the keyring: a permission that was never requested can't be granted.
        let is_asked_for = scopes.iter().any(|scope| clients.requirements.has(scope));
        if !is_asked_for || !carries_any(clients, FlowsScopes::RESOURCE_SERVER, &scopes).await {
            return Ok(Self::default());
        }
        let request = clients
            .flows
            .list_web_inputs()
            .filter_roles([WebInputRole::Respondent])
            .per_page(PER_PAGE);
        let mut pages = pin!(request.pages());
        let mut found = Vec::new();
        while found.len() < MOST {
            match pages.try_next().await {
                Ok(Some(page)) => found.extend(page.web_input_summaries),
                Ok(None) => break,
                Err(Error::Api(error)) if error.status < 500 && error.status != 429 => {
                    return Ok(Self::default());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Self::of(found))
    }

    fn of(found: Vec<WebInputSummary>) -> Self {
        let by_run = found.into_iter().filter_map(|question| {
            let run = question.run.as_ref()?.id;
            Some((run, question))
        });
        Self {
            by_run: Some(by_run.collect()),
        }
    }

    /// The questions by run. Empty if they can't be read.
    pub fn by_run(&self) -> impl Iterator<Item = (&Uuid, &WebInputSummary)> {
        self.by_run.iter().flatten()
    }

    fn asks_you(&self, run: &Run) -> bool {
        match &self.by_run {
            Some(by_run) => by_run.contains_key(&run.run_id),
            // You may be able to answer for a run that you manage.
            None => run.blocking_web_input_id.is_some() && may_manage(run),
        }
    }
}

/// Whom or what a run waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// You have to answer its question, whatever your role in the run.
    YourAnswer,
    /// Someone has to answer its question. Without `web_input_view`, it is unknown whether that is
    /// you.
    AnAnswer,
    /// Someone else has to answer its question.
    AnotherAnswer,
    /// You have to resume it, as its owner or manager.
    You,
    /// Its owner or a manager has to resume it.
    ItsOwner,
}

impl WaitsFor {
    /// Whom or what `run` waits for. None if it isn't waiting.
    pub fn of(run: &Run, questions: &Questions) -> Option<Self> {
        if run.is_ended() {
            return None;
        }
        if questions.asks_you(run) {
            let is_certain = questions.by_run.is_some();
            return Some(if is_certain {
                Self::YourAnswer
            } else {
                Self::AnAnswer
            });
        }
        match run.status {
            RunStatus::Inactive if may_manage(run) => Some(Self::You),
            RunStatus::Inactive => Some(Self::ItsOwner),
            _ => run.blocking_web_input_id.map(|_| Self::AnotherAnswer),
        }
    }

    /// Whether it needs you.
    pub fn needs_you(self) -> bool {
        matches!(self, Self::YourAnswer | Self::AnAnswer | Self::You)
    }
}

/// Whether you own or manage the run, so that you can cancel, edit and resume it.
pub fn may_manage(run: &Run) -> bool {
    run.user_roles.iter().chain(&run.user_role).any(|role| {
        matches!(
            role,
            RunRole::Owner | RunRole::Manager | RunRole::FlowManager
        )
    })
}

#[cfg(test)]
pub mod tests {
    use serde_json::{Value, json};

    use super::*;

    pub const RUN: &str = "36ad9f9a-ad29-488f-beb4-c22ab729643a";
    const QUESTION: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

    pub fn run(status: &str, role: &str, more: &Value) -> Run {
        let mut document = json!({
            "run_id": RUN, "flow_id": QUESTION, "status": status, "user_roles": [role],
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            document[name] = value.clone();
        }
        serde_json::from_value(document).expect("a run")
    }

    pub fn asks(run: &str) -> Questions {
        let question = json!({
            "id": QUESTION, "status": "open", "title": "Publish?", "run": {"id": run, "label": "r"},
        });
        Questions::of(vec![serde_json::from_value(question).expect("a question")])
    }

    #[test]
    fn a_run_needs_those_who_can_let_it_continue() {
        use WaitsFor::{AnAnswer, AnotherAnswer, ItsOwner, You, YourAnswer};
        let (unknown, none, mine) = (Questions::default(), Questions::of(Vec::new()), asks(RUN));
        let blocked = json!({"blocking_web_input_id": QUESTION});
        for (status, role, more, questions, wanted) in [
            ("INACTIVE", "run_owner", &json!({}), &unknown, Some(You)),
            ("INACTIVE", "run_manager", &json!({}), &none, Some(You)),
            ("INACTIVE", "flow_run_manager", &json!({}), &none, Some(You)),
            ("INACTIVE", "run_monitor", &json!({}), &none, Some(ItsOwner)),
            (
                "INACTIVE",
                "flow_run_monitor",
                &json!({}),
                &unknown,
                Some(ItsOwner),
            ),
            ("ACTIVE", "run_owner", &json!({}), &unknown, None),
            // Without the permission, a run that you manage may be waiting for your answer.
            ("ACTIVE", "run_owner", &blocked, &unknown, Some(AnAnswer)),
            (
                "ACTIVE",
                "run_monitor",
                &blocked,
                &unknown,
                Some(AnotherAnswer),
            ),
            // With it, the questions decide, whatever the role.
            ("ACTIVE", "run_owner", &blocked, &none, Some(AnotherAnswer)),
            ("ACTIVE", "run_monitor", &blocked, &mine, Some(YourAnswer)),
            // Asked before the run waits for the answer.
            ("ACTIVE", "run_monitor", &json!({}), &mine, Some(YourAnswer)),
            ("SUCCEEDED", "run_owner", &blocked, &mine, None),
        ] {
            let found = WaitsFor::of(&run(status, role, more), questions);
            assert_eq!(found, wanted, "{status} {role} {more} {questions:?}");
        }
        let needing = [YourAnswer, AnAnswer, You];
        assert!(needing.into_iter().all(WaitsFor::needs_you));
        assert!(
            ![AnotherAnswer, ItsOwner]
                .into_iter()
                .any(WaitsFor::needs_you)
        );
    }
}
