//! The answers of Transfer.

use globus_app::{
    DeleteData, GlobusApp, Submission, TaskPage, TransferClient, TransferData, TransferResult,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Read,
    shipped::{Answer, kept},
};

pub async fn read(app: &GlobusApp, answer: &Answer) -> Option<Read> {
    let client = TransferClient::new(app);
    Some(match answer.operation.strip_prefix("transfer.")? {
        "cancel_task" => client
            .cancel_task(&answer.id())
            .await
            .map(|made| result(&made)),
        "get_endpoint" => client.get_endpoint(&answer.id()).await.map(|endpoint| {
            vec![
                ("/id", json!(endpoint.id)),
                ("/entity_type", json!(endpoint.entity_type)),
                ("/display_name", json!(endpoint.display_name)),
                ("/organization", json!(endpoint.organization)),
                ("/description", json!(endpoint.description)),
                ("/default_directory", json!(endpoint.default_directory)),
                ("/gcp_connected", json!(endpoint.gcp_connected)),
                ("/mfa_required", json!(endpoint.mfa_required)),
                ("/host_endpoint_id", json!(endpoint.host_endpoint_id)),
                ("/DATA", kept(&endpoint.other, "DATA")),
            ]
        }),
        "get_submission_id" => {
            let id = client.get_submission_id().await;
            id.map(|id| vec![("/value", json!(id))])
        }
        "operation_mkdir" => {
            let made = client.operation_mkdir(&answer.id(), "~/dir/", None).await;
            made.map(|made| result(&made))
        }
        "operation_rename" => {
            let id = answer.id();
            let renamed = client.operation_rename(&id, "~/a", "~/b", None).await;
            renamed.map(|made| result(&made))
        }
        "operation_stat" => {
            let id = answer.id();
            let file = client.operation_stat(&id, "~/file1.txt", None).await;
            file.map(|file| {
                vec![
                    ("/name", json!(file.name)),
                    ("/type", json!(file.file_type)),
                    ("/size", json!(file.size)),
                    ("/last_modified", json!(file.last_modified)),
                    ("/permissions", json!(file.permissions)),
                    ("/user", json!(file.user)),
                    ("/group", json!(file.group)),
                    ("/link_target", json!(file.link_target)),
                    ("/link_size", kept(&file.other, "link_size")),
                ]
            })
        }
        "submit_delete" => {
            let mut data = DeleteData::new(Uuid::nil());
            data.submission_id = Some(Uuid::nil());
            client
                .submit_delete(&mut data)
                .await
                .map(|made| submission(&made))
        }
        "submit_transfer" => {
            let mut data = TransferData::new(Uuid::nil(), Uuid::max());
            data.submission_id = Some(Uuid::nil());
            client
                .submit_transfer(&mut data)
                .await
                .map(|made| submission(&made))
        }
        "task_list" => client.task_list().send().await.map(|page| tasks(&page)),
        _ => return None,
    })
}

fn tasks(page: &TaskPage) -> Vec<(&'static str, serde_json::Value)> {
    let task = &page.tasks[0];
    vec![
        ("/total", json!(page.total)),
        ("/DATA/0/task_id", json!(task.task_id)),
        ("/DATA/0/type", json!(task.task_type)),
        ("/DATA/0/status", json!(task.status)),
        ("/DATA/0/label", json!(task.label)),
        ("/DATA/0/request_time", json!(task.request_time)),
        ("/DATA/0/completion_time", json!(task.completion_time)),
        ("/DATA/0/deadline", json!(task.deadline)),
        ("/DATA/0/files", json!(task.files)),
        ("/DATA/0/bytes_transferred", json!(task.bytes_transferred)),
        ("/DATA/0/subtasks_total", json!(task.subtasks_total)),
        ("/DATA/0/sync_level", json!(task.sync_level)),
        ("/DATA/0/is_ok", json!(task.is_ok)),
        ("/DATA/0/nice_status", json!(task.nice_status)),
        ("/DATA/0/source_endpoint_id", json!(task.source_endpoint_id)),
        (
            "/DATA/0/destination_endpoint_display_name",
            json!(task.destination_endpoint_display_name),
        ),
        ("/DATA/0/owner_id", json!(task.owner_id)),
        ("/DATA/0/username", json!(task.username)),
        ("/DATA/0/command", json!(task.command)),
        ("/DATA/0/filter_rules", json!(task.filter_rules)),
        ("/DATA/0/verify_checksum", json!(task.verify_checksum)),
        ("/DATA/0/encrypt_data", json!(task.encrypt_data)),
        ("/DATA/0/preserve_timestamp", json!(task.preserve_timestamp)),
        (
            "/DATA/0/delete_destination_extra",
            json!(task.delete_destination_extra),
        ),
        ("/DATA/0/skip_source_errors", json!(task.skip_source_errors)),
        (
            "/DATA/0/fail_on_quota_errors",
            json!(task.fail_on_quota_errors),
        ),
        ("/DATA/0/recursive_symlinks", json!(task.recursive_symlinks)),
        ("/DATA/0/symlinks", json!(task.symlinks)),
        ("/DATA/0/bytes_checksummed", json!(task.bytes_checksummed)),
        ("/DATA/0/subtasks_pending", json!(task.subtasks_pending)),
        ("/DATA/0/subtasks_retrying", json!(task.subtasks_retrying)),
        ("/DATA/0/subtasks_failed", json!(task.subtasks_failed)),
        ("/DATA/0/subtasks_expired", json!(task.subtasks_expired)),
        (
            "/DATA/0/source_endpoint",
            kept(&task.other, "source_endpoint"),
        ),
    ]
}

fn result(result: &TransferResult) -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("/code", json!(result.code)),
        ("/message", json!(result.message)),
        ("/request_id", json!(result.request_id)),
        ("/resource", json!(result.resource)),
    ]
}

fn submission(submission: &Submission) -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("/task_id", json!(submission.task_id)),
        ("/code", json!(submission.code)),
        ("/message", json!(submission.message)),
        ("/submission_id", json!(submission.submission_id)),
        ("/request_id", json!(submission.request_id)),
        ("/task_link", kept(&submission.other, "task_link")),
    ]
}
