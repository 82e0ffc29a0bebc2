"""The local Globus as a process, and its control plane."""

import json
import re
import subprocess
import urllib.error
import urllib.request

SEED = 42


class Local:
    def __init__(self, process, environment):
        self.process = process
        self.environment = environment
        self.url = environment["GLOBUS_SDK_SERVICE_URL_AUTH"]

    @classmethod
    def start(cls, program, *options):
        process = subprocess.Popen(
            [program, "--auto-approve", "--control", "--seed", str(SEED), *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        environment = {}
        # The secret is the last line.
        while "GLOBUS_LOCAL_CONTROL_SECRET" not in environment:
            line = process.stdout.readline()
            assert line, "globus-local did not start"
            name, value = re.fullmatch(r"export (\w+)=(\S+)\n", line).groups()
            environment[name] = value
        return cls(process, environment)

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0, "it stops by itself when told to"
        self.process.stdout.close()

    def control(self, path, /, method="POST", **body):
        """The answer of the control plane to `body` at `path`."""
        request = urllib.request.Request(
            self.environment["GLOBUS_LOCAL_CONTROL"] + path,
            method=method,
            data=json.dumps(body).encode() if method == "POST" else None,
            headers={
                "Authorization": f"Bearer {self.environment['GLOBUS_LOCAL_CONTROL_SECRET']}",
                "Content-Type": "application/json",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from error

    def requests(self, path=""):
        """The requests to the services since the last reset, without secrets."""
        recorded = self.control("requests", method="GET")["requests"]
        return [request for request in recorded if request["path"].startswith(path)]


def is_active(client, token):
    """Whether Auth says that a token is active. The SDK has no method for this call."""
    body = {"token": token, "client_id": client.client_id}
    return client.post("/v2/oauth2/token/validate", data=body, encoding="form")["active"]
