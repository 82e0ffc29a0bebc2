"""More than a thousand tasks: what one listing reaches, and how to reach the others."""

import globus_sdk
import pytest

COUNT = 1_500


@pytest.fixture(scope="module")
def options():
    return ["--tasks", str(COUNT)]


def test_a_thousand_by_the_pager_and_the_rest_by_time(user_app):
    transfer = globus_sdk.TransferClient(app=user_app())
    first = list(transfer.paginated.task_list(orderby="request_time DESC").items())
    assert len(first) == 1_000, "the SDK asks for no more"
    assert transfer.task_list(limit=1)["total"] == COUNT
    until = first[-1]["request_time"]
    rest = transfer.paginated.task_list(
        orderby="request_time DESC", filter={"request_time": f",{until}"}
    )
    ids = {task["task_id"] for task in first} | {task["task_id"] for task in rest.items()}
    assert len(ids) == COUNT


def test_the_command_line_lists_as_many_as_asked_for(cli):
    cli.login()
    listed = cli("task", "list", "--limit", 1_000, "--jmespath", "length(DATA)")
    assert int(listed.stdout) == 1_000
