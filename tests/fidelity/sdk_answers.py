"""Every answer that `globus_sdk.testing` ships for Auth, Flows, Groups and Transfer, one JSON
document per line, with what the unmodified SDK reads from those that are errors.
"""

import importlib
import inspect
import json
import pkgutil

import globus_sdk
from globus_sdk.gare import to_gare
from globus_sdk.testing import ResponseList, construct_error
from globus_sdk.testing import data as shipped

ERRORS = {
    "auth": globus_sdk.AuthAPIError,
    "flows": globus_sdk.FlowsAPIError,
    "groups": globus_sdk.GroupsAPIError,
    "transfer": globus_sdk.TransferAPIError,
}


def modules(service):
    package = importlib.import_module(f"{shipped.__name__}.{service}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(module.name)


def wanted_query(response):
    """The parameters that a request needs to get this answer."""
    query = {}
    for matcher in response.match or ():
        if matcher.__qualname__.startswith("query_param_matcher"):
            query.update(inspect.getclosurevars(matcher).nonlocals["params_dict"])
    return {name: str(value) for name, value in query.items()}


def error(service, response):
    if response.status < 400:
        return None
    found = construct_error(
        http_status=response.status, body=response.json, error_class=ERRORS[service]
    )
    gare = to_gare(found)
    return {
        "code": found.code,
        "message": found.message,
        "request_id": found.request_id,
        "gare": gare and gare.to_dict(),
    }


def answers():
    for service in ERRORS:
        for module in modules(service):
            # Modules whose names begin with `_` hold parts that the others share.
            responses = getattr(module, "RESPONSES", None)
            if responses is None:
                assert module.__name__.split(".")[-1].startswith("_") or module.__path__, module
                continue
            operation = module.__name__.removeprefix(f"{shipped.__name__}.")
            for case in responses.cases():
                found = responses.lookup(case)
                series = found.responses if isinstance(found, ResponseList) else [found]
                for response in series:
                    assert response.service == service, operation
                    assert response.json is not None and not response.headers, operation
                    yield {
                        "operation": operation,
                        "case": case,
                        "series": isinstance(found, ResponseList),
                        "method": response.method,
                        "path": response.path,
                        "query": wanted_query(response),
                        "status": response.status,
                        "body": response.json,
                        "error": error(service, response),
                    }


for answer in answers():
    print(json.dumps(answer))
