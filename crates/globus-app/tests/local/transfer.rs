//! Transfer: files, tasks and their records, submissions, consents, bookmarks.

use std::collections::HashSet;

use futures::TryStreamExt;
use globus_app::{
    Error, EventDetails, FileType, NewBookmark, Task, TaskFilter, TaskStatus, TaskType, TaskUpdate,
    TransferClient, TransferData, TransferItem, UserApp,
};
use globus_local::{Fault, GlobusLocal, TaskFault};
use jiff::SignedDuration;
use uuid::{Uuid, uuid};

use crate::support::{quick_browser, user_app};

/// A mapped collection on Globus Connect Server.
const PROJECT: Uuid = uuid!("aa752cea-8222-5bc8-acd9-555b09000000");
/// A guest collection to write to.
const EAGLE: Uuid = uuid!("05d2c76a-e867-4f67-aa57-76edeb0beda0");
/// A guest collection with an instrument's files.
const INSTRUMENT: Uuid = uuid!("1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13");

async fn signed_in() -> (GlobusLocal, UserApp, TransferClient) {
    let builder = GlobusLocal::builder().auto_approve(true).control(true);
    let globus = builder.start().await.expect("a free port");
    let app = user_app(quick_browser(&globus));
    let transfer = TransferClient::new(&app);
    (globus, app, transfer)
}

async fn submit(transfer: &TransferClient, to: &str) -> Uuid {
    let mut data = TransferData::new(INSTRUMENT, EAGLE);
    data.label = Some("calibration".into());
    data.add_item(TransferItem::new("/calibration/", to).recursive(true));
    let submission = transfer.submit_transfer(&mut data).await.expect("accepted");
    assert_eq!(submission.code, "Accepted");
    submission.task_id
}

async fn task(transfer: &TransferClient, id: &Uuid) -> Task {
    transfer.get_task(id).await.expect("it is there")
}

#[tokio::test]
async fn files_are_listed_made_renamed_and_looked_at() {
    let (_globus, _app, transfer) = signed_in().await;
    let found = transfer.endpoint_search().filter_fulltext("krios");
    let found: Vec<_> = found.items().try_collect().await.expect("a search");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, INSTRUMENT);

    let list = transfer.operation_ls(&EAGLE).path("/home/ada/");
    let listed = list
        .clone()
        .order_by("name ASC")
        .send()
        .await
        .expect("listed");
    let names = |list: &globus_app::FileList| -> Vec<String> {
        list.files.iter().map(|file| file.name.clone()).collect()
    };
    assert!(names(&listed).contains(&".bashrc".to_owned()));
    let visible = list.clone().show_hidden(false).filter("type:file");
    let visible = names(&visible.send().await.expect("listed"));
    assert!(!visible.contains(&".bashrc".to_owned()), "{visible:?}");
    assert!(visible.contains(&"README.txt".to_owned()), "{visible:?}");

    let made = transfer
        .operation_mkdir(&EAGLE, "/home/ada/new/", None)
        .await;
    assert_eq!(made.expect("made").code, "DirectoryCreated");
    let renamed = transfer.operation_rename(&EAGLE, "/home/ada/new/", "/home/ada/ü b/", None);
    assert_eq!(renamed.await.expect("renamed").code, "FileRenamed");
    let found = transfer
        .operation_stat(&EAGLE, "/home/ada/ü b", None)
        .await
        .expect("there");
    assert_eq!(found.file_type, FileType::Dir);
    assert!(found.last_modified.is_some(), "a date with a space");
    let gone = transfer.operation_stat(&EAGLE, "/home/ada/new", None).await;
    let Err(Error::Api(error)) = gone else {
        panic!("{gone:?}")
    };
    assert_eq!(error.status, 404);
    assert!(error.request_id.is_some());
}

