"""Runs through the SDK: started, watched, resumed, canceled, deleted, listed."""

import datetime

import globus_sdk
import pytest
from globus_sdk.gare import to_gare
from globus_sdk.token_storage import MemoryTokenStorage

from flow_samples import SCHEMA, VIEW_FLOWS, hello

SUCCEEDED = [
    "FlowStarted",
    "PassStarted",
    "PassCompleted",
    "ActionStarted",
    "ActionCompleted",
    "ChoiceStarted",
    "ChoiceCompleted",
    "PassStarted",
    "PassCompleted",
    "FlowSucceeded",
]


@pytest.fixture
def app(user_app):
    return user_app()


@pytest.fixture
def flows(app):
    return globus_sdk.FlowsClient(app=app)


@pytest.fixture
def start(app, flows):
    """Makes a flow and the client that starts it."""

    def make(definition, input_schema=SCHEMA):
        flow = flows.create_flow("A flow to run", definition, input_schema)
        return globus_sdk.SpecificFlowClient(flow["id"], app=app)

    return make


def test_a_start_signs_in_for_the_flows_own_scope_by_itself(flows, start, browser, globus):
    client = start(hello())
    assert len(browser.opened) == 1
    run = client.run_flow(
        {"say": "hi"},
        label="A run",
        tags=["  one  \t tag ", "another"],
        activity_notification_policy={"status": ["INACTIVE", "FAILED"]},
        run_monitors=["urn:globus:groups:id:b0a5f1b2-57e0-4f55-9d3a-2f1c7f0d6e33"],
    )
    assert len(browser.opened) == 2, "the token of Flows does not start a flow"
    assert (run.http_status, run["status"]) == (201, "ACTIVE")
    assert run["tags"] == ["one tag", "another"]
    run_id = run["run_id"]
    globus.control("clock", advance_s=5)
    assert flows.get_run(run_id)["details"]["code"] == "ActionStarted"
    globus.control("clock", advance_s=60)
    run = flows.get_run(run_id, include_flow_description=True)
    assert run["status"] == "SUCCEEDED"
    output = run["details"]["output"]["result"]
    assert output["details"] == {"Hello": "World", "hello": "hi"}
    assert run["flow_description"]["title"] == "A flow to run"
    assert "flow_description" not in flows.get_run(run_id, include_flow_description=False).data


def test_logs_are_read_in_both_directions_to_their_end(flows, start, globus):
    run_id = start(hello()).run_flow({"say": "hi"})["run_id"]
    globus.control("clock", advance_s=60)
    forward = list(flows.paginated.get_run_logs(run_id, limit=3).items())
    assert [entry["code"] for entry in forward] == SUCCEEDED
    assert forward[3]["details"]["input"]["echo_string"] == "hi"
    backward = list(flows.paginated.get_run_logs(run_id, limit=4, reverse_order=True).items())
    assert backward == forward[::-1]


def test_a_run_keeps_its_definition(flows, start):
    client = start(hello())
    run = client.run_flow({"say": "hi"})
    flows.update_flow(run["flow_id"], definition=hello(seconds=1), input_schema={})
    assert flows.get_run_definition(run["run_id"]).data == {
        "flow_id": run["flow_id"],
        "definition": hello(),
        "input_schema": SCHEMA,
    }


def test_a_run_can_fail(flows, start, globus):
    run_id = start(hello()).run_flow({"say": "fail"})["run_id"]
    globus.control("clock", advance_s=60)
    run = flows.get_run(run_id)
    assert (run["status"], run["details"]["code"]) == ("FAILED", "FlowFailed")
    assert run["details"]["details"] == {"state_name": "Fail", "exception": "Asked", "cause": "fail"}
    last = flows.get_run_logs(run_id, limit=1, reverse_order=True)["entries"][0]
    assert last["code"] == "FlowFailed"


def test_an_input_is_validated_with_and_without_a_start(start):
    client = start(hello())
    assert client.validate_run({"say": "hi"}, label="x", tags=["t"])["message"]
    for call in (client.validate_run, client.run_flow):
        with pytest.raises(globus_sdk.FlowsAPIError) as caught:
            call({"say": 7})
        assert (caught.value.http_status, caught.value.code) == (400, "FLOW_INPUT_ERROR")
        detail = caught.value.raw_json["error"]["detail"]
        assert detail[0]["loc"] == ["$.say"]


def test_a_run_is_updated_cancelled_and_deleted(flows, start):
    run_id = start(hello(seconds=600)).run_flow({"say": "hi"})["run_id"]
    run = flows.update_run(run_id, label="New", tags=["a"], run_managers=[], run_monitors=[])
    assert (run["label"], run["tags"]) == ("New", ["a"])
    assert flows.update_run(run_id, tags=[])["tags"] == []
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.delete_run(run_id)
    assert (caught.value.http_status, caught.value.code) == (409, "STATE_CONFLICT")
    cancelled = flows.cancel_run(run_id)
    assert cancelled.http_status == 202
    assert (cancelled["status"], cancelled["details"]["code"]) == ("FAILED", "FlowCanceled")
    assert flows.delete_run(run_id)["run_id"] == run_id
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.get_run(run_id)
    assert caught.value.http_status == 404


