"""Flows through the SDK: made, read, listed, changed, checked, deleted."""

import globus_sdk
import pytest
from globus_sdk.gare import to_gare

from flow_samples import SCHEMA, hello

ME = "urn:globus:auth:identity:8ca28797-3541-4a5d-a264-05b00f91e608"


@pytest.fixture
def app(user_app):
    return user_app()


@pytest.fixture
def flows(app):
    return globus_sdk.FlowsClient(app=app)


def test_a_flow_is_made_read_changed_and_deleted(flows):
    made = flows.create_flow(
        title="Mine",
        definition=hello(),
        input_schema=SCHEMA,
        subtitle="For a test",
        description="Says hello",
        flow_viewers=["public"],
        flow_starters=["all_authenticated_users"],
        flow_administrators=[ME],
        run_managers=[ME],
        run_monitors=[ME],
        keywords=["hello"],
    )
    assert made.http_status == 201
    assert made["flow_owner"] == ME
    flow_id = made["id"]
    assert made["globus_auth_scope"] == globus_sdk.scopes.SpecificFlowScopes(flow_id).user.scope_string
    assert flows.get_flow(flow_id).data == made.data
    changed = flows.update_flow(
        flow_id, subtitle="Changed", flow_owner=ME, run_monitors=[], subscription_id="DEFAULT"
    )
    assert (changed["subtitle"], changed["title"]) == ("Changed", "Mine")
    assert changed["run_monitors"] == []
    deleted = flows.delete_flow(flow_id)
    assert deleted["DELETED"] is True
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.get_flow(flow_id)
    assert (caught.value.http_status, caught.value.code) == (404, "NOT_FOUND")


def test_definitions_are_checked(flows):
    assert flows.validate_flow(hello(), SCHEMA)["scopes"] == {
        "User": ["https://auth.globus.org/scopes/actions.globus.org/hello_world"]
    }
    endless = hello()
    del endless["States"]["Last"]["End"]
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.validate_flow(endless)
    assert (caught.value.http_status, caught.value.code) == (422, "UNPROCESSABLE_ENTITY")
    assert caught.value.raw_json["error"]["detail"][0]["loc"] == ["definition", "States", "Last"]
    assert caught.value.messages[0].startswith("A state of type 'Pass' must be defined as either")


def test_principals_are_checked_one_by_one(flows):
    ids = ["ae341a98-d274-11e5-b888-dbae3a8ba545", "4fab4345-6d20-43a0-9a25-16b2e3bbe765"]
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.create_flow("Bad", hello(), {}, flow_administrators=ids)
    assert caught.value.messages == [
        f'Unrecognized principal string: "{principal}". Allowed principal types in role '
        '"FlowAdministrator": [<AuthGroupUrn>, <AuthIdentityUrn>]'
        for principal in ids
    ]


def test_lists_are_filtered_and_ordered_in_every_way(flows):
    def titles(**arguments):
        return [flow["title"] for flow in flows.list_flows(**arguments)]

    everything = [flow["title"] for flow in flows.paginated.list_flows().items()]
    assert len(everything) == 30
    own = titles(filter_roles="flow_owner")
    others = titles(filter_roles=["flow_administrator", "flow_starter"])
    assert own and others and not set(own) & set(others)
    assert titles(filter_fulltext="krios") == ["Cryo-EM nightly ingest"]
    by_two = titles(orderby=["updated_at DESC", "title ASC"], query_params={"per_page": 100})
    assert sorted(by_two) == sorted(everything)
    for name, value in [
        ("filter_title", "cryo"),
        ("filter_subtitle", "doi"),
        ("filter_description", "gatk"),
        ("filter_keywords", "tape"),
        ("filter_scope_string", flows.list_flows()["flows"][0]["id"]),
        ("filter_role", "flow_owner"),
    ]:
        assert 0 < len(titles(query_params={name: value, "per_page": 100})) < 30, name
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.list_flows(orderby="colour ASC")
    assert caught.value.http_status == 422


def test_a_policy_of_a_flow_is_met_by_a_login(app, flows, browser):
    protected = flows.list_flows(filter_fulltext="clinical")["flows"][0]
    assert protected["is_high_assurance"] and protected["definition"] is None
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.get_flow(protected["id"])
    assert caught.value.http_status == 403
    gare = to_gare(caught.value)
    assert gare.code == "AuthenticationPolicyRequired"
    policies = gare.authorization_parameters.session_required_policies
    assert policies == [protected["authentication_policy_id"]]
    app.login(auth_params=gare.authorization_parameters)
    assert flows.get_flow(protected["id"])["definition"]["States"]
    assert len(browser.opened) == 2


def test_a_policy_can_be_met_without_a_word_to_the_caller(user_app, browser):
    flows = globus_sdk.FlowsClient(app=user_app(auto_redrive_gares=True))
    protected = flows.list_flows(filter_fulltext="clinical")["flows"][0]
    assert flows.get_flow(protected["id"])["definition"]["States"]
    assert len(browser.opened) == 2


def test_a_token_without_the_scope_is_refused(user_app):
    flows = globus_sdk.FlowsClient(
        app=user_app(), app_scopes=[globus_sdk.scopes.FlowsScopes.view_flows]
    )
    flows.list_flows()
    for call in (
        lambda: flows.create_flow("No", hello(), {}),
        lambda: flows.list_runs(),
        lambda: flows.list_web_inputs(),
    ):
        with pytest.raises(globus_sdk.FlowsAPIError) as caught:
            call()
        assert (caught.value.http_status, caught.value.code) == (403, "MISSING_SCOPE")


def test_registered_apis_are_not_done_and_say_so(flows):
    with pytest.raises(globus_sdk.FlowsAPIError) as caught:
        flows.list_registered_apis()
    assert caught.value.http_status == 501
