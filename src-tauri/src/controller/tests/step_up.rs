//! The "One more step" sheet: what an action needs is asked for once, then the action is carried
//! out.

use globus_app::{FlowsScopes, RunStatus};
use globus_local::{Demand, GareForm};
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::stage::{CHARLES, PATIENCE, Stage};
use crate::{
    access::view::scopes::ScopesGranted,
    accounts::view::OtherAnswer,
    controller::{
        request::Request,
        sheet::{Acted, Action, ActionEnded, Sheet, SheetItemKind, SheetStep},
    },
    desktop::news::News,
    place::Place,
    problem::view::Problem,
    transfers::{
        self,
        view::{TransferList, TransferQuery, TransferView},
    },
};

const TRANSFERS: Action = Action::Read {
    place: Place::Transfers,
};

/// The forms of an error that asks for a new session. Forms for consent only are left out.
const SESSION_FORMS: [GareForm; 3] = [
    GareForm::Canonical,
    GareForm::LegacyParameters,
    GareForm::GridFtp,
];

fn parameters(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(parameters) => parameters,
        other => panic!("{other} isn't an object"),
    }
}

impl Stage {
    /// Carries out `action` and waits for its sheet. A read is made as the window does it, and its
    /// problem opens the sheet.
    pub(super) async fn asked(&self, action: &Action) -> Sheet {
        if *action == TRANSFERS {
            let problem = self.read_transfers().await.expect_err("a requirement");
            let need = problem.need.expect("held");
            self.controller.send(Request::OpenSheet(need));
        } else {
            let acted = self.controller.act(action.clone()).await;
            assert_eq!(acted, Ok(Acted::SheetOpened));
        }
        self.sheet(|sheet| sheet.step == SheetStep::Ready).await
    }

    /// Reads the list of transfers as the window does.
    async fn read_transfers(&self) -> Result<TransferList, Problem> {
        let query = TransferQuery {
            view: TransferView::All,
            text: String::new(),
            limit: 10,
        };
        let read = transfers::list::transfers(self.controller.clients(), &query).await;
        self.controller.answer(Place::Transfers, read)
    }

    /// How many requests for the task list were made.
    fn task_lists(&self) -> usize {
        let requests = self.globus.requests();
        requests
            .iter()
            .filter(|request| request.path == "/v0.10/task_list")
            .count()
    }

    async fn sheet(&self, wanted: impl Fn(&Sheet) -> bool) -> Sheet {
        let view = self
            .until_shown(|view| view.sheet.as_ref().is_some_and(&wanted))
            .await;
        view.sheet.expect("as waited for")
    }

    /// Waits until the account requires `scope`.
    async fn until_required(&self, scope: &str) {
        let mut clients = self.controller.clients.clone();
        let required = clients.wait_for(|clients| {
            let clients = clients.as_ref();
            clients.is_some_and(|clients| clients.requirements.added.iter().any(|it| it == scope))
        });
        let required = timeout(PATIENCE, required).await;
        assert!(required.is_ok(), "{scope} is not required");
    }

    /// Waits for the end of the action that opened the sheet.
    pub(super) async fn ended(&self) -> ActionEnded {
        self.until_shown(|view| view.sheet.is_none()).await;
        self.news(News::event::<ActionEnded>).await
    }

    pub(super) async fn granted(&self) -> ScopesGranted {
        self.news(News::event::<ScopesGranted>).await
    }

    async fn run_with(&self, status: RunStatus) -> String {
        let mut runs = self.runs_with(status).await;
        runs.swap_remove(0)
    }

    /// The IDs of the runs with this status.
    pub(super) async fn runs_with(&self, status: RunStatus) -> Vec<String> {
        let clients = self.controller.clients().expect("signed in");
        let runs = clients.flows.list_runs().send().await.expect("some").runs;
        let runs = runs.into_iter().filter(|run| run.status == status);
        runs.map(|run| run.run_id.to_string()).collect()
    }

