"""The Python SDK, unmodified, signs in to globus-local and lists flows and tasks.

Only the browser is replaced: it follows redirects and shows nothing. The services' addresses
come from GLOBUS_SDK_SERVICE_URL_*, as globus-local prints them.
"""

import threading
import urllib.request
import webbrowser

import globus_sdk
from globus_sdk.login_flows import LocalServerLoginFlowManager
from globus_sdk.token_storage import MemoryTokenStorage

CLIENT_ID = "61338d24-54d5-408f-a10d-66c06b59f6d2"


class Browser(webbrowser.BaseBrowser):
    def open(self, url, new=0, autoraise=True):
        threading.Thread(target=lambda: urllib.request.urlopen(url).read()).start()
        return True


def check(what, is_true):
    if not is_true:
        raise SystemExit(f"FAILED: {what}")
    print(f"ok: {what}")
    return 1


def main():
    webbrowser.register("test-browser", None, Browser(), preferred=True)
    config = globus_sdk.GlobusAppConfig(
        login_flow_manager=LocalServerLoginFlowManager,
        request_refresh_tokens=True,
        token_storage=MemoryTokenStorage(),
    )
    passed = 0
    with globus_sdk.UserApp("sdk-spine", client_id=CLIENT_ID, config=config) as app:
        flows = globus_sdk.FlowsClient(app=app)
        transfer = globus_sdk.TransferClient(app=app)
        passed += check("a login is required at first", app.login_required())
        app.login()
        passed += check("and not after it", not app.login_required())

        pages = flows.paginated.list_flows(orderby="title ASC")
        titles = [flow["title"] for flow in pages.items()]
        passed += check("all flows are listed, page by page", len(titles) == 30)
        passed += check("in order", titles == sorted(titles, key=str.lower))
        found = flows.list_flows(filter_fulltext="cryo")["flows"]
        passed += check("the full text filter narrows", 0 < len(found) < 30)
        one = flows.get_flow(found[0]["id"])
        passed += check("one flow can be read", one["title"] == found[0]["title"])

        tasks = list(transfer.paginated.task_list())
        passed += check("all tasks are listed", sum(len(page["DATA"]) for page in tasks) == 200)
        done = transfer.task_list(limit=1000, filter={"status": "SUCCEEDED"})
        statuses = {task["status"] for task in done}
        passed += check("the status filter narrows", statuses == {"SUCCEEDED"})
        by_time = [task["request_time"] for task in transfer.task_list(orderby="request_time ASC")]
        passed += check("the order is kept", by_time == sorted(by_time))

        try:
            flows.get_flow("00000000-0000-0000-0000-000000000000")
            passed += check("an unknown flow is an error", False)
        except globus_sdk.FlowsAPIError as error:
            is_theirs = (error.http_status, error.code) == (404, "NOT_FOUND")
            passed += check("an unknown flow is an error of Flows", is_theirs)

        auth = globus_sdk.AuthClient(app=app, app_scopes=[globus_sdk.AuthClient.scopes.openid])
        info = auth.userinfo()
        is_gated = info["sub"] and "email" not in info.data
        passed += check("userinfo tells what the granted scopes allow, no more", is_gated)
        app.logout()
        passed += check("after logout a login is required", app.login_required())
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
