"""Questions of runs through the SDK."""

import globus_sdk
import pytest

from flow_samples import ask


@pytest.fixture
def app(user_app):
    return user_app()


@pytest.fixture
def flows(app):
    return globus_sdk.FlowsClient(app=app)


@pytest.fixture
def asking(app, flows, globus):
    """A run that waits for an answer."""
    flow = flows.create_flow("Asks", ask(), {})
    run = globus_sdk.SpecificFlowClient(flow["id"], app=app).run_flow({}, label="Shall it?")
    globus.control("clock", advance_s=5)
    return flows.get_run(run["run_id"])


def test_an_answer_lets_the_run_go_on(flows, asking, globus):
    assert asking["status"] == "ACTIVE"
    web_input = flows.get_web_input(asking["blocking_web_input_id"])
    assert web_input["context"]["title"] == "Deploy?"
    assert web_input["run"] == {"id": asking["run_id"], "label": "Shall it?"}
    options = {option["label"]: option["option_id"] for option in web_input["options"]}
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.respond_to_web_input(web_input["id"], "not-a-real-option")
    assert caught.value.http_status == 422
    assert flows.respond_to_web_input(web_input["id"], options["No"])["status"] == "ok"
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.respond_to_web_input(web_input["id"], options["Yes"])
    assert (caught.value.http_status, caught.value.code) == (409, "STATE_CONFLICT")
    globus.control("clock", advance_s=5)
    run = flows.get_run(asking["run_id"])
    assert (run["status"], run["blocking_web_input_id"]) == ("SUCCEEDED", None)
    assert run["details"]["output"]["name"] == "No"
    assert flows.get_web_input(web_input["id"])["status"] == "closed"


def test_lists_are_filtered_ordered_and_paged_to_the_end(flows, asking):
    opened = list(flows.paginated.list_web_inputs(per_page=2).items())
    assert len(opened) >= 4 and {item["status"] for item in opened} == {"open"}
    assert opened[0]["run"]["id"] == asking["run_id"], "the newest is first"
    both = list(flows.paginated.list_web_inputs(filter_states=["open", "closed"]).items())
    closed = list(flows.paginated.list_web_inputs(filter_states="closed").items())
    assert closed and len(both) == len(opened) + len(closed)
    by_run = flows.list_web_inputs(filter_run_ids=asking["run_id"])
    assert [item["id"] for item in by_run] == [asking["blocking_web_input_id"]]
    by_flow = flows.list_web_inputs(filter_flow_ids=[asking["flow_id"]])
    assert [item["id"] for item in by_flow] == [asking["blocking_web_input_id"]]
    assert not list(flows.list_web_inputs(filter_roles="viewer"))
    oldest = flows.list_web_inputs(orderby="created_timestamp ASC", per_page=1)
    assert oldest["web_input_summaries"][0] == opened[-1]
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.get_web_input("00000000-0000-4000-8000-000000000000")
    assert (caught.value.http_status, caught.value.code) == (404, "NOT_FOUND")
