"""Groups through the SDK and the globus command, and the names of principals in flows."""

import json

import globus_sdk
import pytest
from globus_sdk.scopes import AuthScopes, FlowsScopes

CRYO_EM = "6a1e4c92-0d7b-4f35-8b2e-93c5d7f0a418"
NAMES = ["Cryo-EM group", "Laboratory users"]
READING = "Analytical engine reading group"


def test_my_groups_are_a_bare_array_with_my_memberships(user_app):
    groups = globus_sdk.GroupsClient(app=user_app()).get_my_groups()
    assert [group["name"] for group in groups] == NAMES
    [membership] = groups[0]["my_memberships"]
    assert (membership["username"], membership["role"]) == ("ada@uni.example", "manager")


def test_statuses_choose_among_memberships(user_app):
    groups = globus_sdk.GroupsClient(app=user_app())
    assert [one["name"] for one in groups.get_my_groups(statuses="invited")] == [READING]
    both = groups.get_my_groups(statuses=["active", "invited"])
    assert [one["name"] for one in both] == [*NAMES, READING]


def test_without_a_token_groups_are_refused_in_their_own_dialect(globus):
    with pytest.raises(globus_sdk.GroupsAPIError) as caught:
        globus_sdk.GroupsClient().get_my_groups()
    assert (caught.value.http_status, caught.value.code) == (401, "UNAUTHORIZED")
    assert caught.value.message == "The token is missing, expired or revoked"


def test_principals_of_a_flow_have_names(user_app):
    app = user_app()
    flows = globus_sdk.FlowsClient(app=app, app_scopes=[FlowsScopes.view_flows])
    groups = globus_sdk.GroupsClient(app=app)
    scopes = [AuthScopes.openid, AuthScopes.view_identities]
    auth = globus_sdk.AuthClient(app=app, app_scopes=scopes)
    app.login()
    [flow] = [one for one in flows.list_flows() if one["title"] == "Cryo-EM nightly ingest"]
    owner, group = flow["flow_administrators"]
    identity = owner.removeprefix("urn:globus:auth:identity:")
    assert globus_sdk.IdentityMap(auth)[identity]["name"] == "Ada Lovelace"
    names = {one["id"]: one["name"] for one in groups.get_my_groups()}
    assert names[group.removeprefix("urn:globus:groups:id:")] == "Cryo-EM group"


def test_owners_of_flows_have_names(user_app):
    app = user_app()
    flows = globus_sdk.FlowsClient(app=app, app_scopes=[FlowsScopes.view_flows])
    auth = globus_sdk.AuthClient(app=app, app_scopes=[AuthScopes.openid, AuthScopes.view_identities])
    app.login()
    owners = {one["flow_owner"].rsplit(":", 1)[1] for one in flows.paginated.list_flows().items()}
    people = globus_sdk.IdentityMap(auth, owners)
    assert len(owners) > 4
    assert all(people[owner]["name"] for owner in owners)


def test_the_command_line_lists_groups(cli):
    cli.login()
    listed = json.loads(cli("group", "list", "--format", "json").stdout)
    assert [group["name"] for group in listed] == NAMES
    table = cli("group", "list").stdout
    assert CRYO_EM in table and "manager" in table
