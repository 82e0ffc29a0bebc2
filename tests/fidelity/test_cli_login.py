"""The Globus CLI signs in as it does at Globus, with a client that it creates itself."""

import json

import pytest

from conftest import SERVICE_ACCOUNT, SERVICE_ACCOUNT_SECRET

ADA = "8ca28797-3541-4a5d-a264-05b00f91e608"


def test_login_by_loopback_and_logout(cli, globus):
    assert cli("whoami", check=False).returncode != 0
    assert "successfully logged in" in cli.login().stdout
    assert [one["method"] for one in globus.requests("/v2/api/clients")] == ["POST"]
    assert cli("whoami").stdout == "ada@uni.example\n"
    assert "already logged in" in cli("login").stdout
    cli("logout", "--yes")
    assert cli("whoami", check=False).returncode != 0


def test_login_by_a_pasted_code(cli):
    assert "successfully logged in" in cli.paste_login()
    told = json.loads(cli("whoami", "--linked-identities", "--format", "json").stdout)
    assert [one["username"] for one in told] == [
        "ada@uni.example",
        "lovelace@lab.example",
        "ada@globusid.example",
    ]


def test_session_show_and_update(cli):
    cli.login()
    shown = json.loads(cli("session", "show", "--format", "json").stdout)
    assert list(shown["authentications"]) == [ADA]
    assert "ada@uni.example" in cli("session", "show").stdout
    cli.paste_login("lovelace@lab.example", command=("session", "update"))
    shown = cli("session", "show").stdout
    assert "lovelace@lab.example" in shown


def test_a_consent_is_added_to_a_login(cli, globus):
    scope = "https://auth.globus.org/scopes/542a86fc-1766-450d-841f-065488a2ec01/data_access"
    cli.login()
    wanted = f"urn:globus:auth:scope:transfer.api.globus.org:all[*{scope}]"
    printed = cli.paste_login(wanted, command=("session", "consent"))
    assert "successfully updated" in printed
    asked = dict(globus.requests("/v2/oauth2/authorize")[-1]["query"])["scope"]
    assert wanted in asked.split(" ")


def test_identities_are_looked_up(cli):
    cli.login()
    assert cli("get-identities", "ada@uni.example").stdout == f"{ADA}\n"
    assert cli("get-identities", ADA).stdout == "ada@uni.example\n"


def test_a_service_account_needs_no_login(cli):
    account = {
        "GLOBUS_CLI_CLIENT_ID": SERVICE_ACCOUNT,
        "GLOBUS_CLI_CLIENT_SECRET": SERVICE_ACCOUNT_SECRET,
    }
    told = cli("task", "list", "--limit", "3", "--format", "json", environment=account)
    assert "DATA" in json.loads(told.stdout)


def test_a_rejected_refresh_token_asks_for_a_new_login(cli, globus):
    cli.login()
    globus.control("access_tokens/expire")
    globus.control("refresh_tokens/revoke")
    failed = cli("whoami", check=False)
    assert failed.returncode != 0
    assert "globus login" in failed.stderr
    cli.login()
    assert cli("whoami").stdout == "ada@uni.example\n"


def test_a_run_is_found_by_its_id_for_a_protected_flow(cli, globus):
    """The login that the CLI proposes has the flow's own scope, and Search tells which flow it is."""
    cli.login()
    runs = json.loads(cli("flows", "run", "list", "--format", "json").stdout)["runs"]
    run = runs[0]
    globus.control(
        "demand",
        path=f"/runs/{run['run_id']}",
        form="canonical",
        parameters={"session_required_mfa": True},
    )
    failed = cli("flows", "run", "show", run["run_id"], check=False)
    assert failed.returncode != 0
    assert "globus session consent" in failed.stdout
    assert [one["method"] for one in globus.requests("/v1/index/")] == ["POST"]
    assert f"flow_{run['flow_id'].replace('-', '_')}_user" in failed.stdout
