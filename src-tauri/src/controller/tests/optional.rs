//! What optional permissions add: names of people and groups, the question of a run, and a transfer
//! that continues.

use globus_app::{AuthScopes, FlowsScopes, GroupsScopes, Scope, TaskStatus};
use uuid::Uuid;

use super::stage::Stage;
use crate::{
    controller::{
        request::Request,
        sheet::{Action, SheetItemKind, SheetStep},
    },
    flows::{
        self,
        view::{FlowList, FlowOrder, FlowQuery},
    },
    runs::view::RunDetail,
};

impl Stage {
    async fn flows(&self) -> FlowList {
        let query = FlowQuery {
            text: String::new(),
            order: FlowOrder::Title,
            limit: 100,
        };
        let read = flows::read::flows(self.controller.clients(), &query).await;
        read.expect("readable")
    }

    /// What the screen of a flow that is shared with a group says about people.
    async fn people(&self) -> Vec<String> {
        let mut said = Vec::new();
        for row in self.flows().await.rows {
            // One of them wants another session first.
            let flow = flows::read::flow(self.controller.clients(), &row.id).await;
            let details = flow.into_iter().flat_map(|flow| flow.details);
            let of_people =
                details.filter(|fact| fact.label.ends_with('s') || fact.label == "Owner");
            said.extend(of_people.map(|fact| fact.value.to_string()));
        }
        said
    }

    /// The run that waits for an answer.
    async fn waiting_run(&self) -> RunDetail {
        let clients = self.controller.clients().expect("signed in");
        let runs = clients.flows.list_runs().send().await.expect("some").runs;
        let mut waiting = runs
            .iter()
            .filter(|run| run.blocking_web_input_id.is_some());
        let id = waiting.next().expect("one waits").run_id.to_string();
        self.work().run(id).await.expect("readable")
    }

    async fn stopped_task(&self) -> Option<Uuid> {
        let clients = self.controller.clients().expect("signed in");
        let tasks = clients.transfer.task_list().limit(1_000).send().await;
        let tasks = tasks.expect("some").tasks;
        let stopped = tasks
            .iter()
            .find(|task| task.status == TaskStatus::Inactive);
        stopped.map(|task| task.task_id)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_groups_have_names_once_the_permissions_are_granted() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let is_named = |owner: &str| owner == "You" || owner.contains('@');
    let before = stage.flows().await;
    assert!(before.rows.iter().any(|row| row.owner.ends_with('…')));
    let said = stage.people().await;
    assert!(!said.iter().any(|text| text.contains("urn:")), "{said:?}");
    let is_said = |said: &[String], name: &str| said.iter().any(|text| text.contains(name));
    assert!(is_said(&said, "Group 6a1e4c92…"), "{said:?}");

    let scopes = [
        AuthScopes::VIEW_IDENTITIES,
        GroupsScopes::VIEW_MY_GROUPS_AND_MEMBERSHIPS,
    ];
    let scopes: Vec<_> = scopes.iter().map(Scope::scope_string).collect();
    stage.hold(&scopes).await;
    let after = stage.flows().await;
    for row in &after.rows {
        assert!(is_named(&row.owner), "{}: {}", row.title, row.owner);
    }
    let said = stage.people().await;
    assert!(is_said(&said, "Cryo-EM group"), "{said:?}");
    assert!(!is_said(&said, "Group 6a1e4c92…"), "{said:?}");
    // Only groups that you belong to have names.
    assert!(is_said(&said, "Group b0a5f1b2…"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_shown_once_its_permission_is_granted() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run = stage.waiting_run().await;
    assert_eq!(run.question, None);
    let problem = run.question_problem.expect("a permission is missing");
    assert_eq!(
        problem.what,
        "Meridian needs your permission to show the question."
    );
    let need = problem.need.expect("held");
    stage.controller.send(Request::OpenSheet(need));
    let view = stage
        .until_shown(|view| {
            let sheet = view.sheet.as_ref();
            sheet.is_some_and(|sheet| sheet.step == SheetStep::Ready)
        })
        .await;
    let items = view.sheet.expect("as waited for").items;
    let details: Vec<_> = items.iter().map(|item| item.detail.as_deref()).collect();
    let view_questions = FlowsScopes::WEB_INPUT_VIEW.to_string();
    assert_eq!(details, [Some(view_questions.as_str())]);
    stage.controller.send(Request::ContinueSheet);
    stage.ended().await;
    let run = stage.waiting_run().await;
    assert_eq!(run.question_problem, None);
    let question = run.question.expect("shown");
    assert!(!question.title.is_empty() && !question.options.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_stopped_for_consent_asks_for_it_and_continues() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let id = stage.stopped_task().await.expect("one is stopped");
    let action = Action::ResumeTask {
        task_id: id.to_string(),
    };
    let sheet = stage.asked(&action).await;
    assert!(
        sheet
            .items
            .iter()
            .all(|item| item.kind == SheetItemKind::Scope)
    );
    assert!(
        sheet
            .scope
            .is_some_and(|scope| scope.contains("/data_access"))
    );
    stage.controller.send(Request::ContinueSheet);
    let ended = stage.ended().await;
    assert_eq!((ended.action, ended.problem), (action, None));
    assert_ne!(stage.stopped_task().await, Some(id));
}
