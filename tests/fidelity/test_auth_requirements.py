"""Errors that ask for a login, in every form, and the login that resolves them."""

import globus_sdk
import pytest
from globus_sdk.gare import GlobusAuthorizationParameters, to_gare
from globus_sdk.scopes import TransferScopes

COLLECTION = "542a86fc-1766-450d-841f-065488a2ec01"
DATA_ACCESS = f"https://auth.globus.org/scopes/{COLLECTION}/data_access"
CONSENT = {"required_scopes": [f"{TransferScopes.all}[*{DATA_ACCESS}]"]}
MFA = {"session_required_mfa": True, "prompt": "login"}
LIST = "/v0.10/task_list"
MAPPED = "aa752cea-8222-5bc8-acd9-555b09000000"


@pytest.fixture
def app(user_app):
    app = user_app()
    globus_sdk.TransferClient(app=app)
    app.login()
    return app


def refusal(transfer):
    with pytest.raises(globus_sdk.TransferAPIError) as caught:
        transfer.task_list(limit=1)
    gare = to_gare(caught.value)
    assert gare is not None, caught.value.raw_json
    return caught.value.http_status, gare.authorization_parameters


@pytest.mark.parametrize("form", ["canonical", "transfer_consent", "action_provider_consent", "dependent_consent"])
def test_a_missing_consent_is_cured_by_a_login(app, globus, form):
    transfer = globus_sdk.TransferClient(app=app)
    globus.control("demand", path=LIST, form=form, parameters=CONSENT)
    status, parameters = refusal(transfer)
    assert (status, parameters.required_scopes) == (403, CONSENT["required_scopes"])
    # A login without the consent doesn't help.
    app.login(force=True)
    refusal(transfer)
    app.login(auth_params=parameters)
    transfer.task_list(limit=1)


def test_the_consent_that_a_mapped_collection_wants_is_cured_by_a_login(app):
    """Without help from the control plane."""
    transfer = globus_sdk.TransferClient(app=app)
    with pytest.raises(globus_sdk.TransferAPIError) as caught:
        transfer.operation_ls(MAPPED)
    app.login(auth_params=to_gare(caught.value).authorization_parameters)
    assert len(transfer.operation_ls(MAPPED)["DATA"]) > 0


@pytest.mark.parametrize("form", ["canonical", "legacy_parameters", "grid_ftp"])
def test_a_missing_second_factor_is_cured_by_run_login_flow(app, globus, browser, form):
    transfer = globus_sdk.TransferClient(app=app)
    globus.control("demand", path=LIST, form=form, parameters=MFA)
    status, parameters = refusal(transfer)
    assert (status, parameters.session_required_mfa) == (502 if form == "grid_ftp" else 403, True)
    app.login(auth_params=parameters)
    assert "session_required_mfa=True" in browser.opened[-1]
    transfer.task_list(limit=1)


def test_a_login_without_the_second_factor_does_not_cure(app, globus):
    transfer = globus_sdk.TransferClient(app=app)
    globus.control("demand", path=LIST, form="canonical", parameters=MFA)
    _, parameters = refusal(transfer)
    globus.control("sign_in", heeds_request=False)
    app.login(auth_params=parameters)
    refusal(transfer)


@pytest.mark.parametrize(
    ("required", "username"),
    [
        ({"session_required_single_domain": ["lab.example"]}, "lovelace@lab.example"),
        ({"session_required_identities": ["ada@globusid.example"]}, "ada@globusid.example"),
    ],
)
def test_a_session_with_another_linked_identity(app, globus, required, username):
    transfer = globus_sdk.TransferClient(app=app)
    globus.control("demand", path=LIST, form="canonical", parameters=required)
    _, parameters = refusal(transfer)
    app.login(auth_params=parameters)
    transfer.task_list(limit=1)
    # The effective identity belongs to the same user.
    auth = globus_sdk.AuthClient(app=app, app_scopes=["openid", "profile"])
    info = auth.userinfo()
    assert info["preferred_username"] == "ada@uni.example"
    last = {one["username"]: one["last_authentication"] for one in info["identity_set"]}
    assert last[username] is not None


def test_the_sdk_redrives_by_itself_if_told_to(user_app, globus, browser):
    app = user_app(auto_redrive_gares=True)
    transfer = globus_sdk.TransferClient(app=app)
    app.login()
    globus.control("demand", path=LIST, form="canonical", parameters=CONSENT)
    transfer.task_list(limit=1)
    assert len(browser.opened) == 2


def test_a_partial_grant_is_seen(user_app, globus):
    globus.control("sign_in", withhold=[str(TransferScopes.all)])
    app = user_app()
    app.add_scope_requirements({"transfer.api.globus.org": [TransferScopes.all]})
    app.login()
    assert app.login_required()
    globus.control("sign_in", withhold=[])
    app.login()
    assert not app.login_required()


def test_message_and_requirements_reach_the_login_page(app, browser):
    app.login(
        auth_params=GlobusAuthorizationParameters(
            session_message="Please authenticate with MFA",
            session_required_mfa=True,
            prompt="login",
        )
    )
    assert "session_message=Please+authenticate+with+MFA" in browser.opened[-1]
    assert "prompt=login" in browser.opened[-1]