#[tokio::test]
async fn a_transfer_runs_and_tells_what_it_did() {
    let (globus, _app, transfer) = signed_in().await;
    let id = submit(&transfer, "/home/ada/calibration/").await;
    let update = TaskUpdate {
        label: Some("renamed".into()),
        deadline: None,
    };
    transfer
        .update_task(&id, &update)
        .await
        .expect("it still runs");
    let early = transfer.task_successful_transfers(&id).send().await;
    assert!(matches!(early, Err(Error::Api(error)) if error.status == 400));
    transfer
        .task_pause_info(&id)
        .await
        .expect("whoever paused it");

    globus.advance(SignedDuration::from_hours(1));
    let done = task(&transfer, &id).await;
    assert_eq!(done.status, TaskStatus::Succeeded);
    assert_eq!(done.task_type, TaskType::Transfer);
    assert_eq!(done.label.as_deref(), Some("renamed"));
    assert_eq!(done.files_transferred, 2);
    let moved = transfer.task_successful_transfers(&id).items();
    let moved: Vec<_> = moved.try_collect().await.expect("it ended");
    assert_eq!(moved.len(), 2);
    assert!(moved[0].source_path.starts_with("/calibration/"));
    let events: Vec<_> = transfer
        .task_event_list(&id)
        .items()
        .try_collect()
        .await
        .expect("a log");
    assert_eq!(events[0].code, "SUCCEEDED", "the newest first");
    let started = events.last().expect("it began");
    assert_eq!(started.code, "STARTED");
    assert!(
        matches!(started.details, EventDetails::Document(_)),
        "{started:?}"
    );
    let copied = transfer
        .operation_stat(&EAGLE, "/home/ada/calibration/dark.tif", None)
        .await;
    copied.expect("really there");
}

#[tokio::test]
async fn faults_are_events_and_what_is_passed_over_is_told() {
    let (globus, _app, transfer) = signed_in().await;
    globus.arm_task_fault(TaskFault::new("ENDPOINT_TOO_BUSY"));
    let mut data = TransferData::new(INSTRUMENT, EAGLE);
    data.skip_source_errors = Some(true);
    data.add_item(TransferItem::new("/README.txt", "/home/ada/copy.txt"));
    data.add_item(TransferItem::new("/no such file", "/home/ada/none"));
    let submission = transfer.submit_transfer(&mut data).await.expect("accepted");
    let id = submission.task_id;
    globus.advance(SignedDuration::from_hours(2));
    assert_eq!(task(&transfer, &id).await.status, TaskStatus::Succeeded);
    let faults = transfer.task_event_list(&id).filter_is_error(true).items();
    let faults: Vec<_> = faults.try_collect().await.expect("a log");
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.is_error));
    let skipped = transfer.task_skipped_errors(&id).items();
    let skipped: Vec<_> = skipped.try_collect().await.expect("a list");
    assert_eq!(skipped.len(), 1);
    assert_eq!(skipped[0].error_code, "FILE_NOT_FOUND");
    assert_eq!(skipped[0].source_path.as_deref(), Some("/no such file"));
}

#[tokio::test]
async fn a_canceled_task_ends_as_failed() {
    let (globus, _app, transfer) = signed_in().await;
    let id = submit(&transfer, "/home/ada/never/").await;
    let canceled = transfer.cancel_task(&id).await.expect("it ran");
    assert_eq!(canceled.code, "Canceled");
    globus.advance(SignedDuration::from_mins(5));
    let ended = task(&transfer, &id).await;
    assert_eq!(ended.status, TaskStatus::Failed);
    assert_eq!(ended.fatal_error.expect("a reason").code, "CANCELED");
}

#[tokio::test]
async fn a_submission_whose_answer_was_lost_is_sent_again_and_taken_once() {
    let (globus, _app, transfer) = signed_in().await;
    transfer.get_submission_id().await.expect("signed in");
    let before = transfer
        .task_list()
        .limit(1)
        .send()
        .await
        .expect("a list")
        .total;
    // The task is created, but then half of the answer is lost.
    globus.inject(Fault::at("/v0.10/transfer").method("POST").truncate());
    let mut data = TransferData::new(INSTRUMENT, EAGLE);
    data.add_item(TransferItem::new("/README.txt", "/home/ada/once.txt"));
    let submission = transfer
        .submit_transfer(&mut data)
        .await
        .expect("the second time");
    assert_eq!(submission.code, "Duplicate");
    let posts: Vec<_> = globus
        .requests()
        .into_iter()
        .filter(|request| request.method == "POST" && request.path == "/v0.10/transfer")
        .map(|request| request.json["submission_id"].clone())
        .collect();
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0], posts[1]);
    assert!(
        data.submission_id.is_some(),
        "for the caller's own next try"
    );
    let again = transfer
        .submit_transfer(&mut data)
        .await
        .expect("once more");
    assert_eq!(again.task_id, submission.task_id);
    let after = transfer
        .task_list()
        .limit(1)
        .send()
        .await
        .expect("a list")
        .total;
    assert_eq!(after - before, 1, "one task");
}

