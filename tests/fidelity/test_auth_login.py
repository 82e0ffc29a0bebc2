"""Every way to sign in, stay signed in and sign out that the SDK has."""

import globus_sdk
import pytest
from globus_sdk.scopes import AuthScopes, TransferScopes
from globus_sdk.token_storage import MemoryTokenStorage
from globus_sdk.token_storage.validating_token_storage import IdentityMismatchError

from conftest import NATIVE_CLIENT, PORTAL, PORTAL_SECRET, SERVICE_ACCOUNT, SERVICE_ACCOUNT_SECRET
from local import is_active

ADA = "8ca28797-3541-4a5d-a264-05b00f91e608"
TRANSFER = TransferScopes.resource_server


def stored(app, resource_server=TRANSFER):
    return app.token_storage.get_token_data(resource_server)


@pytest.fixture
def client_app(globus):
    app = globus_sdk.ClientApp(
        "fidelity-service",
        client_id=SERVICE_ACCOUNT,
        client_secret=SERVICE_ACCOUNT_SECRET,
        config=globus_sdk.GlobusAppConfig(token_storage=MemoryTokenStorage()),
    )
    yield app
    app.close()


def test_a_native_app_signs_in_by_loopback(user_app, browser, globus):
    app = user_app()
    globus_sdk.TransferClient(app=app).task_list(limit=1)
    assert "code_challenge_method=S256" in browser.opened[0]
    assert stored(app).identity_id == ADA
    exchange = globus.requests("/v2/oauth2/token")[0]
    assert exchange["authorization"] is None
    assert ["client_id", NATIVE_CLIENT] in exchange["form"]


def test_a_native_app_signs_in_by_a_pasted_code(user_app, paste, browser, globus):
    app = user_app(login_flow_manager=paste)
    globus_sdk.TransferClient(app=app).task_list(limit=1)
    assert len(browser.opened) == 1
    assert "v2%2Fweb%2Fauth-code" in browser.opened[0]


def test_a_wrong_code_is_refused(globus):
    client = globus_sdk.NativeAppAuthClient(NATIVE_CLIENT)
    client.oauth2_start_flow(TransferScopes.all)
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        client.oauth2_exchange_code_for_tokens("guessed")
    assert caught.value.http_status == 401
    assert caught.value.raw_json == {"error": "invalid_grant"}


def test_a_confidential_app_signs_in_with_its_secret(user_app, paste, globus):
    app = user_app(
        client_id=PORTAL,
        client_secret=PORTAL_SECRET,
        login_flow_manager=paste,
        login_redirect_uri=globus.url + "v2/web/auth-code",
    )
    globus_sdk.TransferClient(app=app).task_list(limit=1)
    exchange = globus.requests("/v2/oauth2/token")[0]
    assert exchange["authorization"] == "Basic"
    assert not any(name == "code_verifier" for name, _ in exchange["form"])


def test_a_wrong_secret_is_refused(globus):
    client = globus_sdk.ConfidentialAppAuthClient(PORTAL, "guessed")
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        client.oauth2_client_credentials_tokens(TransferScopes.all)
    assert caught.value.http_status == 401


def test_a_service_account_needs_nobody(client_app, globus):
    globus_sdk.TransferClient(app=client_app).task_list(limit=1)
    grant = globus.requests("/v2/oauth2/token")[0]
    assert ["grant_type", "client_credentials"] in grant["form"]
    assert stored(client_app).refresh_token is None
    globus.control("access_tokens/expire")
    globus_sdk.TransferClient(app=client_app).task_list(limit=1)


def test_an_expired_token_is_refreshed_without_a_login(user_app, browser, globus):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    transfer.task_list(limit=1)
    before = stored(app)
    # The server expires it early. The SDK notices that by the 401.
    globus.control("access_tokens/expire")
    transfer.task_list(limit=1)
    after = stored(app)
    assert after.access_token != before.access_token
    assert after.refresh_token == before.refresh_token, "Globus does not rotate them today"
    assert len(browser.opened) == 1


def test_rotated_refresh_tokens_are_taken_over(user_app, browser, globus):
    globus.control("refresh_tokens/rotate", on=True)
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    transfer.task_list(limit=1)
    seen = {stored(app).refresh_token}
    for _ in range(2):
        globus.control("access_tokens/expire")
        transfer.task_list(limit=1)
        seen.add(stored(app).refresh_token)
    assert len(seen) == 3
    assert len(browser.opened) == 1


def test_a_revoked_refresh_token_says_so(user_app, globus):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    transfer.task_list(limit=1)
    globus.control("access_tokens/expire")
    globus.control("refresh_tokens/revoke")
    with pytest.raises(globus_sdk.AuthAPIError) as caught:
        transfer.task_list(limit=1)
    assert caught.value.raw_json == {"error": "invalid_grant"}


def test_logout_ends_every_token_at_the_server(user_app, globus):
    app = user_app()
    globus_sdk.TransferClient(app=app).task_list(limit=1)
    tokens = stored(app)
    app.logout()
    assert app.login_required()
    assert len(globus.requests("/v2/oauth2/token/revoke")) == 4, "two servers, two tokens each"
    client = globus_sdk.NativeAppAuthClient(NATIVE_CLIENT)
    for token in (tokens.access_token, tokens.refresh_token):
        assert not is_active(client, token)


def test_another_person_is_another_account(user_app, globus):
    app = user_app()
    globus_sdk.TransferClient(app=app).task_list(limit=1)
    globus.control("sign_in", identity="charles@uni.example")
    with pytest.raises(IdentityMismatchError):
        app.login(auth_params=globus_sdk.gare.GlobusAuthorizationParameters(prompt="login"))


def test_a_rotated_signing_key_is_found(user_app, globus):
    app = user_app()
    app.add_scope_requirements({AuthScopes.resource_server: [AuthScopes.openid]})
    app.login()
    globus.control("signing_key/rotate")
    other = user_app("another")
    other.login()
    assert not other.login_required()


def test_a_person_can_say_no(user_app, browser, globus):
    globus.control("sign_in", denies=True)
    app = user_app()
    with pytest.raises(globus_sdk.login_flows.LocalServerLoginError):
        globus_sdk.TransferClient(app=app).task_list(limit=1)
