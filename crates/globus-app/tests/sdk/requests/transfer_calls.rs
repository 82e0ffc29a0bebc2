//! The operations of Transfer.

use globus_app::{
    DeleteData, EntityType, FileType, FilterMethod, NewBookmark, SyncLevel, TaskFilter, TaskStatus,
    TaskType, TaskUpdate, TransferData, TransferItem,
};
use jiff::Timestamp;
use uuid::{Uuid, uuid};

use super::call::{Call, Clients, call};

const ID: Uuid = uuid!("12a59ce9-19bc-4605-882d-2821900490e9");
const A: Uuid = uuid!("aa752cea-8222-5bc8-acd9-555b090c0ccb");
const B: Uuid = uuid!("313ce13e-b597-5858-ae13-29e46fea26e6");
const SUBMISSION: Uuid = uuid!("00000000-0000-0000-34af-1252da510f05");

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

pub fn tasks() -> Vec<Call> {
    vec![
        call!(transfer.task_list([], {}), |c| c
            .transfer
            .task_list()
            .send()),
        call!(
            transfer.task_list([], {
                "limit": 10, "offset": 20, "orderby": ["request_time DESC", "label"],
                "filter": {"status": ["ACTIVE", "INACTIVE"], "type": "TRANSFER"},
            }),
            |c| {
                let filter = TaskFilter::new()
                    .statuses([TaskStatus::Active, TaskStatus::Inactive])
                    .types([TaskType::Transfer]);
                let list = c.transfer.task_list().limit(10).offset(20).filter(filter);
                async move { list.order_by("request_time DESC,label").send().await }
            }
        ),
        call!(
            transfer.task_list([], {
                "filter": {
                    "label": ["~*a&b ü*", "!c"],
                    "request_time": ["2026-10-01T00:00:00", ""],
                    "task_id": [ID],
                },
                "query_params": {"fields": "task_id,status"},
            }),
            |c| {
                let filter = TaskFilter::new()
                    .label_like("*a&b ü*")
                    .label_not("c")
                    .requested(at("2026-10-01T00:00:00Z")..)
                    .task_ids([ID]);
                let list = c.transfer.task_list().filter(filter);
                async move { list.query_param("fields", "task_id,status").send().await }
            }
        ),
        call!(transfer.get_task([ID], {}), |c| c.transfer.get_task(&ID)),
        call!(transfer.cancel_task([ID], {}), |c| c
            .transfer
            .cancel_task(&ID)),
        call!(
            transfer.update_task([ID, {
                "DATA_TYPE": "task", "label": "new", "deadline": "2026-10-12T09:30:00Z",
            }], {}),
            |c| async move {
                let update = TaskUpdate {
                    label: Some("new".into()),
                    deadline: Some(at("2026-10-12T09:30:00Z")),
                };
                c.transfer.update_task(&ID, &update).await
            }
        ),
        call!(
            transfer.update_task([ID, {"DATA_TYPE": "task", "label": ""}], {}),
            |c| async move {
                let update = TaskUpdate { label: Some(String::new()), deadline: None };
                c.transfer.update_task(&ID, &update).await
            }
        ),
        call!(transfer.task_pause_info([ID], {}), |c| c
            .transfer
            .task_pause_info(&ID)),
        call!(transfer.task_event_list([ID], {}), |c| async move {
            c.transfer.task_event_list(&ID).send().await
        }),
        call!(
            transfer.task_event_list([ID], {
                "limit": 5, "offset": 10, "query_params": {"filter": "is_error:1"},
            }),
            |c| async move {
                let list = c.transfer.task_event_list(&ID).limit(5).offset(10);
                list.filter_is_error(true).send().await
            }
        ),
        call!(
            transfer.task_successful_transfers([ID], {}),
            |c| async move { c.transfer.task_successful_transfers(&ID).send().await }
        ),
        call!(transfer.task_successful_transfers([ID], {"marker": "a b"}), |c| async move {
            c.transfer.task_successful_transfers(&ID).marker("a b").send().await
        }),
        call!(transfer.task_skipped_errors([ID], {}), |c| async move {
            c.transfer.task_skipped_errors(&ID).send().await
        }),
        call!(transfer.task_skipped_errors([ID], {"marker": "80"}), |c| async move {
            c.transfer.task_skipped_errors(&ID).marker("80").send().await
        }),
    ]
}

