//! What needs you, with a local Globus. The badge, the tabs and the list of affected work agree, each
//! service is read on its own, and your own actions show at once.

use std::collections::{BTreeSet, HashSet};

use globus_app::{FlowsScopes, RunStatus, TransferScopes};
use globus_local::Fault;
use tokio::time::timeout;
use uuid::Uuid;

use super::stage::{PATIENCE, Stage};
use crate::{
    access,
    controller::{
        request::Request,
        sheet::{Acted, Action},
    },
    desktop::news::News,
    place::{AccessTab, Place},
    runs::{
        live::gone_runs,
        view::{RunQuery, RunView},
    },
    status::StatusKey,
    transfers::{
        live::gone_tasks,
        view::{TransferQuery, TransferView},
    },
    work::{
        Work,
        attention::{Attention, AttentionChanged, Item},
    },
};

impl Stage {
    /// Waits until what is known satisfies `wanted`.
    async fn attention(&self, work: &Work, wanted: impl Fn(&Attention) -> bool) -> Attention {
        let mut follow = work.follow();
        let found = timeout(PATIENCE, follow.wait_for(|known| wanted(known))).await;
        let Ok(Ok(found)) = found else {
            panic!("still {:#?}", work.attention());
        };
        found.clone()
    }

    pub(super) async fn hold(&self, scopes: &[&str]) {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        self.controller.send(Request::GrantScopes(scopes));
        assert_eq!(self.granted().await.problem, None);
    }
}

fn is_read(known: &Attention) -> bool {
    let kinds = [&known.runs, &known.transfers, &known.permissions];
    kinds.iter().all(|kind| kind.read_at.is_some())
}

fn ids(items: &[Item]) -> BTreeSet<String> {
    let id = |item: &Item| match &item.place {
        Place::Run { id } | Place::Transfer { id } => id.clone(),
        other => panic!("{other:?}"),
    };
    items.iter().map(id).collect()
}

async fn run_tab(work: &Work, view: RunView) -> BTreeSet<String> {
    let query = RunQuery {
        view,
        flow_id: None,
        text: String::new(),
        limit: 100,
    };
    let list = work.runs(query).await.expect("runs");
    list.rows.into_iter().map(|row| row.id).collect()
}

async fn transfer_tab(work: &Work, view: TransferView, text: &str) -> BTreeSet<String> {
    let query = TransferQuery {
        view,
        text: text.to_owned(),
        limit: 100,
    };
    let list = work.transfers(query).await.expect("transfers");
    assert_eq!(list.total as usize, list.rows.len());
    list.rows.into_iter().map(|row| row.id).collect()
}

async fn assert_tabs_agree(work: &Work, known: &Attention) {
    let (runs, transfers) = (&known.runs, &known.transfers);
    let needs_you = run_tab(work, RunView::NeedsYou).await;
    assert!(!needs_you.is_empty());
    assert_eq!(ids(&runs.needs_you), needs_you);
    assert_eq!(ids(&runs.active), run_tab(work, RunView::Active).await);
    let needs_you = transfer_tab(work, TransferView::NeedsYou, "").await;
    assert!(!needs_you.is_empty());
    assert_eq!(ids(&transfers.needs_you), needs_you);
    let written = transfer_tab(work, TransferView::All, "status:needs").await;
    assert_eq!(written, needs_you);
    let active = transfer_tab(work, TransferView::Active, "").await;
    assert_eq!(ids(&transfers.active), active);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_badge_counts_what_the_tabs_show() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let before = stage.attention(&work, is_read).await;
    assert_tabs_agree(&work, &before).await;
    let guessed = |item: &&Item| item.status.word == "Waiting for an answer";
    assert!(before.runs.needs_you.iter().any(|item| guessed(&item)));

    // With the permission to see questions, Meridian knows whether yours is the answer needed.
    stage
        .hold(&[FlowsScopes::WEB_INPUT_VIEW.scope_string()])
        .await;
    let is_certain = |known: &Attention| {
        let yours = "Needs you – your answer";
        let mut needs_you = known.runs.needs_you.iter();
        needs_you.any(|item| item.status.word == yours)
    };
    let certain = stage.attention(&work, is_certain).await;
    assert!(!certain.runs.needs_you.iter().any(|item| guessed(&item)));
    assert_tabs_agree(&work, &certain).await;

    // A paused task needs you too, although its status is ACTIVE.
    let mut tasks = certain.transfers.needs_you.iter();
    assert!(tasks.any(|item| item.status.key == StatusKey::Paused));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_service_keeps_its_last_value_and_does_not_affect_the_other() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let before = stage.attention(&work, is_read).await;
    let fails = Fault::at("/runs").times(100).status(503);
    // A delay too long to wait for, so the failure is reported at once.
    stage.globus.inject(fails.retry_after("3600"));
    work.under_way().await;
    let failed = |known: &Attention| known.runs.problem.is_some();
    let first = stage.attention(&work, failed).await;
    work.under_way().await;
    let after = stage.attention(&work, failed).await;
    assert_eq!(after.runs.needs_you, before.runs.needs_you);
    assert_eq!(after.runs.active, before.runs.active);
    assert!(after.runs.read_at.is_some());
    assert_eq!(after.runs.read_at, first.runs.read_at);
    assert_eq!(
        after.runs.problem.as_deref(),
        Some("Globus Flows is having problems.")
    );
    assert_eq!(after.transfers.problem, None);
    assert!(after.transfers.read_at > before.transfers.read_at);
    assert!(!after.offline, "Transfer still answers");
    // The window hears the same.
    let told = |news: &News| {
        let AttentionChanged(known) = news.event()?;
        known.runs.problem.is_some().then_some(known)
    };
    assert_eq!(stage.news(told).await.runs, after.runs);
}

