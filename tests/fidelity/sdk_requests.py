"""Calls methods of the unmodified Globus SDK, so that a server can see what it sends.

Calls come in on standard input, one JSON document per line; for each, a line with what came of it
goes out. Where the services are, `GLOBUS_SDK_SERVICE_URL_*` say.
"""

import json
import sys

import globus_sdk
from globus_sdk.authorizers import AccessTokenAuthorizer
from globus_sdk.gare import GlobusAuthorizationParameters
from globus_sdk.login_flows import LoginFlowManager
from globus_sdk.token_storage import MemoryTokenStorage

CLIENT_ID = "61338d24-54d5-408f-a10d-66c06b59f6d2"
FLOW_ID = "24bc4997-b483-4c25-a19c-64b0afc00743"

TOKEN = AccessTokenAuthorizer("stored")
CLIENTS = {
    "transfer": globus_sdk.TransferClient(authorizer=TOKEN),
    "flows": globus_sdk.FlowsClient(authorizer=TOKEN),
    "flow": globus_sdk.SpecificFlowClient(FLOW_ID, authorizer=TOKEN),
    "auth": globus_sdk.AuthClient(authorizer=TOKEN),
    "groups": globus_sdk.GroupsClient(authorizer=TOKEN),
    "native": globus_sdk.NativeAppAuthClient(CLIENT_ID),
    "confidential": globus_sdk.ConfidentialAppAuthClient(CLIENT_ID, "client-secret"),
}


def argument(value):
    """Builds the SDK's own classes, which JSON can't represent."""
    match value:
        case {"TransferData": given}:
            data = globus_sdk.TransferData(*given["args"], **given["kwargs"])
            for args, kwargs in given["items"]:
                data.add_item(*args, **kwargs)
            for args, kwargs in given["rules"]:
                data.add_filter_rule(*args, **kwargs)
            return data
        case {"DeleteData": given}:
            data = globus_sdk.DeleteData(*given["args"], **given["kwargs"])
            for path in given["items"]:
                data.add_item(path)
            return data
        case _:
            return value


class Stop(Exception):
    """Stops a login after the part that is tested."""


class Watched(LoginFlowManager):
    """Runs a login up to its address, and exchanges a code if there is one."""

    @classmethod
    def for_globus_app(cls, app_name, login_client, config):
        # As the SDK's own managers do (`CommandLineLoginFlowManager.for_globus_app`).
        from globus_sdk.login_flows.command_line_login_flow_manager import (
            CommandLineLoginFlowManager as Own,
        )

        own = Own.for_globus_app(app_name, login_client, config)
        return cls(own)

    def __init__(self, own):
        super().__init__(
            own.login_client,
            request_refresh_tokens=own.request_refresh_tokens,
            native_prefill_named_grant=own.native_prefill_named_grant,
        )
        self.redirect_uri = own.redirect_uri

    def run_login_flow(self, auth_parameters):
        url = self._get_authorize_url(auth_parameters, self.redirect_uri)
        raise Stop(url)


def login(call):
    """The login address of a UserApp with all clients bound."""
    config = globus_sdk.GlobusAppConfig(
        login_flow_manager=Watched,
        token_storage=MemoryTokenStorage(),
        request_refresh_tokens=call["refresh_tokens"],
        login_redirect_uri=call.get("redirect_uri"),
    )
    secret = {"client_secret": "client-secret"} if call["confidential"] else {}
    with globus_sdk.UserApp("test-app", client_id=CLIENT_ID, config=config, **secret) as app:
        globus_sdk.TransferClient(app=app).add_app_data_access_scope(call["collections"])
        globus_sdk.FlowsClient(app=app)
        flow = globus_sdk.SpecificFlowClient(FLOW_ID, app=app)
        if call["collections"]:
            flow.add_app_transfer_data_access_scope(call["collections"])
        try:
            app.login(auth_params=GlobusAuthorizationParameters(**call["parameters"]), force=True)
        except Stop as stop:
            return str(stop)


def exchange(call):
    client = CLIENTS[call["client"]]
    if call["client"] == "native":
        client.oauth2_start_flow("openid", redirect_uri=call["redirect_uri"], refresh_tokens=True)
    else:
        client.oauth2_start_flow(call["redirect_uri"], "openid", refresh_tokens=True)
    client.oauth2_exchange_code_for_tokens("the-code")


def run(call):
    match call["method"]:
        case "login":
            return login(call)
        case "exchange":
            return exchange(call)
        case method:
            args = map(argument, call.get("args", []))
            getattr(CLIENTS[call["client"]], method)(*args, **call.get("kwargs", {}))


for line in sys.stdin:
    try:
        outcome = {"result": run(json.loads(line))}
    except Exception as problem:  # The request counts; its answer may be none that the SDK likes.
        outcome = {"problem": repr(problem)}
    print(json.dumps(outcome), flush=True)