pub fn transfers() -> Vec<Call> {
    vec![
        call!(transfer.get_submission_id([], {}), |c| c
            .transfer
            .get_submission_id()),
        call!(
            transfer.submit_transfer([{"TransferData": {
                "args": [A, B], "kwargs": {}, "items": [[["/a", "/b"], {}]], "rules": [],
            }}], {}),
            |c| async move {
                let mut data = TransferData::new(A, B);
                data.add_item(TransferItem::new("/a", "/b"));
                c.transfer.submit_transfer(&mut data).await
            }
        ),
        call!(
            transfer.submit_transfer([{"TransferData": {
                "args": [A, B],
                "kwargs": {
                    "label": "nightly", "submission_id": SUBMISSION, "sync_level": "checksum",
                    "verify_checksum": true, "preserve_timestamp": false, "encrypt_data": true,
                    "deadline": "2026-10-12T09:30:00Z", "skip_source_errors": true,
                    "fail_on_quota_errors": false, "delete_destination_extra": true,
                    "notify_on_succeeded": false, "notify_on_failed": true,
                    "notify_on_inactive": false, "source_local_user": "ada",
                    "destination_local_user": "grace",
                    "additional_fields": {"recursive_symlinks": "copy"},
                },
                "items": [
                    [["/a/", "/b/"], {"recursive": true}],
                    [["/c", "/d"], {"external_checksum": "0f", "checksum_algorithm": "SHA1"}],
                ],
                "rules": [
                    [["*.txt"], {"method": "include", "type": "file"}],
                    [["*"], {}],
                ],
            }}], {}),
            |c| async move {
                let mut data = TransferData::new(A, B);
                data.label = Some("nightly".into());
                data.submission_id = Some(SUBMISSION);
                data.sync_level = Some(SyncLevel::Checksum);
                data.verify_checksum = Some(true);
                data.preserve_timestamp = Some(false);
                data.encrypt_data = Some(true);
                data.deadline = Some(at("2026-10-12T09:30:00Z"));
                data.skip_source_errors = Some(true);
                data.fail_on_quota_errors = Some(false);
                data.delete_destination_extra = Some(true);
                data.notify_on_succeeded = Some(false);
                data.notify_on_failed = Some(true);
                data.notify_on_inactive = Some(false);
                data.source_local_user = Some("ada".into());
                data.destination_local_user = Some("grace".into());
                let symlinks = ("recursive_symlinks".into(), "copy".into());
                data.additional_fields.extend([symlinks]);
                data.add_item(TransferItem::new("/a/", "/b/").recursive(true));
                let item = TransferItem::new("/c", "/d").external_checksum("0f");
                data.add_item(item.checksum_algorithm("SHA1"));
                data.add_filter_rule(FilterMethod::Include, "*.txt", Some(FileType::File));
                data.add_filter_rule(FilterMethod::Exclude, "*", None);
                c.transfer.submit_transfer(&mut data).await
            }
        ),
    ]
}

pub fn deletions() -> Vec<Call> {
    vec![
        call!(
            transfer.submit_delete([{"DeleteData": {
                "args": [A], "kwargs": {}, "items": ["/a"],
            }}], {}),
            |c| async move {
                let mut data = DeleteData::new(A);
                data.add_item("/a");
                c.transfer.submit_delete(&mut data).await
            }
        ),
        call!(
            transfer.submit_delete([{"DeleteData": {
                "args": [A],
                "kwargs": {
                    "label": "away", "submission_id": SUBMISSION, "recursive": true,
                    "ignore_missing": true, "interpret_globs": false,
                    "deadline": "2026-10-12T09:30:00Z", "notify_on_succeeded": false,
                    "notify_on_failed": false, "notify_on_inactive": true, "local_user": "ada",
                    "additional_fields": {"x": 1},
                },
                "items": ["/a", "/b/"],
            }}], {}),
            |c| async move {
                let mut data = DeleteData::new(A);
                data.label = Some("away".into());
                data.submission_id = Some(SUBMISSION);
                data.recursive = Some(true);
                data.ignore_missing = Some(true);
                data.interpret_globs = Some(false);
                data.deadline = Some(at("2026-10-12T09:30:00Z"));
                data.notify_on_succeeded = Some(false);
                data.notify_on_failed = Some(false);
                data.notify_on_inactive = Some(true);
                data.local_user = Some("ada".into());
                data.additional_fields.extend([("x".into(), 1.into())]);
                data.add_item("/a");
                data.add_item("/b/");
                c.transfer.submit_delete(&mut data).await
            }
        ),
    ]
}