def test_many_runs_are_changed_at_once(flows, start):
    client = start(hello(seconds=600))
    ids = [client.run_flow({"say": "hi"})["run_id"] for _ in range(3)]
    answer = flows.post(
        "/batch/runs",
        data={
            "filters": {"run_ids": ids[:2]},
            "set": {"status": "cancel"},
            "add": {"tags": ["stopped"]},
        },
    )
    assert answer.http_status == 202
    states = [(run["status"], run["tags"]) for run in map(flows.get_run, ids)]
    assert states == [("FAILED", ["stopped"])] * 2 + [("ACTIVE", [])]


def test_a_run_is_resumed_after_consent(app, flows, start, globus, browser):
    client = start(hello(seconds=1, required_dependent_scope=VIEW_FLOWS))
    run_id = client.run_flow({"say": "hi"})["run_id"]
    globus.control("clock", advance_s=5)
    run = flows.get_run(run_id)
    assert run["status"] == "INACTIVE"
    assert client.resume_run(run_id)["status"] == "INACTIVE", "nothing was allowed yet"
    gare = to_gare(run["details"])
    assert gare.code == "ConsentRequired"
    assert gare.authorization_parameters.required_scopes == [run["details"]["required_scope"]]
    app.login(auth_params=gare.authorization_parameters)
    assert client.resume_run(run_id)["status"] == "ACTIVE"
    globus.control("clock", advance_s=30)
    assert flows.get_run(run_id)["status"] == "SUCCEEDED"


def test_a_seeded_run_is_resumed_after_consent_for_its_collection(app, flows, globus):
    inactive = flows.list_runs(query_params={"filter_status": "INACTIVE"})["runs"][0]
    client = globus_sdk.SpecificFlowClient(inactive["flow_id"], app=app)
    assert client.resume_run(inactive["run_id"])["status"] == "INACTIVE"
    gare = to_gare(inactive["details"])
    app.login(auth_params=gare.authorization_parameters)
    assert client.resume_run(inactive["run_id"])["status"] == "ACTIVE"


def test_consent_that_was_given_before_is_enough(app, flows):
    inactive = flows.list_runs(query_params={"filter_status": "INACTIVE"})["runs"][0]
    scope = inactive["details"]["required_scope"]
    collection = scope.rsplit("/", 2)[1]
    client = globus_sdk.SpecificFlowClient(inactive["flow_id"], app=app)
    client.add_app_transfer_data_access_scope(collection)
    assert client.resume_run(inactive["run_id"])["status"] == "ACTIVE"


def test_lists_take_every_filter_of_the_service(flows):
    def ids(**query):
        pages = flows.paginated.list_runs(query_params={"per_page": 50, **query})
        return [run["run_id"] for run in pages.items()]

    everything = ids()
    assert len(everything) == len(set(everything)) == 60
    by_status = [ids(filter_status=status) for status in ("ACTIVE", "INACTIVE", "FAILED", "SUCCEEDED")]
    assert all(by_status) and sum(map(len, by_status)) == 60
    assert 0 < len(ids(filter_flow_title="cryo")) < 60
    assert 0 < len(ids(filter_label="krios")) < 60
    run = flows.get_run(everything[30])
    start = datetime.datetime.fromisoformat(run["start_time"]).isoformat()
    assert ids(filter_start_time=f"{start},", orderby="start_time DESC") == everything[:31]
    assert ids(filter_start_time=f",{start}", orderby="start_time DESC") == everything[31:]
    assert set(ids(filter_completion_time=f",{start}")) < set(everything)
    assert ids(orderby="start_time ASC") == everything[::-1]
    of_flow = [run["run_id"] for run in flows.list_runs(filter_flow_id=run["flow_id"])]
    assert everything[30] in of_flow
    assert ids(filter_flow_id=run["flow_id"]) == of_flow
    raw = flows.get(f"/flows/{run['flow_id']}/runs")
    assert [run["run_id"] for run in raw["runs"]] == of_flow
    owned = list(flows.paginated.list_runs(filter_roles="run_owner").items())
    others = list(flows.paginated.list_runs(filter_roles=["run_manager", "run_monitor"]).items())
    assert 0 < len(others) < len(owned) < 60


def test_other_clients_find_the_flow_of_a_run_in_search(user_app, flows):
    run = flows.list_runs()["runs"][0]
    search = globus_sdk.SearchClient(app=user_app("search"))
    found = search.post_search(
        "2a318659-a547-4b48-a0fc-e0c19081a960",
        {"filters": [{"type": "match_any", "field_name": "run_id", "values": [run["run_id"]]}]},
    )
    assert found["gmeta"][0]["entries"][0]["content"]["flow_id"] == run["flow_id"]


def test_a_service_account_runs_flows_of_its_own(globus):
    account = "e2f6c8a4-7d31-4b95-8c0f-1a9b6d3e5c70"
    app = globus_sdk.ClientApp(
        "service",
        client_id=account,
        client_secret="another-published-secret-of-the-local-globus",
        config=globus_sdk.GlobusAppConfig(token_storage=MemoryTokenStorage()),
    )
    with app:
        flows = globus_sdk.FlowsClient(app=app)
        flow = flows.create_flow("Its own", hello(), SCHEMA)
        assert flow["flow_owner"] == f"urn:globus:auth:identity:{account}"
        client = globus_sdk.SpecificFlowClient(flow["id"], app=app)
        run_id = client.run_flow({"say": "hi"})["run_id"]
        globus.control("clock", advance_s=60)
        assert flows.get_run(run_id)["status"] == "SUCCEEDED"
        assert [run["run_id"] for run in flows.list_runs()] == [run_id], "not Ada's"