#[tokio::test(flavor = "multi_thread")]
async fn your_own_action_shows_at_once() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.hold(&[FlowsScopes::RUN_MANAGE.scope_string()]).await;
    let work = stage.work();
    stage.attention(&work, is_read).await;
    let run = stage.runs_with(RunStatus::Active).await.remove(0);
    let run_ids = vec![run.clone()];
    let acted = stage.controller.act(Action::CancelRuns { run_ids }).await;
    assert!(matches!(acted, Ok(Acted::Done { .. })), "{acted:?}");
    // Long before the next scheduled poll.
    let is_gone = |known: &Attention| {
        let runs = &known.runs;
        !ids(&runs.needs_you).contains(&run) && !ids(&runs.active).contains(&run)
    };
    stage.attention(&work, is_gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_counts_and_opens_access() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let before = stage.attention(&work, is_read).await;
    assert!(before.permissions.needs_you.is_empty(), "{before:?}");
    stage
        .globus
        .revoke_consent(TransferScopes::ALL.scope_string());
    work.under_way().await;
    let is_missing = |known: &Attention| !known.permissions.needs_you.is_empty();
    let after = stage.attention(&work, is_missing).await;
    let [missing] = &*after.permissions.needs_you else {
        panic!("{after:?}");
    };
    assert_eq!(missing.title, "A permission is missing");
    let tab = AccessTab::Scopes;
    assert_eq!(missing.place, Place::Access { tab });
    assert_eq!(after.needs_you()[0], missing, "listed first");
    // The Access page counts the same.
    let access = access::scopes::scopes(stage.controller.clients()).await;
    assert_eq!(access.expect("readable").attention, 1);
    assert_eq!(after.transfers.needs_you, before.transfers.needs_you);
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_list_the_same_work() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let known = stage.attention(&work, is_read).await;
    let count = known.transfers.needs_you.len() + known.transfers.active.len();
    let consents = access::consents::consents(stage.controller.clients(), work.under_way());
    let consents = consents.await.expect("signed in").this_app;
    let transfer = consents
        .iter()
        .find(|consent| consent.scope == TransferScopes::ALL.scope_string());
    let said = transfer.and_then(|consent| consent.under_way.clone());
    let wanted = format!("{count} transfers are under way");
    assert!(
        said.as_ref().is_some_and(|said| said.starts_with(&wanted)),
        "{said:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn many_ended_runs_and_tasks_are_looked_up_in_few_calls() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let clients = stage.controller.clients().expect("signed in");
    let all = clients.flows.list_runs().per_page(100).send().await;
    let runs: HashSet<_> = all
        .expect("runs")
        .runs
        .iter()
        .filter(|run| run.is_ended())
        .map(|run| run.run_id)
        .collect();
    let tasks = clients
        .transfer
        .task_list()
        .filter("status:SUCCEEDED,FAILED");
    let tasks = tasks.limit(100).send().await.expect("tasks").tasks;
    let tasks: Vec<Uuid> = tasks.iter().map(|task| task.task_id).collect();
    assert!(runs.len() > 30 && tasks.len() > 30, "{runs:?} {tasks:?}");

    let before = stage.globus.requests().len();
    let found = gone_runs(&clients, runs.clone()).await;
    assert_eq!((found.found.len(), found.unread.len()), (runs.len(), 0));
    let gone = gone_tasks(&clients, &tasks).await;
    assert_eq!((gone.found.len(), gone.unread.len()), (tasks.len(), 0));
    let calls = stage.globus.requests().len() - before;
    assert!(calls <= 6, "{calls} calls");

    // Those that can't be read now are kept for the next time.
    let fails = Fault::at("/").times(1_000).status(503);
    stage.globus.inject(fails.retry_after("3600"));
    let found = gone_runs(&clients, runs.clone()).await;
    assert_eq!((found.found.len(), found.unread.len()), (0, runs.len()));
    let gone = gone_tasks(&clients, &tasks).await;
    assert_eq!((gone.found.len(), gone.unread.len()), (0, tasks.len()));
}
