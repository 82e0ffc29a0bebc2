"""Definitions for the tests of Flows."""

HELLO = "https://actions.globus.org/hello_world"
ASK = "https://actions.globus.org/weboption/wait_for_option"
VIEW_FLOWS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/view_flows"


def definition(**states):
    return {"StartAt": next(iter(states)), "States": states}


def action(url, **parameters):
    return {
        "Type": "Action",
        "ActionUrl": url,
        "Parameters": parameters,
        "ResultPath": "$.result",
        "WaitTime": 86400,
    }


def hello(seconds=20, **parameters):
    """Has a Pass state, says hello after this many seconds, makes a choice and ends."""
    return definition(
        First={"Type": "Pass", "Next": "Hello"},
        Hello={
            **action(HELLO, sleep_time=seconds, **{"echo_string.$": "$.say"}, **parameters),
            "Next": "Choose",
        },
        Choose={
            "Type": "Choice",
            "Choices": [{"Variable": "$.say", "StringEquals": "fail", "Next": "Fail"}],
            "Default": "Last",
        },
        Last={"Type": "Pass", "End": True},
        Fail={"Type": "Fail", "Error": "Asked", "Cause": "$.say"},
    )


def ask():
    options = [{"name": "Yes", "description": "Go on"}, {"name": "No", "description": "Stop"}]
    return definition(
        Ask={**action(ASK, prompt="Deploy?", options=options), "Next": "Last"},
        Last={"Type": "Pass", "InputPath": "$.result.details", "End": True},
    )


SCHEMA = {
    "type": "object",
    "required": ["say"],
    "properties": {"say": {"type": "string"}},
    "additionalProperties": False,
}
