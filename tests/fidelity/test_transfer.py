"""Transfer through the unmodified SDK: tasks, files, collections, bookmarks."""

import globus_sdk
import pytest

MIDWAY = "aa752cea-8222-5bc8-acd9-555b09000000"
KRIOS = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13"
ARCHIVE = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75"
RUN = "/2026-11-20/"


@pytest.fixture
def transfer(user_app):
    return globus_sdk.TransferClient(app=user_app())


def submit(transfer, source=RUN, destination="/run/", **options):
    data = globus_sdk.TransferData(KRIOS, ARCHIVE, **options)
    data.add_item(source, destination)
    return transfer.submit_transfer(data)


@pytest.fixture
def held(globus):
    """Holds up tasks to the archive until they are resumed, however long a test takes."""
    globus.control("pause", collection=ARCHIVE, message="being moved")

    def release(seconds):
        globus.control("resume", collection=ARCHIVE)
        globus.control("clock", advance_s=seconds)

    return release


def test_a_transfer_is_submitted_watched_and_looked_at(transfer, held):
    done = submit(transfer, label="night run", sync_level="checksum", preserve_timestamp=True)
    assert done["code"] == "Accepted"
    task_id = done["task_id"]
    task = transfer.get_task(task_id)
    assert (task["status"], task["label"], task["sync_level"]) == ("ACTIVE", "night run", 3)
    held(20)
    assert transfer.task_wait(task_id, timeout=5, polling_interval=1)
    task = transfer.get_task(task_id)
    assert (task["status"], task["files_transferred"]) == ("SUCCEEDED", 5)

    events = list(transfer.paginated.task_event_list(task_id).items())
    assert [events[-1]["code"], events[0]["code"]] == ["STARTED", "SUCCEEDED"]
    files = list(transfer.paginated.task_successful_transfers(task_id).items())
    assert sorted(file["source_path"] for file in files)[-1] == RUN + "session.log"
    assert list(transfer.paginated.task_skipped_errors(task_id).items()) == []
    assert transfer.task_pause_info(task_id)["pause_rules"] == []

    ours = {file["name"]: file["size"] for file in transfer.operation_ls(ARCHIVE, path="/run/")}
    theirs = {file["name"]: file["size"] for file in transfer.operation_ls(KRIOS, path=RUN)}
    assert ours == theirs


def test_a_repeated_submission_is_the_same_task(transfer):
    data = globus_sdk.TransferData(KRIOS, ARCHIVE)
    data.add_item("/README.txt", "/README.txt")
    first = transfer.submit_transfer(data)
    again = transfer.submit_transfer(data)
    assert (again["code"], again["task_id"]) == ("Duplicate", first["task_id"])


def test_a_task_is_changed_and_canceled(transfer, held):
    task_id = submit(transfer)["task_id"]
    changed = transfer.update_task(task_id, {"label": "another", "deadline": "2099-01-01"})
    assert changed["code"] == "Updated"
    task = transfer.get_task(task_id)
    assert (task["label"], task["deadline"]) == ("another", "2099-01-01T00:00:00+00:00")
    assert transfer.cancel_task(task_id)["code"] == "Canceled"
    assert transfer.get_task(task_id)["fatal_error"]["code"] == "CANCELED"
    assert transfer.cancel_task(task_id)["code"] == "TaskComplete"


def test_files_are_deleted(transfer, globus):
    data = globus_sdk.DeleteData(KRIOS, recursive=True)
    data.add_item(RUN)
    task_id = transfer.submit_delete(data)["task_id"]
    globus.control("clock", advance_s=20)
    task = transfer.get_task(task_id)
    assert (task["status"], task["type"]) == ("SUCCEEDED", "DELETE")
    assert "2026-11-20" not in [file["name"] for file in transfer.operation_ls(KRIOS)]


def test_filter_rules_and_skipped_errors(transfer, globus):
    data = globus_sdk.TransferData(KRIOS, ARCHIVE, skip_source_errors=True)
    data.add_item("/", "/all/")
    data.add_filter_rule("*.log", type="file")
    task_id = transfer.submit_transfer(data)["task_id"]
    globus.control("clock", advance_s=20)
    assert transfer.get_task(task_id)["status"] == "SUCCEEDED"
    skipped = list(transfer.paginated.task_skipped_errors(task_id).items())
    assert [error["error_code"] for error in skipped] == ["PERMISSION_DENIED"]
    names = [file["name"] for file in transfer.operation_ls(ARCHIVE, path="/all/2026-11-20")]
    assert len(names) == 4 and "session.log" not in names


