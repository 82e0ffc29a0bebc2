"""The SDK signs in, lists flows and tasks, and signs out."""

import globus_sdk
import pytest


@pytest.fixture
def app(user_app):
    return user_app()


def test_one_login_serves_all_clients(app, browser):
    flows = globus_sdk.FlowsClient(app=app)
    transfer = globus_sdk.TransferClient(app=app)
    assert app.login_required()
    app.login()
    assert not app.login_required()
    flows.list_flows()
    transfer.task_list()
    assert len(browser.opened) == 1


def test_flows_are_listed_page_by_page_in_order(app):
    flows = globus_sdk.FlowsClient(app=app)
    pages = flows.paginated.list_flows(orderby="title ASC")
    titles = [flow["title"] for flow in pages.items()]
    assert len(titles) == 30
    assert titles == sorted(titles, key=str.lower)


def test_the_full_text_filter_narrows(app):
    flows = globus_sdk.FlowsClient(app=app)
    found = flows.list_flows(filter_fulltext="cryo")["flows"]
    assert 0 < len(found) < 30
    assert flows.get_flow(found[0]["id"])["title"] == found[0]["title"]


def test_an_unknown_flow_is_an_error_of_flows(app):
    flows = globus_sdk.FlowsClient(app=app)
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.get_flow("00000000-0000-0000-0000-000000000000")
    assert (caught.value.http_status, caught.value.code) == (404, "NOT_FOUND")


def test_tasks_are_listed_filtered_and_in_order(app):
    transfer = globus_sdk.TransferClient(app=app)
    pages = list(transfer.paginated.task_list())
    assert sum(len(page["DATA"]) for page in pages) == 200
    done = transfer.task_list(limit=1000, filter={"status": "SUCCEEDED"})
    assert {task["status"] for task in done} == {"SUCCEEDED"}
    by_time = [task["request_time"] for task in transfer.task_list(orderby="request_time ASC")]
    assert by_time == sorted(by_time)
