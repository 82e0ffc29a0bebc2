//! Editing a run's label, tags and people, and deleting finished runs.

use globus_app::{AuthScopes, FlowsScopes, RunStatus};

use super::stage::{CHARLES, Stage};
use crate::{
    controller::{
        request::Request,
        sheet::{Acted, Action},
    },
    problem::{refused::Refused, view::Problem},
    runs::{
        self,
        view::{RunChange, RunDetail},
    },
};

const NOTHING: RunChange = RunChange {
    label: None,
    tags: None,
    managers: None,
    monitors: None,
};

impl Stage {
    async fn run(&self, id: &str) -> RunDetail {
        let run = runs::detail::run(self.controller.clients(), id).await;
        run.expect("readable").run
    }

    /// Grants the permission to edit and delete runs, so that no sheet opens.
    async fn hold_run_manage(&self) {
        let scope = FlowsScopes::RUN_MANAGE.to_string();
        self.controller.send(Request::GrantScopes(vec![scope]));
        let granted = self.granted().await;
        assert_eq!(granted.problem, None);
    }

    async fn change(&self, id: &str, change: RunChange) -> Result<Acted, Problem> {
        let run_id = id.to_owned();
        let change = Box::new(change);
        let action = Action::UpdateRun { run_id, change };
        self.controller.act(action).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn editing_a_run_asks_for_permission_once() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let id = stage.runs_with(RunStatus::Active).await.remove(0);
    let before = stage.run(&id).await;
    assert!(before.can_update && !before.can_delete, "{before:?}");

    let label = RunChange {
        label: Some("Nightly 90".into()),
        ..NOTHING
    };
    let action = Action::UpdateRun {
        run_id: id.clone(),
        change: Box::new(label),
    };
    let sheet = stage.asked(&action).await;
    assert!(
        sheet.title.starts_with("One more step to edit “"),
        "{sheet:?}"
    );
    stage.controller.send(Request::ContinueSheet);
    let ended = stage.ended().await;
    assert_eq!(ended.message.as_deref(), Some("Saved."), "{ended:?}");
    let after = stage.run(&id).await;
    assert_eq!(after.row.label, "Nightly 90");
    assert_eq!(after.row.tags, before.row.tags, "what was not changed");

    let tags = RunChange {
        tags: Some(vec!["cryoem".into(), "a  b".into()]),
        ..NOTHING
    };
    stage.change(&id, tags).await.expect("changed");
    assert_eq!(stage.run(&id).await.row.tags, ["cryoem", "a b"]);
    let none = RunChange {
        tags: Some(Vec::new()),
        ..NOTHING
    };
    stage.change(&id, none).await.expect("changed");
    assert_eq!(stage.run(&id).await.row.tags, [""; 0]);
    let long = RunChange {
        label: Some("x".repeat(257)),
        ..NOTHING
    };
    let refused = stage.change(&id, long).await.expect_err("too long");
    assert_eq!(refused.what, "That label is too long.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_by_username_and_made_a_monitor() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.hold_run_manage().await;
    let id = stage.runs_with(RunStatus::Active).await.remove(0);
    let unasked = runs::people::find_person(stage.controller.clients(), CHARLES).await;
    let Err(Refused::NeedsMore(wanted)) = unasked else {
        panic!("looking people up needs a permission: {unasked:?}");
    };
    let view = AuthScopes::VIEW_IDENTITIES;
    assert_eq!(
        wanted.parameters.required_scopes,
        std::slice::from_ref(&view)
    );
    let scopes = vec![view.to_string()];
    stage.controller.send(Request::GrantScopes(scopes));
    assert_eq!(stage.granted().await.problem, None);
    let typed = format!(" {CHARLES} ");
    let charles = runs::people::find_person(stage.controller.clients(), &typed).await;
    let charles = charles.expect("known");
    assert_eq!(charles.name, CHARLES);
    let part = RunChange {
        monitors: Some(vec![charles.principal.clone()]),
        ..NOTHING
    };
    stage.change(&id, part).await.expect("changed");
    let run = stage.run(&id).await;
    assert_eq!(run.monitors, [charles]);
    let said = run.details.iter().find(|fact| fact.label == "Monitors");
    assert_eq!(said.map(|fact| fact.value.as_str()), Some(CHARLES));
    let owner = run.details.iter().find(|fact| fact.label == "Owner");
    assert_eq!(owner.map(|fact| fact.value.as_str()), Some("You"));

    let nobody =
        runs::people::find_person(stage.controller.clients(), "nobody@nowhere.example").await;
    let Err(Refused::Problem(problem)) = nobody else {
        panic!("{nobody:?}");
    };
    assert_eq!(
        problem.what,
        "Globus has no user called “nobody@nowhere.example”."
    );
    let group = "24bc4997-b483-4c25-a19c-64b0afc00743";
    let group = runs::people::find_person(stage.controller.clients(), group).await;
    let group = group.expect("taken for a group");
    assert!(
        group.principal.starts_with("urn:globus:groups:id:"),
        "{group:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_run_is_deleted_and_a_running_one_is_not() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.hold_run_manage().await;
    let active = stage.runs_with(RunStatus::Active).await.remove(0);
    let over = stage.runs_with(RunStatus::Succeeded).await.remove(0);
    assert!(stage.run(&over).await.can_delete);
    let run_ids = vec![active.clone(), over.clone()];
    let acted = stage.controller.act(Action::DeleteRuns { run_ids }).await;
    let Ok(Acted::Done { message }) = acted else {
        panic!("{acted:?}");
    };
    assert!(
        message.starts_with("1 of 2 runs deleted. 1 couldn't be deleted: "),
        "{message}"
    );
    stage.run(&active).await;
    let gone = runs::detail::run(stage.controller.clients(), &over).await;
    gone.expect_err("it is deleted");
}
