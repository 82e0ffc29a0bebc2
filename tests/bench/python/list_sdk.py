"""Lists all flows and all tasks with the Python SDK's bound clients."""

import json
import os
import sys

import report

setting = json.loads(sys.stdin.readline())
for service in ("AUTH", "FLOWS", "TRANSFER"):
    os.environ[f"GLOBUS_SDK_SERVICE_URL_{service}"] = setting["url"]

import globus_sdk  # noqa: E402, the SDK reads the variables when imported
from globus_sdk.token_storage import MemoryTokenStorage, TokenStorageData  # noqa: E402

CLIENT_ID = "61338d24-54d5-408f-a10d-66c06b59f6d2"

storage = MemoryTokenStorage(namespace="DEFAULT")
storage.store_token_data_by_resource_server(
    {
        token["resource_server"]: TokenStorageData(
            resource_server=token["resource_server"],
            identity_id=token["identity_id"],
            scope=token["scope"],
            access_token=token["access_token"],
            refresh_token=token["refresh_token"],
            expires_at_seconds=token["expires_at"],
            token_type="Bearer",
        )
        for token in setting["tokens"]
    }
)
config = globus_sdk.GlobusAppConfig(token_storage=storage, request_refresh_tokens=True)
app = globus_sdk.UserApp("bench", client_id=CLIENT_ID, config=config)
scopes = globus_sdk.FlowsClient.scopes
flows = globus_sdk.FlowsClient(app=app, app_scopes=[scopes.view_flows, scopes.run_status])
transfer = globus_sdk.TransferClient(app=app)
count = 0
for _ in flows.paginated.list_flows(query_params={"per_page": 100}).items():
    count += 1
for _ in transfer.paginated.task_list().items():
    count += 1
report.write(count)
