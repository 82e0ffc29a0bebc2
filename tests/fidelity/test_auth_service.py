"""Auth's resources and the grants that services use among themselves."""

import globus_sdk
import pytest
from globus_sdk.scopes import AuthScopes, GroupsScopes, Scope, TransferScopes

from conftest import NATIVE_CLIENT, PORTAL, PORTAL_SECRET
from local import is_active

ADA = "8ca28797-3541-4a5d-a264-05b00f91e608"
ADAS = ["ada@uni.example", "lovelace@lab.example", "ada@globusid.example"]
PORTAL_SCOPE = f"https://auth.globus.org/scopes/{PORTAL}/all"
DATA_ACCESS = "https://auth.globus.org/scopes/542a86fc-1766-450d-841f-065488a2ec01/data_access"


@pytest.fixture
def auth(user_app):
    app = user_app()
    scopes = [AuthScopes.openid, AuthScopes.profile, AuthScopes.email, AuthScopes.view_identities]
    return globus_sdk.AuthClient(app=app, app_scopes=scopes)


@pytest.fixture
def portal(globus):
    """A confidential client, which is a service with its own scope."""
    return globus_sdk.ConfidentialAppAuthClient(PORTAL, PORTAL_SECRET)


def token_for(globus, browser, scope):
    """The tokens that a native app gets for `scope`, by resource server."""
    client = globus_sdk.NativeAppAuthClient(NATIVE_CLIENT)
    client.oauth2_start_flow(scope, refresh_tokens=True)
    code = browser.code(client.oauth2_get_authorize_url())
    return client.oauth2_exchange_code_for_tokens(code).by_resource_server


def test_userinfo_tells_who_it_is_with_all_linked_identities(auth):
    info = auth.userinfo()
    assert (info["sub"], info["preferred_username"]) == (ADA, ADAS[0])
    assert [one["username"] for one in info["identity_set"]] == ADAS


def test_userinfo_tells_no_more_than_was_granted(user_app):
    auth = globus_sdk.AuthClient(app=user_app(), app_scopes=[AuthScopes.openid])
    info = auth.userinfo()
    assert info["sub"] == ADA
    assert not {"name", "email"} & set(info.data)


def test_without_a_token_userinfo_is_refused_in_auths_dialect(globus):
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        globus_sdk.AuthClient().userinfo()
    assert (caught.value.http_status, caught.value.code) == (401, "UNAUTHORIZED")


def test_identities_are_looked_up_by_id_and_by_username(auth):
    by_name = auth.get_identities(usernames=ADAS)
    assert sorted(one["username"] for one in by_name) == sorted(ADAS)
    by_id = auth.get_identities(ids=[one["id"] for one in by_name])
    assert by_id["identities"] == by_name["identities"]
    unknown = auth.get_identities(usernames="nobody@uni.example")
    assert unknown["identities"] == []


def test_a_look_up_needs_its_scope(user_app):
    auth = globus_sdk.AuthClient(app=user_app())
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        auth.get_identities(ids=ADA)
    assert (caught.value.http_status, caught.value.code) == (403, "FORBIDDEN")


def test_an_identity_map_asks_once(auth, globus):
    names = globus_sdk.IdentityMap(auth, ADAS)
    assert names[ADAS[1]]["organization"] == "Example National Laboratory"
    assert names[ADAS[2]]["id"] != names[ADAS[0]]["id"]
    assert len(globus.requests("/v2/api/identities")) == 1


def test_an_unknown_username_is_provisioned_if_asked(auth):
    first = auth.get_identities(usernames="new@uni.example", provision=True)["identities"]
    again = auth.get_identities(ids=first[0]["id"])["identities"]
    assert (first[0]["status"], first[0]["username"]) == ("unused", "new@uni.example")
    assert again == first


def test_consents_are_a_forest_that_remembers_dependencies(user_app):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    transfer.add_app_data_access_scope("542a86fc-1766-450d-841f-065488a2ec01")
    app.login()
    auth = globus_sdk.AuthClient(app=app, app_scopes=[AuthScopes.openid])
    forest = auth.get_consents(ADA).to_forest()
    wanted = Scope.parse(f"{TransferScopes.all}[*{DATA_ACCESS}]")
    assert forest.meets_scope_requirements(wanted)
    other = Scope.parse(f"{TransferScopes.all}[*{DATA_ACCESS.replace('542a', '642a')}]")
    assert not forest.meets_scope_requirements(other)


