"""Flows, runs and web inputs through the globus command."""

import json

import pytest

from flow_samples import SCHEMA, VIEW_FLOWS, ask, hello

ME = "urn:globus:auth:identity:8ca28797-3541-4a5d-a264-05b00f91e608"


@pytest.fixture
def flows(cli):
    """Runs `globus flows …` signed in, and returns the JSON that it prints."""
    cli.login()

    def run(*arguments, check=True):
        done = cli("flows", *arguments, "--format", "json", check=check)
        return json.loads(done.stdout) if check else done

    return run


@pytest.fixture
def start(cli, flows):
    """Makes a flow, signs in for it and starts a run of it."""

    def make(definition, body, *arguments):
        flow = flows("create", "A flow to run", json.dumps(definition))["id"]
        refused = cli("flows", "start", flow, "--input", json.dumps(body), check=False)
        assert refused.returncode == 4 and f"--flow {flow}" in refused.stderr
        cli.login("--flow", flow)
        return flows("start", flow, "--input", json.dumps(body), *arguments)

    return make


def test_a_flow_is_made_shown_changed_listed_and_deleted(cli, flows):
    made = flows(
        "create", "Mine", json.dumps(hello()),
        "--input-schema", json.dumps(SCHEMA), "--subtitle", "For a test",
        "--description", "Says hello", "--viewer", "public",
        "--starter", "all_authenticated_users", "--administrator", ME, "--keyword", "hello",
        "--run-manager", ME, "--run-monitor", ME,
    )  # fmt: skip
    assert made["flow_owner"] == ME and made["run_managers"] == [ME]
    assert flows("show", made["id"]) == made
    assert "Mine" in cli("flows", "show", made["id"]).stdout
    changed = flows("update", made["id"], "--title", "Renamed", "--viewers", "", "--keywords", "a,b")
    assert (changed["title"], changed["flow_viewers"], changed["keywords"]) == ("Renamed", [], ["a", "b"])
    listed = flows("list", "--filter-role", "flow_owner", "--filter-fulltext", "renamed")
    assert [flow["id"] for flow in listed["flows"]] == [made["id"]]
    assert flows("delete", made["id"])["DELETED"] is True
    gone = flows("show", made["id"], check=False)
    assert gone.returncode == 1 and "NOT_FOUND" in gone.stderr


def test_flows_are_listed_in_order_page_by_page(cli, flows):
    listed = flows("list", "--orderby", "title:ASC", "--limit", "100")["flows"]
    titles = [flow["title"].lower() for flow in listed]
    assert len(titles) == 30 and titles == sorted(titles)
    table = cli("flows", "list").stdout
    assert "ada@uni.example" in table, "owners are named"


def test_definitions_are_checked(cli, flows):
    done = cli("flows", "validate", json.dumps(hello()), "--input-schema", json.dumps(SCHEMA))
    assert "https://auth.globus.org/scopes/actions.globus.org/hello_world" in done.stdout
    broken = hello()
    del broken["States"]["Last"]["End"]
    refused = cli("flows", "validate", json.dumps(broken), check=False)
    assert refused.returncode == 1 and "must be defined as either terminal" in refused.stderr


def test_a_run_is_started_watched_and_told_about(cli, flows, start, globus):
    run = start(
        hello(), {"say": "hi"},
        "--label", "A run", "--tag", "  one  tag", "--monitor", ME, "--manager", ME,
        "--activity-notification-policy", "INACTIVE,FAILED",
    )  # fmt: skip
    assert (run["status"], run["tags"]) == ("ACTIVE", ["one tag"])
    globus.control("clock", advance_s=60)
    shown = flows("run", "show", run["run_id"], "--include-flow-description")
    assert (shown["status"], shown["flow_description"]["title"]) == ("SUCCEEDED", "A flow to run")
    assert "A flow to run" in cli("flows", "run", "show", run["run_id"]).stdout
    codes = [entry["code"] for entry in flows("run", "show-logs", run["run_id"])["entries"]]
    assert (codes[0], codes[-1], len(codes)) == ("FlowStarted", "FlowSucceeded", 10)
    backward = flows("run", "show-logs", run["run_id"], "--reverse", "--limit", 3)["entries"]
    assert [entry["code"] for entry in backward] == codes[:-4:-1]
    details = cli("flows", "run", "show-logs", run["run_id"], "--details").stdout
    assert '"echo_string": "hi"' in details
    definition = flows("run", "show-definition", run["run_id"])
    assert definition["definition"] == hello()


