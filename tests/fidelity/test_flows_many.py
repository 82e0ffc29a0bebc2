"""More than a thousand flows, and what listing them takes."""

import globus_sdk
import pytest

COUNT = 1_010


@pytest.fixture(scope="module")
def options():
    return ["--flows", str(COUNT)]


def test_every_flow_of_more_than_a_thousand_is_reached_once(user_app, globus):
    flows = globus_sdk.FlowsClient(app=user_app())
    pages = flows.paginated.list_flows(orderby="title ASC", query_params={"per_page": 100})
    found = [flow for page in pages for flow in page]
    assert len({flow["id"] for flow in found}) == COUNT
    titles = [flow["title"].lower() for flow in found]
    assert titles == sorted(titles)
    assert len(globus.requests("/flows")) == 11
    smaller = flows.paginated.list_flows(filter_roles="flow_owner")
    assert 300 < len(list(smaller.items())) < COUNT


def test_the_command_line_lists_as_many_as_asked_for(cli):
    cli.login()
    listed = cli("flows", "list", "--limit", 2_000, "--jmespath", "length(flows)")
    assert int(listed.stdout) == COUNT