def test_faults_and_pauses_are_told(transfer, globus, held):
    globus.control("task_fault", code="ENDPOINT_TOO_BUSY", times=2)
    task_id = submit(transfer)["task_id"]
    info = transfer.task_pause_info(task_id)
    assert [rule["message"] for rule in info["pause_rules"]] == ["being moved"]
    assert transfer.get_task(task_id)["nice_status"] == "PAUSED_BY_ADMIN"
    held(2)
    task = transfer.get_task(task_id)
    assert (task["is_ok"], task["nice_status"]) == (False, "ENDPOINT_TOO_BUSY")
    globus.control("clock", advance_s=60)
    assert transfer.get_task(task_id)["status"] == "SUCCEEDED"


def test_the_service_refuses_in_words(transfer, held):
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.submit_transfer(globus_sdk.TransferData(KRIOS, ARCHIVE))
    error = refused.value
    assert error.code == "ClientError.BadRequest.NoTransferItems"
    assert (error.http_status, error.message) == (400, "A transfer requires at least one item")
    assert len(error.request_id) == 9
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.get_endpoint("00000000-0000-0000-0000-000000000000")
    assert (refused.value.http_status, refused.value.code) == (404, "EndpointNotFound")
    task_id = submit(transfer)["task_id"]
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.task_successful_transfers(task_id)
    assert "still in progress" in refused.value.message


def test_files_are_looked_at_and_changed(transfer):
    listing = transfer.operation_ls(
        KRIOS,
        path=RUN,
        show_hidden=False,
        orderby=["size DESC", "name ASC"],
        filter={"name": "~*.tif"},
        limit=3,
        offset=1,
    )
    assert (len(listing["DATA"]), listing["total"]) == (3, 4)
    either = transfer.operation_ls(KRIOS, path="/", filter=[{"type": "dir"}, {"name": "=README.txt"}])
    assert {"README.txt", "calibration"} <= {file["name"] for file in either}
    made = transfer.operation_mkdir(ARCHIVE, "/made")
    assert made["code"] == "DirectoryCreated"
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.operation_mkdir(ARCHIVE, "/made")
    assert refused.value.code == "ExternalError.MkdirFailed.Exists"
    assert transfer.operation_rename(ARCHIVE, "/made", "/kept")["code"] == "FileRenamed"
    assert transfer.operation_stat(ARCHIVE, "/kept")["type"] == "dir"
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.operation_stat(ARCHIVE, "/made")
    assert (refused.value.http_status, refused.value.code) == (404, "NotFound")


def test_collections_are_found_and_described(transfer):
    found = list(transfer.paginated.endpoint_search("krios").items())
    assert [endpoint["id"] for endpoint in found] == [KRIOS]
    mine = transfer.endpoint_search(filter_scope="my-endpoints", limit=2)
    assert (len(mine["DATA"]), mine["has_next_page"]) == (2, True)
    all_mine = list(transfer.paginated.endpoint_search(filter_scope="my-endpoints").items())
    assert len(all_mine) == 3
    assert transfer.get_endpoint(MIDWAY)["entity_type"] == "GCSv5_mapped_collection"
    assert transfer.update_endpoint(ARCHIVE, {"display_name": "Attic"})["code"] == "Updated"
    assert transfer.get_endpoint(ARCHIVE)["display_name"] == "Attic"


def test_bookmarks_come_and_go(transfer):
    data = {"name": "night", "endpoint_id": KRIOS, "path": RUN}
    made = transfer.create_bookmark(data)
    assert transfer.get_bookmark(made["id"])["path"] == RUN
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.create_bookmark(data)
    assert (refused.value.http_status, refused.value.code) == (409, "Conflict")
    assert transfer.update_bookmark(made["id"], {"name": "dusk"})["name"] == "dusk"
    assert [bookmark["name"] for bookmark in transfer.bookmark_list()] == ["dusk"]
    assert transfer.delete_bookmark(made["id"])["code"] == "Deleted"
    assert list(transfer.bookmark_list()) == []


def test_what_is_not_done_says_so(transfer):
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.endpoint_manager_task_list()
    assert refused.value.http_status == 501
