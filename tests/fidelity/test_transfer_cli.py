"""Transfer through the unmodified command line."""

import json

import pytest

KRIOS = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13"
ARCHIVE = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75"
LAPTOP = "37d9f1b6-5e20-4c8a-b1f4-92a6e0d3c841"
RUN = f"{KRIOS}:/2026-11-20/"


@pytest.fixture
def globus_cli(cli):
    cli.login()
    return cli


def run(cli, *arguments):
    """Runs the command, and returns the JSON that it prints."""
    return json.loads(cli(*arguments, "--format", "json").stdout)


def submit(cli, *options, destination="/run/"):
    submitted = run(cli, "transfer", RUN, f"{ARCHIVE}:{destination}", "--recursive", *options)
    assert submitted["code"] == "Accepted"
    return submitted["task_id"]


def test_a_transfer_is_submitted_watched_and_looked_at(globus_cli, globus):
    task_id = submit(globus_cli, "--label", "night run", "--sync-level", "checksum")
    assert "Status" in globus_cli("task", "show", task_id).stdout
    globus.control("clock", advance_s=20)
    globus_cli("task", "wait", task_id, "--timeout", 5, "--polling-interval", 1)
    assert run(globus_cli, "task", "show", task_id)["status"] == "SUCCEEDED"
    assert "session.log" in globus_cli("task", "show", task_id, "--successful-transfers").stdout
    globus_cli("task", "show", task_id, "--skipped-errors")
    events = globus_cli("task", "event-list", task_id).stdout
    assert "SUCCEEDED" in events.upper() and "STARTED" in events.upper()
    assert globus_cli("task", "event-list", task_id, "--filter-errors").returncode == 0
    listed = run(globus_cli, "task", "list", "--filter-status", "SUCCEEDED", "--limit", 1)
    assert listed["DATA"][0]["task_id"] == task_id
    found = run(globus_cli, "task", "list", "--filter-label", "night run", "--exact")
    assert [task["task_id"] for task in found["DATA"]] == [task_id]


def test_a_task_is_changed_canceled_and_paused(globus_cli, globus):
    # Held up, so that it is still active when the next command starts.
    globus.control("pause", collection=KRIOS, message="being moved")
    task_id = submit(globus_cli)
    globus_cli("task", "update", task_id, "--label", "another", "--deadline", "2099-01-01")
    assert run(globus_cli, "task", "show", task_id)["label"] == "another"
    assert "being moved" in globus_cli("task", "pause-info", task_id).stdout
    canceled = globus_cli("task", "cancel", task_id).stdout
    assert "cancelled successfully" in canceled
    globus_cli("task", "cancel", "--all")
    active = run(globus_cli, "task", "list", "--filter-status", "ACTIVE")
    assert active["DATA"] == []


def test_files_are_deleted(globus_cli, globus):
    deleted = run(globus_cli, "delete", f"{KRIOS}:/2026-11-20", "--recursive")
    assert deleted["code"] == "Accepted"
    globus.control("clock", advance_s=20)
    assert "2026-11-20" not in globus_cli("ls", f"{KRIOS}:/").stdout


def test_files_are_looked_at_and_changed(globus_cli):
    names = globus_cli("ls", f"{KRIOS}:/").stdout.split()
    assert {"README.txt", "calibration/"} <= set(names)
    assert "session.log" in globus_cli("ls", RUN, "--long", "--all").stdout
    assert globus_cli("ls", RUN, "--filter", "~*.log").stdout.split() == ["session.log"]
    ordered = globus_cli("ls", RUN, "--orderby", "name:DESC").stdout.split()
    assert ordered == sorted(ordered, reverse=True)
    deep = globus_cli("ls", f"{KRIOS}:/calibration", "--recursive", "--filter", "~*.tif").stdout
    assert "dark.tif" in deep
    globus_cli("mkdir", f"{ARCHIVE}:/made")
    globus_cli("rename", ARCHIVE, "/made", "/kept")
    assert globus_cli("ls", f"{ARCHIVE}:/").stdout.split() == ["kept/"]
    assert "dir" in globus_cli("stat", f"{ARCHIVE}:/kept").stdout
    globus_cli("stat", f"{ARCHIVE}:/made")


def test_collections_are_found_and_described(globus_cli):
    assert KRIOS in globus_cli("endpoint", "search", "krios").stdout
    mine = run(globus_cli, "endpoint", "search", "--filter-scope", "my-endpoints")
    assert len(mine["DATA"]) == 3
    assert "Ada’s laptop" in globus_cli("endpoint", "show", LAPTOP).stdout


def test_bookmarks_come_and_go(globus_cli):
    globus_cli("bookmark", "create", RUN, "night")
    assert "night" in globus_cli("bookmark", "list").stdout
    assert KRIOS in globus_cli("bookmark", "show", "night").stdout
    globus_cli("bookmark", "rename", "night", "dusk")
    globus_cli("bookmark", "delete", "dusk")
    assert "dusk" not in globus_cli("bookmark", "list").stdout


def test_refusals_are_shown(globus_cli):
    refused = globus_cli("ls", f"{KRIOS}:/nowhere", check=False)
    assert refused.returncode != 0 and "NotFound" in refused.stderr
    refused = globus_cli("task", "show", "00000000-0000-0000-0000-000000000000", check=False)
    assert "TaskNotFound" in refused.stderr