pub fn collections() -> Vec<Call> {
    vec![
        call!(transfer.endpoint_search(["cryo em"], {}), |c| async move {
            let search = c.transfer.endpoint_search();
            search.filter_fulltext("cryo em").send().await
        }),
        call!(
            transfer.endpoint_search([], {
                "filter_scope": "recently-used", "filter_owner_id": A,
                "filter_host_endpoint": B, "filter_non_functional": false,
                "limit": 10, "offset": 30,
            }),
            |c| async move {
                let search = c.transfer.endpoint_search().filter_scope("recently-used");
                let search = search.filter_owner_id(&A).filter_host_endpoint(&B);
                let search = search.filter_non_functional(false).limit(10).offset(30);
                search.send().await
            }
        ),
        call!(
            transfer.endpoint_search([], {
                "filter_non_functional": true, "filter_entity_type": "GCSv5_mapped_collection",
            }),
            |c| async move {
                let search = c.transfer.endpoint_search().filter_non_functional(true);
                let search = search.filter_entity_type(&EntityType::GcsV5MappedCollection);
                search.send().await
            }
        ),
        call!(transfer.get_endpoint([A], {}), |c| c
            .transfer
            .get_endpoint(&A)),
        call!(transfer.operation_ls([A], {}), |c| async move {
            c.transfer.operation_ls(&A).send().await
        }),
        call!(
            transfer.operation_ls([A, "/~/a b+c/"], {
                "show_hidden": false, "orderby": ["type", "name DESC"], "limit": 100,
                "offset": 5, "local_user": "ada",
                "filter": [{"name": "~*.txt", "type": "file"}, "size:>1000"],
            }),
            |c| async move {
                let list = c.transfer.operation_ls(&A).path("/~/a b+c/").show_hidden(false);
                let list = list.order_by("type,name DESC").limit(100).offset(5);
                let list = list.filter("name:~*.txt/type:file").filter("size:>1000");
                list.local_user("ada").send().await
            }
        ),
        call!(transfer.operation_stat([A, "/a"], {}), |c| async move {
            c.transfer.operation_stat(&A, "/a", None).await
        }),
        call!(transfer.operation_stat([A, "/a/?&="], {"local_user": "ada"}), |c| async move {
            c.transfer.operation_stat(&A, "/a/?&=", Some("ada")).await
        }),
        call!(transfer.operation_mkdir([A, "/a"], {}), |c| async move {
            c.transfer.operation_mkdir(&A, "/a", None).await
        }),
        call!(transfer.operation_mkdir([A, "/ü \""], {"local_user": "ada"}), |c| async move {
            c.transfer.operation_mkdir(&A, "/ü \"", Some("ada")).await
        }),
        call!(
            transfer.operation_rename([A, "/a", "/b"], {}),
            |c| async move { c.transfer.operation_rename(&A, "/a", "/b", None).await }
        ),
        call!(transfer.operation_rename([A, "/a", "/b"], {"local_user": "ada"}), |c| async move {
            c.transfer.operation_rename(&A, "/a", "/b", Some("ada")).await
        }),
        call!(transfer.bookmark_list([], {}), |c| c
            .transfer
            .bookmark_list()),
        call!(
            transfer.create_bookmark([{
                "DATA_TYPE": "bookmark", "name": "home", "endpoint_id": A, "path": "/~/",
            }], {}),
            |c| async move {
                let bookmark = NewBookmark {
                    name: "home".into(),
                    endpoint_id: A,
                    path: "/~/".into(),
                };
                c.transfer.create_bookmark(&bookmark).await
            }
        ),
        call!(transfer.get_bookmark([ID], {}), |c| c
            .transfer
            .get_bookmark(&ID)),
        call!(
            transfer.update_bookmark([ID, {"DATA_TYPE": "bookmark", "name": "work"}], {}),
            |c| c.transfer.update_bookmark(&ID, "work")
        ),
        call!(transfer.delete_bookmark([ID], {}), |c| c
            .transfer
            .delete_bookmark(&ID)),
    ]
}
