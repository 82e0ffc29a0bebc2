"""Runs whose actions are Transfer's: what they copy is really there afterwards."""

import globus_sdk
import pytest
from globus_sdk.gare import to_gare

from flow_samples import action, definition

TRANSFER = "https://actions.globus.org/transfer/transfer"
MKDIR = "https://actions.globus.org/transfer/mkdir"
LS = "https://actions.globus.org/transfer/ls"
DELETE = "https://actions.globus.org/transfer/delete"
KRIOS = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13"
ARCHIVE = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75"
MIDWAY = "aa752cea-8222-5bc8-acd9-555b09000000"


@pytest.fixture
def app(user_app):
    return user_app()


@pytest.fixture
def flows(app):
    return globus_sdk.FlowsClient(app=app)


@pytest.fixture
def transfer(app):
    return globus_sdk.TransferClient(app=app)


@pytest.fixture
def start(app, flows, transfer):
    """Makes a flow and starts a run of it."""

    def make(definition):
        flow = flows.create_flow("Moves data", definition, {})
        client = globus_sdk.SpecificFlowClient(flow["id"], app=app)
        return client, client.run_flow({})["run_id"]

    return make


@pytest.fixture
def later(flows, globus):
    """The run after a while."""

    def wait(run_id, times=6):
        for _ in range(times):
            globus.control("clock", advance_s=20)
            run = flows.get_run(run_id)
            if run["status"] != "ACTIVE":
                break
        return run

    return wait


def copy(source, path, destination="/incoming/"):
    items = [{"source_path": path, "destination_path": destination, "recursive": True}]
    return action(
        TRANSFER,
        source_endpoint_id=source,
        destination_endpoint_id=ARCHIVE,
        transfer_items=items,
    )


def names(transfer, path="/"):
    return {entry["name"] for entry in transfer.operation_ls(ARCHIVE, path=path)}


def test_a_run_copies_files_and_names_its_task(start, later, transfer):
    assert "incoming" not in names(transfer)
    _, run_id = start(definition(Copy={**copy(KRIOS, "/2026-11-20/"), "End": True}))
    run = later(run_id)
    assert run["status"] == "SUCCEEDED", run["details"]
    task = transfer.get_task(run["search"]["task_id"])
    assert task["status"] == "SUCCEEDED"
    assert run["details"]["output"]["result"]["details"]["task_id"] == task["task_id"]
    assert names(transfer, "/incoming/") == {
        entry["name"] for entry in transfer.operation_ls(KRIOS, path="/2026-11-20/")
    }


def test_folders_are_made_listed_and_deleted_by_a_run(start, later, transfer):
    where = {"endpoint_id": ARCHIVE, "path": "/made/"}
    _, run_id = start(
        definition(
            Make={**action(MKDIR, **where), "Next": "Copy"},
            Copy={**copy(KRIOS, "/calibration/", "/made/calibration/"), "Next": "List"},
            List={**action(LS, **where), "ResultPath": "$.listing", "Next": "Delete"},
            Delete={**action(DELETE, recursive=True, **where), "End": True},
        )
    )
    run = later(run_id, times=12)
    assert run["status"] == "SUCCEEDED", run["details"]
    listing = run["details"]["output"]["listing"]["details"]
    assert [entry["name"] for entry in listing["DATA"]] == ["calibration"]
    assert "made" not in names(transfer)


def test_what_transfer_refuses_is_an_exception(start, later):
    nowhere = "00000000-0000-4000-8000-000000000000"
    _, run_id = start(definition(Copy={**copy(nowhere, "/"), "End": True}))
    run = later(run_id)
    assert (run["status"], run["details"]["code"]) == ("FAILED", "FlowFailed")
    assert run["details"]["details"]["exception"] == "ActionUnableToRun"


def test_a_cancelled_run_cancels_its_task(start, flows, globus, transfer):
    _, run_id = start(definition(Copy={**copy(KRIOS, "/"), "End": True}))
    globus.control("clock", advance_s=1)
    task_id = flows.get_run(run_id)["search"]["task_id"]
    assert flows.cancel_run(run_id)["details"]["code"] == "FlowCanceled"
    assert transfer.get_task(task_id)["status"] == "FAILED"


def test_a_mapped_collection_is_read_after_consent_alone(app, start, later, transfer):
    client, run_id = start(definition(Copy={**copy(MIDWAY, "/home/ada/results/"), "End": True}))
    run = later(run_id)
    assert (run["status"], run["details"]["code"]) == ("INACTIVE", "ConsentRequired")
    assert MIDWAY in run["details"]["required_scope"]
    assert "incoming" not in names(transfer)
    app.login(auth_params=to_gare(run["details"]).authorization_parameters)
    client.resume_run(run_id)
    assert later(run_id)["status"] == "SUCCEEDED"
    assert "summary.csv" in names(transfer, "/incoming/")


def test_consent_before_the_start_leaves_nothing_to_ask(app, flows, later, transfer):
    flow = flows.create_flow(
        "Moves data", definition(Copy={**copy(MIDWAY, "/home/ada/notes/"), "End": True}), {}
    )
    client = globus_sdk.SpecificFlowClient(flow["id"], app=app)
    client.add_app_transfer_data_access_scope(MIDWAY)
    run_id = client.run_flow({})["run_id"]
    assert later(run_id)["status"] == "SUCCEEDED"
