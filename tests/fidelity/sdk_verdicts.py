"""What the unmodified Globus SDK makes of scope strings and error bodies.

Questions come in on standard input, one JSON document per line; for each, a line with the SDK's
verdict goes out. What the SDK leaves to chance, the order of scopes, is sorted.
"""

import json
import sys

import requests
from globus_sdk import exc
from globus_sdk.gare import GARE, to_gare
from globus_sdk.gare import _variants as variants
from globus_sdk.scopes import Scope, ScopeParseError, ScopeParser
from globus_sdk.scopes.consents import ConsentForest, ConsentTreeConstructionError

REQUEST = requests.Request("GET", "https://example.org/").prepare()

# In the order of the SDK's own `_lenient_dict2gare`.
FORMS = [
    GARE.from_dict,
    lambda document: variants.LegacyAuthorizationParametersError.from_dict(document).to_auth_requirements_error(),
    lambda document: variants.LegacyConsentRequiredTransferError.from_dict(document).to_auth_requirements_error(),
    lambda document: variants.LegacyConsentRequiredAPError.from_dict(document).to_auth_requirements_error(),
    lambda document: variants.LegacyDependentConsentRequiredAuthError.from_dict(document).to_auth_requirements_error(),
]


def trees(scopes):
    """Each scope as a string, with its dependencies in alphabetical order."""
    return sorted(map(tree, scopes))


def tree(scope):
    name = ("*" if scope.optional else "") + scope.scope_string
    return f"{name}[{' '.join(trees(scope.dependencies))}]" if scope.dependencies else name


def parse(question):
    return {"scopes": trees(ScopeParser.parse(question["text"]))}


def merge(question):
    lists = [ScopeParser.parse(question[name]) for name in ("a", "b")]
    return {"scopes": trees(ScopeParser.merge_scopes(*lists))}


def build(scope_string, optional, dependencies):
    scope = Scope(scope_string).with_optional(optional)
    return scope.with_dependencies([build(*dependency) for dependency in dependencies])


def serialize(question):
    scopes = [build(*scope) for scope in question["scopes"]]
    return {"text": ScopeParser.serialize(scopes, reject_empty=False)}


def consents(question):
    rest = ("client scope effective_identity status allows_refresh auto_approved atomically_revocable").split()
    times = dict.fromkeys(("created", "updated", "last_used"), "2024-03-18T17:33:05.178254+00:00")
    full = [{**dict.fromkeys(rest, ""), **times, **consent} for consent in question["consents"]]
    forest = ConsentForest(full)
    return {"meets": forest.meets_scope_requirements(question["text"])}


def gare(question):
    response = requests.Response()
    response.status_code = 403
    response.headers["Content-Type"] = "application/json"
    # Guessing the encoding would take most of the time.
    response.encoding = "utf-8"
    response.url = REQUEST.url
    response.request = REQUEST
    response._content = json.dumps(question["body"]).encode()
    error = exc.GlobusAPIError(response)
    found = to_gare(error)
    if found is None:
        return {"gare": None}
    if asks(found):
        return {"gare": described(found)}
    # It asks for nothing. Finds the next form that would ask for something.
    return {"empty": described(found), "next": next_asking(error)}


def asks(found):
    """Whether a login would have anything to satisfy."""
    parameters = found.authorization_parameters
    # Python would accept other types here too, but the SDK has checked them.
    lists = (
        parameters.session_required_identities,
        parameters.session_required_policies,
        parameters.session_required_single_domain,
    )
    return bool(
        any(any(words or []) for words in lists)
        or parameters.session_required_mfa
        or parameters.prompt
        or scopes_of(parameters)
    )


def scopes_of(parameters):
    """Parses them as `GlobusApp._auth_params_with_required_scopes` does before a login."""
    return [scope for text in parameters.required_scopes or [] for scope in ScopeParser.parse(text)]


def next_asking(error):
    documents = [error.raw_json]
    if "errors" in error.raw_json:
        documents += [document.raw for document in error.errors]
    for document in documents:
        for form in FORMS:
            try:
                found = form(document)
            except (exc.ValidationError, IndexError):
                continue
            if asks(found):
                return described(found)
    return None


def described(found):
    parameters = found.authorization_parameters
    extra = parameters.extra if isinstance(parameters.extra, dict) else {}
    return {
        "code": found.code,
        "extra": found.extra,
        "session_message": parameters.session_message,
        "session_required_identities": parameters.session_required_identities or [],
        "session_required_policies": parameters.session_required_policies or [],
        "session_required_single_domain": parameters.session_required_single_domain or [],
        "session_required_mfa": parameters.session_required_mfa,
        "required_scopes": trees(scopes_of(parameters)),
        "prompt": parameters.prompt,
        "parameters_extra": extra,
    }


SUBJECTS = {"parse": parse, "merge": merge, "serialize": serialize, "consents": consents, "gare": gare}


def verdict(question):
    try:
        return SUBJECTS[question["subject"]](question)
    except (ScopeParseError, ConsentTreeConstructionError) as error:
        return {"error": str(error)}
    except (ValueError, IndexError, AttributeError) as error:
        # The SDK reports a bad scope string this way, and fails on other input.
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(verdict(json.loads(line))))