def test_all_consents_take_a_scope_of_their_own(auth):
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        auth.get_consents(ADA, all=True)
    assert caught.value.http_status == 403
    auth.add_app_scope(AuthScopes.view_consents)
    assert len(auth.get_consents(ADA, all=True)["consents"]) > 0


def test_a_revoked_consent_takes_its_tokens_with_it(globus, browser):
    tokens = token_for(globus, browser, TransferScopes.all)[TransferScopes.resource_server]
    client = globus_sdk.NativeAppAuthClient(NATIVE_CLIENT)
    assert is_active(client, tokens["access_token"])
    globus.control("consents/revoke", scope=str(TransferScopes.all))
    assert not is_active(client, tokens["access_token"])
    assert not is_active(client, tokens["refresh_token"])


def test_a_token_can_be_introspected_by_a_confidential_client(globus, browser, portal):
    tokens = token_for(globus, browser, "openid profile email")["auth.globus.org"]
    told = portal.oauth2_token_introspect(
        tokens["access_token"], include="identity_set,session_info"
    )
    assert (told["active"], told["sub"], told["client_id"]) == (True, ADA, NATIVE_CLIENT)
    assert told["aud"][0] == "auth.globus.org"
    assert len(told["identity_set"]) == 3
    assert list(told["session_info"]["authentications"]) == [ADA]
    portal.oauth2_revoke_token(tokens["access_token"])
    assert portal.oauth2_token_introspect("guessed").data == {"active": False}


def test_a_service_gets_dependent_tokens_for_what_was_consented(globus, browser, portal):
    tokens = token_for(globus, browser, f"{PORTAL_SCOPE}[{TransferScopes.all}]")[PORTAL]
    dependent = portal.oauth2_get_dependent_tokens(tokens["access_token"])
    token = dependent.by_resource_server[TransferScopes.resource_server]
    assert token["refresh_token"] is None
    transfer = globus_sdk.TransferClient(
        authorizer=globus_sdk.AccessTokenAuthorizer(token["access_token"])
    )
    assert len(transfer.task_list(limit=3)["DATA"]) == 3


def test_a_service_acts_with_the_consents_of_its_caller(globus, browser, portal):
    """The consents that the same user gave to its caller for the caller's own use don't count."""
    collection = "aa752cea-8222-5bc8-acd9-555b09000000"
    data_access = f"https://auth.globus.org/scopes/{collection}/data_access"

    def ls(scope):
        tokens = token_for(globus, browser, f"{TransferScopes.all}[*{data_access}] {scope}")
        dependent = portal.oauth2_get_dependent_tokens(tokens[PORTAL]["access_token"])
        token = dependent.by_resource_server[TransferScopes.resource_server]["access_token"]
        transfer = globus_sdk.TransferClient(authorizer=globus_sdk.AccessTokenAuthorizer(token))
        return transfer.operation_ls(collection)["DATA"]

    with pytest.raises(globus_sdk.TransferAPIError) as caught:
        ls(f"{PORTAL_SCOPE}[{TransferScopes.all}]")
    assert caught.value.code == "ConsentRequired"
    assert len(ls(f"{PORTAL_SCOPE}[{TransferScopes.all}[*{data_access}]]")) > 0


def test_what_was_not_consented_is_asked_for(globus, browser, portal):
    tokens = token_for(globus, browser, PORTAL_SCOPE)[PORTAL]
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        portal.oauth2_get_dependent_tokens(tokens["access_token"], scope=str(GroupsScopes.all))
    assert caught.value.http_status == 403
    gare = globus_sdk.gare.to_gare(caught.value)
    [required] = gare.authorization_parameters.required_scopes
    assert required == f"{PORTAL_SCOPE}[{GroupsScopes.all}]"
    # And consenting to exactly that is enough.
    tokens = token_for(globus, browser, required)[PORTAL]
    dependent = portal.oauth2_get_dependent_tokens(
        tokens["access_token"], scope=str(GroupsScopes.all)
    )
    assert list(dependent.by_resource_server) == ["groups.api.globus.org"]


def test_a_program_makes_itself_a_client_from_a_template(globus):
    native = globus_sdk.NativeAppAuthClient(NATIVE_CLIENT)
    made = native.create_native_app_instance(template_id=NATIVE_CLIENT, name="An instance")
    credential = made["included"]["client_credential"]
    client = globus_sdk.ConfidentialAppAuthClient(credential["client"], credential["secret"])
    granted = client.oauth2_client_credentials_tokens(TransferScopes.all)
    assert TransferScopes.resource_server in granted.by_resource_server
