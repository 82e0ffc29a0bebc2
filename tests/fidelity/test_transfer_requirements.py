"""The requirements of collections, and the logins that satisfy them."""

import globus_sdk
import pytest
from globus_sdk.gare import is_gare, to_gare

MIDWAY = "aa752cea-8222-5bc8-acd9-555b09000000"
HPSS = "9cd89cfd-6d04-11e5-ba46-22000b92c6ec"
ORION = "59f7b3e8-1c64-4a2d-8f09-d4e2a7b6c153"
LABORATORY = "8d54fa01-3e96-4c2b-b7f8-9cae103d6f86"
ARCHIVE = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75"


def submission(source, destination):
    data = globus_sdk.TransferData(source, destination)
    data.add_item("/README.txt", "/copy.txt")
    return data


def test_data_access_asked_for_before_the_first_call(user_app):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    transfer.add_app_data_access_scope([MIDWAY, HPSS])
    assert "README.txt" in [file["name"] for file in transfer.operation_ls(MIDWAY)]
    assert transfer.submit_transfer(submission(MIDWAY, HPSS))["code"] == "Accepted"


def test_a_missing_consent_is_cured_by_a_login(user_app):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    for call in (
        lambda: transfer.operation_ls(MIDWAY),
        lambda: transfer.submit_transfer(submission(MIDWAY, HPSS)),
    ):
        with pytest.raises(globus_sdk.TransferAPIError) as refused:
            call()
        assert (refused.value.http_status, refused.value.code) == (403, "ConsentRequired")
        assert refused.value.info.consent_required
        gare = to_gare(refused.value)
        app.login(auth_params=gare.authorization_parameters)
        call()


def test_a_missing_consent_is_redriven(user_app):
    transfer = globus_sdk.TransferClient(app=user_app(auto_redrive_gares=True))
    assert transfer.operation_ls(MIDWAY)["endpoint"] == MIDWAY


@pytest.mark.parametrize("collection", [ORION, LABORATORY])
def test_a_session_error_is_cured_by_a_login(user_app, collection):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.operation_ls(collection)
    error = refused.value
    assert error.http_status == 502
    assert error.code == "ExternalError.DirListingFailed.LoginFailed"
    assert is_gare(error)
    app.login(auth_params=to_gare(error).authorization_parameters)
    assert transfer.operation_ls(collection)["total"] > 0


def test_a_submission_needs_the_session_too_and_is_redriven(user_app):
    transfer = globus_sdk.TransferClient(app=user_app(auto_redrive_gares=True))
    assert transfer.submit_transfer(submission(ORION, ARCHIVE))["code"] == "Accepted"


def test_a_task_that_lacks_a_consent_resumes_once_it_is_given(user_app):
    app = user_app()
    transfer = globus_sdk.TransferClient(app=app)
    [task] = transfer.task_list(filter="status:INACTIVE")
    assert task["nice_status_short_description"] == "consent required"
    assert task["destination_endpoint_id"] == HPSS
    transfer.add_app_data_access_scope(HPSS)
    app.login(force=True)
    resumed = transfer.get_task(task["task_id"])
    assert (resumed["status"], resumed["nice_status"], resumed["is_ok"]) == ("ACTIVE", "OK", True)


def test_the_command_line_consents(cli):
    cli.login()
    refused = cli("ls", f"{MIDWAY}:", check=False)
    assert refused.returncode == 4, refused.stderr
    assert "globus session consent" in refused.stdout + refused.stderr
    scope = f"urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/{MIDWAY}/data_access]"
    cli("session", "consent", scope)
    assert "README.txt" in cli("ls", f"{MIDWAY}:").stdout