#[tokio::test]
async fn consents_for_data_are_asked_for_before_they_are_missed() {
    let (_globus, app, transfer) = signed_in().await;
    let refused = transfer.operation_ls(&PROJECT).send().await;
    let Err(Error::Api(error)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.code.as_deref(), Some("ConsentRequired"));
    assert!(error.gare.is_some());
    let needed = transfer
        .add_needed_data_access_scopes([&PROJECT, &EAGLE, &INSTRUMENT])
        .await;
    assert_eq!(
        needed.expect("they are there"),
        [PROJECT],
        "no other has that scope"
    );
    assert!(app.login_required().await.expect("memory"));
    transfer
        .operation_ls(&PROJECT)
        .send()
        .await
        .expect("one login, by itself");
}

#[tokio::test]
async fn bookmarks_come_and_go() {
    let (_globus, _app, transfer) = signed_in().await;
    let bookmark = NewBookmark {
        name: "frames".into(),
        endpoint_id: INSTRUMENT,
        path: "/2026-11-20/".into(),
    };
    let made = transfer.create_bookmark(&bookmark).await.expect("made");
    let id = made.id;
    assert_eq!(
        (made.name.as_str(), made.path.as_str()),
        ("frames", "/2026-11-20/")
    );
    transfer
        .update_bookmark(&id, "old frames")
        .await
        .expect("renamed");
    let read = transfer.get_bookmark(&id).await.expect("there");
    assert_eq!(
        (read.name.as_str(), read.endpoint_id),
        ("old frames", made.endpoint_id)
    );
    let all = transfer.bookmark_list().await.expect("a list").bookmarks;
    assert!(all.iter().any(|bookmark| bookmark.id == id));
    transfer.delete_bookmark(&id).await.expect("deleted");
    let all = transfer.bookmark_list().await.expect("a list").bookmarks;
    assert!(all.iter().all(|bookmark| bookmark.id != id));
}

#[tokio::test]
async fn the_history_goes_on_behind_a_thousand_tasks() {
    const TASKS: usize = 2_345;
    let builder = GlobusLocal::builder().auto_approve(true).tasks(TASKS);
    let globus = builder.start().await.expect("a free port");
    let app = user_app(quick_browser(&globus));
    let transfer = TransferClient::new(&app);
    let listed = transfer.task_list().limit(400).items();
    let listed: Vec<Task> = listed.try_collect().await.expect("a list");
    assert_eq!(listed.len(), 1_000, "what the service shows");
    let at_once: Vec<_> = transfer
        .task_list()
        .pages()
        .try_collect()
        .await
        .expect("a list");
    assert_eq!(at_once.len(), 1, "one large page unless told");

    let history = transfer.task_history(TaskFilter::new());
    let all: Vec<Task> = history.try_collect().await.expect("all of it");
    assert_eq!(all.len(), TASKS);
    let ids: HashSet<_> = all.iter().map(|task| &task.task_id).collect();
    assert_eq!(ids.len(), all.len(), "no task twice");
    assert!(all.is_sorted_by(|a, b| a.request_time >= b.request_time));

    let deletes = TaskFilter::new().types([TaskType::Delete]);
    let deletes = transfer.task_history(deletes);
    let deletes: Vec<Task> = deletes.try_collect().await.expect("some");
    let expected = all.iter().filter(|task| task.task_type == TaskType::Delete);
    assert_eq!(deletes.len(), expected.count());
    assert!(!deletes.is_empty());
}