    fn last_query(&self, name: &str) -> String {
        let opened = self.desktop.opened.lock().expect("whole");
        let last = opened.last().expect("a page was opened");
        let found = last.query_pairs().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn canceling_a_run_asks_for_its_permission_once_and_later_sign_ins_keep_it() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run_id = stage.run_with(RunStatus::Active).await;
    let action = Action::CancelRuns {
        run_ids: vec![run_id],
    };
    let sheet = stage.asked(&action).await;
    let manage = FlowsScopes::RUN_MANAGE.to_string();
    assert_eq!(sheet.items.len(), 1, "{sheet:#?}");
    assert_eq!(sheet.items[0].kind, SheetItemKind::Scope);
    assert_eq!(sheet.items[0].detail.as_deref(), Some(manage.as_str()));
    let scope = sheet.scope.expect("a scope");
    assert!(scope.contains(&manage));

    stage.controller.send(Request::ContinueSheet);
    let ended = stage.ended().await;
    assert_eq!(ended.action, action);
    assert_eq!(ended.problem, None);
    assert!(
        ended
            .message
            .is_some_and(|message| message.contains("Cancel requested"))
    );
    assert_eq!(scope, stage.last_query("scope"), "as the sheet said");

    stage.until_required(&manage).await;
    let again = stage.controller.act(action).await;
    assert!(!matches!(again, Ok(Acted::SheetOpened)), "{again:?}");
    let stage = stage.restarted().await;
    stage.until_required(&manage).await;
    stage.controller.send(Request::SignInAgain);
    stage.until_shown(|view| view.signing_in.is_some()).await;
    stage.until_shown(|view| view.signing_in.is_none()).await;
    assert!(stage.last_query("scope").contains(&manage));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_session_requirement_is_met_through_the_sheet() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let lab = "lovelace@lab.example";
    let cases = [
        (
            json!({"session_required_mfa": true}),
            SheetItemKind::Mfa,
            "session_required_mfa",
        ),
        (
            json!({"session_required_single_domain": ["lab.example"]}),
            SheetItemKind::Domain,
            "session_required_single_domain",
        ),
        (
            json!({"session_required_identities": [lab]}),
            SheetItemKind::Identity,
            "session_required_identities",
        ),
    ];
    for (wanted, kind, name) in cases {
        for form in SESSION_FORMS {
            let mut wanted = parameters(wanted.clone());
            wanted.insert("session_message".into(), "Protected <b>data</b>".into());
            stage
                .globus
                .demand(Demand::new("/v0.10/task_list", form, wanted));
            let sheet = stage.asked(&TRANSFERS).await;
            assert_eq!(sheet.items[0].kind, kind, "{form:?} {sheet:#?}");
            assert_eq!(sheet.says.as_deref(), Some("Protected <b>data</b>"));
            stage.controller.send(Request::ContinueSheet);
            let ended = stage.ended().await;
            assert_eq!(ended.problem, None, "{form:?} {name}");
            stage.read_transfers().await.expect("met");
            assert!(!stage.last_query(name).is_empty(), "{form:?} {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unlinked_identity_is_pointed_out_on_the_sheet() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let wanted = parameters(json!({"session_required_identities": [CHARLES]}));
    let form = GareForm::Canonical;
    let demand = Demand::new("/v0.10/task_list", form, wanted);
    stage.globus.demand(demand);
    let sheet = stage.asked(&TRANSFERS).await;
    assert_eq!(
        sheet.items[0].kind,
        SheetItemKind::UnlinkedIdentity,
        "{sheet:#?}"
    );
    assert_eq!(sheet.items[0].text, format!("Sign in as {CHARLES}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_consent_error_is_met_through_the_sheet() {
    for form in [
        GareForm::Canonical,
        GareForm::TransferConsent,
        GareForm::ActionProviderConsent,
        GareForm::DependentConsent,
    ] {
        let stage = Stage::set().await;
        stage.sign_in().await;
        let wanted = json!({"required_scopes": [FlowsScopes::RUN_MANAGE.to_string()]});
        let demand = Demand::new("/v0.10/task_list", form, parameters(wanted));
        stage.globus.demand(demand);
        let sheet = stage.asked(&TRANSFERS).await;
        assert_eq!(sheet.items[0].kind, SheetItemKind::Scope, "{form:?}");
        assert!(
            !sheet.items[0].text.contains("https://"),
            "{:?}",
            sheet.items
        );
        stage.controller.send(Request::ContinueSheet);
        assert_eq!(stage.ended().await.problem, None, "{form:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_required_identity_is_shown_by_username() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let page = stage.controller.accounts().await.expect("read");
    let lab = page.identities.iter().find(|identity| !identity.primary);
    let lab = lab.expect("Ada has several");
    let wanted = parameters(json!({"session_required_identities": [lab.id]}));
    let form = GareForm::Canonical;
    stage
        .globus
        .demand(Demand::new("/v0.10/task_list", form, wanted));
    let sheet = stage.asked(&TRANSFERS).await;
    assert_eq!(sheet.items[0].text, format!("Sign in as {}", lab.username));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_requirement_is_reported_instead_of_looping() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    stage.globus.next_heeds_request(false);
    let wanted = parameters(json!({"session_required_mfa": true}));
    let form = GareForm::Canonical;
    stage
        .globus
        .demand(Demand::new("/v0.10/task_list", form, wanted));
    stage.asked(&TRANSFERS).await;
    stage.controller.send(Request::ContinueSheet);
    stage.ended().await;
    stage
        .read_transfers()
        .await
        .expect_err("the same requirement again");
    let refused = |sheet: &Sheet| matches!(sheet.step, SheetStep::RefusedAgain { .. });
    stage.sheet(refused).await;
    let opened = || stage.desktop.opened.lock().expect("whole").len();
    assert_eq!(opened(), 2, "the sign-in and one step-up");
    // Trying again works, for example in another browser.
    stage.globus.next_heeds_request(true);
    stage.controller.send(Request::ContinueSheet);
    assert_eq!(stage.ended().await.problem, None);
    stage.read_transfers().await.expect("met");
    assert_eq!(opened(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_with_a_requirement_makes_two_requests_in_all() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let wanted = parameters(json!({"session_required_mfa": true}));
    let form = GareForm::Canonical;
    stage
        .globus
        .demand(Demand::new("/v0.10/task_list", form, wanted));
    let before = stage.task_lists();
    stage.asked(&TRANSFERS).await;
    stage.controller.send(Request::ContinueSheet);
    stage.ended().await;
    stage.read_transfers().await.expect("met");
    assert_eq!(stage.task_lists() - before, 2, "refused once, read once");
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_access_is_shown_on_the_sheet_and_changes_nothing() {
    let stage = Stage::set().await;
    let before = stage.sign_in().await;
    let run_id = stage.run_with(RunStatus::Active).await;
    let action = Action::CancelRuns {
        run_ids: vec![run_id],
    };
    stage.asked(&action).await;
    stage.globus.next_denies(true);
    stage.controller.send(Request::ContinueSheet);
    let failed = |sheet: &Sheet| matches!(sheet.step, SheetStep::Failed { .. });
    stage.sheet(failed).await;
    stage.controller.send(Request::DismissSheet);
    let view = stage.until_shown(|view| view.sheet.is_none()).await;
    assert_eq!(view, before);
    let clients = stage.controller.clients().expect("signed in");
    assert!(clients.requirements.added.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn canceling_the_sign_in_returns_to_the_sheet() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run_id = stage.run_with(RunStatus::Active).await;
    let action = Action::CancelRuns {
        run_ids: vec![run_id],
    };
    stage.asked(&action).await;
    *stage.desktop.is_idle.lock().expect("whole") = true;
    stage.controller.send(Request::ContinueSheet);
    let waiting = |sheet: &Sheet| matches!(sheet.step, SheetStep::Waiting { .. });
    stage.sheet(waiting).await;
    stage.controller.send(Request::CancelSignIn);
    stage.sheet(|sheet| sheet.step == SheetStep::Ready).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inactive_run_is_resumed_after_one_sign_in() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run_id = stage.run_with(RunStatus::Inactive).await;
    let action = Action::ResumeRuns {
        run_ids: vec![run_id],
    };
    let sheet = stage.asked(&action).await;
    assert!(
        sheet.title.starts_with("One more step to resume “"),
        "{}",
        sheet.title
    );
    assert!(
        sheet.items.len() > 1,
        "both the run's and the flow's permissions: {sheet:#?}"
    );
    stage.controller.send(Request::ContinueSheet);
    let ended = stage.ended().await;
    assert_eq!(ended.problem, None);
    assert!(
        ended
            .message
            .is_some_and(|message| message.contains("Resumed"))
    );
    assert_eq!(stage.desktop.opened.lock().expect("whole").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_different_account_during_a_step_up_is_offered_too() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run_id = stage.run_with(RunStatus::Active).await;
    stage
        .asked(&Action::CancelRuns {
            run_ids: vec![run_id],
        })
        .await;
    assert!(stage.globus.next_identity(CHARLES));
    stage.controller.send(Request::ContinueSheet);
    let view = stage.until_shown(|view| view.other_account.is_some()).await;
    assert_eq!(view.account.username, "ada@uni.example");
    stage
        .controller
        .send(Request::AnswerOtherAccount(OtherAnswer::Drop));
    let view = stage.until_shown(|view| view.other_account.is_none()).await;
    assert_eq!(view.accounts.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn selected_permissions_are_reported_as_granted_or_missing() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let manage = FlowsScopes::RUN_MANAGE.to_string();
    stage
        .controller
        .send(Request::GrantScopes(vec![manage.clone()]));
    let granted = stage.granted().await;
    assert_eq!(granted.problem, None, "{granted:?}");
    assert_eq!((granted.granted.len(), granted.missing.len()), (1, 0));

    let flows = FlowsScopes::MANAGE_FLOWS.to_string();
    stage.globus.withhold([flows.clone()]);
    stage.controller.send(Request::GrantScopes(vec![flows]));
    let granted = stage.granted().await;
    assert_eq!(granted.granted.len(), 0, "{granted:?}");
    assert_eq!(granted.missing.len(), 1, "{granted:?}");
    let clients = stage.controller.clients().expect("signed in");
    assert!(clients.requirements.added.contains(&manage));
}
