//! Actions on several runs or transfers: one sheet, one sign-in, and a count of failures.

use globus_app::RunStatus;

use super::stage::Stage;
use crate::controller::{
    request::Request,
    sheet::{Acted, Action},
};

const NOBODYS: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

#[tokio::test(flavor = "multi_thread")]
async fn several_inactive_runs_are_resumed_after_one_sign_in() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let run_ids = stage.runs_with(RunStatus::Inactive).await;
    assert!(run_ids.len() > 1, "{run_ids:?}");
    let count = run_ids.len();
    let sheet = stage.asked(&Action::ResumeRuns { run_ids }).await;
    assert_eq!(sheet.title, format!("One more step to resume {count} runs"));
    stage.controller.send(Request::ContinueSheet);
    let ended = stage.ended().await;
    assert_eq!(ended.problem, None);
    assert_eq!(ended.message, Some(format!("{count} runs resumed.").into()));
    assert_eq!(stage.desktop.opened.lock().expect("whole").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failure_does_not_stop_the_others() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let clients = stage.controller.clients().expect("signed in");
    let tasks = clients.transfer.task_list().filter("status:ACTIVE");
    let tasks = tasks.send().await.expect("some").tasks;
    let ids: Vec<_> = tasks.iter().map(|task| task.task_id.to_string()).collect();
    let task_ids = vec![NOBODYS.to_owned(), ids[0].clone(), ids[1].clone()];
    let acted = stage.controller.act(Action::CancelTasks { task_ids }).await;
    let Ok(Acted::Done { message }) = acted else {
        panic!("{acted:?}");
    };
    assert!(
        message.starts_with("2 of 3 transfers canceled. 1 couldn't be canceled: "),
        "{message}"
    );
    let task_ids = vec![NOBODYS.to_owned(); 2];
    let acted = stage.controller.act(Action::CancelTasks { task_ids }).await;
    acted.expect_err("none of them can be canceled");
    let task_ids = vec![NOBODYS.to_owned(); 101];
    let refused = stage.controller.act(Action::CancelTasks { task_ids }).await;
    assert_eq!(refused.expect_err("refused").what, "Too many at once.");
}