def test_a_run_is_updated_cancelled_and_deleted(cli, flows, start):
    run = start(hello(seconds=600), {"say": "hi"})["run_id"]
    updated = flows("run", "update", run, "--label", "New", "--tags", "a, b", "--managers", ME)
    assert (updated["label"], updated["tags"], updated["run_managers"]) == ("New", ["a", "b"], [ME])
    conflict = flows("run", "delete", run, check=False)
    assert conflict.returncode == 1 and "STATE_CONFLICT" in conflict.stderr
    assert flows("run", "cancel", run)["details"]["code"] == "FlowCanceled"
    assert flows("run", "delete", run)["run_id"] == run
    assert flows("run", "show", run, check=False).returncode == 1


def test_runs_are_listed_and_filtered(flows):
    everything = flows("run", "list", "--limit", 100)["runs"]
    assert len(everything) == 60
    flow = everything[0]["flow_id"]
    of_flow = flows("run", "list", "--filter-flow-id", flow, "--limit", 100)["runs"]
    assert {run["flow_id"] for run in of_flow} == {flow}
    watched = flows("run", "list", "--filter-role", "run_monitor", "--filter-role", "run_manager")
    assert 0 < len(watched["runs"]) < 60


def test_a_run_is_resumed_after_consent(cli, flows, start, globus):
    definition = hello(seconds=1, required_dependent_scope=VIEW_FLOWS)
    run = start(definition, {"say": "hi"})["run_id"]
    globus.control("clock", advance_s=5)
    refused = cli("flows", "run", "resume", run, check=False)
    assert refused.returncode == 4, refused.stderr
    assert "missing a necessary consent" in refused.stdout
    scope = flows("run", "show", run)["details"]["required_scope"]
    assert f"globus session consent '{scope}'" in refused.stdout
    cli("session", "consent", scope)
    assert flows("run", "resume", run)["status"] == "ACTIVE"
    globus.control("clock", advance_s=30)
    assert flows("run", "show", run)["status"] == "SUCCEEDED"


def test_a_policy_is_met_by_a_session_update(cli, flows):
    protected = flows("list", "--filter-fulltext", "clinical")["flows"][0]
    refused = cli("flows", "show", protected["id"], check=False)
    assert refused.returncode == 4, refused.stderr
    policy = protected["authentication_policy_id"]
    assert policy in refused.stdout
    scope = protected["globus_auth_scope"]
    assert scope in refused.stdout, "the flow's own token gets the new session too"
    cli("session", "update", "--policy", policy, "--scope", scope)
    assert flows("show", protected["id"])["definition"]["States"]


def test_a_question_is_listed_shown_and_answered(cli, flows, start, globus):
    run = start(ask(), {}, "--label", "Shall it?")["run_id"]
    globus.control("clock", advance_s=5)
    listed = flows("web-input", "list", "--filter-run-id", run)["web_input_summaries"]
    assert [item["title"] for item in listed] == ["Deploy?"]
    web_input = flows("web-input", "show", listed[0]["id"])
    assert "Shall it?" in cli("flows", "web-input", "show", listed[0]["id"]).stdout
    no = web_input["options"][1]["option_id"]
    assert flows("web-input", "respond", web_input["id"], no)["status"] == "ok"
    again = flows("web-input", "respond", web_input["id"], no, check=False)
    assert again.returncode == 1 and "STATE_CONFLICT" in again.stderr
    globus.control("clock", advance_s=5)
    assert flows("run", "show", run)["status"] == "SUCCEEDED"
    closed = flows("web-input", "list", "--filter-state", "closed", "--filter-run-id", run)
    assert len(closed["web_input_summaries"]) == 1
