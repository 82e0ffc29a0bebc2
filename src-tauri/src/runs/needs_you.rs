//! Which runs need you. This is the one definition: the list, the badge, the tray and the
//! notifications all use it.

use std::{collections::HashMap, pin::pin};

use futures::TryStreamExt;
use globus_app::{Error, FlowsScopes, Run, RunRole, RunStatus, WebInputRole, WebInputSummary};
use uuid::Uuid;

use crate::{clients::Clients, permissions::granted::carries_any};

/// The most questions that are read; more than anyone answers in a day.
const MOST: usize = 1_000;
const PER_PAGE: u32 = 100;

/// The open questions that you may answer, by the run that asks.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// None without `web_input_view`: then a run says that it waits, but not for whom.
    by_run: Option<HashMap<Uuid, WebInputSummary>>,
}

impl Questions {
    /// Asks Flows for them, if this account's token covers that.
    ///
    /// # Errors
    /// When Flows can't be reached or fails. A refusal is no error: the questions are unknown then.
    pub async fn read(clients: &Clients) -> Result<Self, Error> {
        let scopes = [FlowsScopes::WEB_INPUT_VIEW, FlowsScopes::ALL];
        // Without asking the keyring: a permission that was never requested isn't held.
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

    /// The questions by run; none if they can't be seen.
    pub fn by_run(&self) -> impl Iterator<Item = (&Uuid, &WebInputSummary)> {
        self.by_run.iter().flatten()
    }

    fn asks_you(&self, run: &Run) -> bool {
        match &self.by_run {
            Some(by_run) => by_run.contains_key(&run.run_id),
            // You may well be the one to answer for a run that you manage.
            None => run.blocking_web_input_id.is_some() && may_manage(run),
        }
    }
}

/// What a run waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// You answer its question, whatever your role in the run.
    YourAnswer,
    /// Someone answers its question. Whether that is you can't be told without `web_input_view`.
    AnAnswer,
    /// Someone else answers its question.
    AnotherAnswer,
    /// You, its owner or manager, let it continue.
    You,
    /// Its owner or a manager lets it continue.
    ItsOwner,
}

impl WaitsFor {
    /// What `run` waits for, if it waits for anyone.
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

    /// Whether that needs you.
    pub fn needs_you(self) -> bool {
        matches!(self, Self::YourAnswer | Self::AnAnswer | Self::You)
    }
}

/// Whether you own or manage the run: you may cancel, change and resume it.
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
            // Without the permission, a run that you manage may wait for your answer.
            ("ACTIVE", "run_owner", &blocked, &unknown, Some(AnAnswer)),
            (
                "ACTIVE",
                "run_monitor",
                &blocked,
                &unknown,
                Some(AnotherAnswer),
            ),
            // With it, the questions tell, whatever the role.
            ("ACTIVE", "run_owner", &blocked, &none, Some(AnotherAnswer)),
            ("ACTIVE", "run_monitor", &blocked, &mine, Some(YourAnswer)),
            // Asked before the run comes to wait for it.
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
