"""Starts a local Globus, and points unmodified clients at it.

No part of the SDK or the CLI is replaced. Their addresses come from GLOBUS_SDK_SERVICE_URL_*, as
globus-local prints them, and the browser is a stand-in that follows redirects and shows nothing.

GLOBUS_LOCAL names the program to start, and GLOBUS_CLI the globus command.
"""

import os
import pathlib
import re
import subprocess
import sys
import webbrowser

import globus_sdk
import pytest
from globus_sdk.login_flows import CommandLineLoginFlowManager, LocalServerLoginFlowManager
from globus_sdk.token_storage import MemoryTokenStorage

from local import Local
from stub_browser import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE_CLIENT = "61338d24-54d5-408f-a10d-66c06b59f6d2"

# Clients that globus-local knows. Their secrets are public, and work nowhere else.
PORTAL = "0b9b2d9e-5b0b-4b0c-9a3e-5a1d5e7c9f00"
PORTAL_SECRET = "a-published-secret-of-the-local-globus"
SERVICE_ACCOUNT = "e2f6c8a4-7d31-4b95-8c0f-1a9b6d3e5c70"
SERVICE_ACCOUNT_SECRET = "another-published-secret-of-the-local-globus"


@pytest.fixture(scope="module")
def options():
    """Further arguments for the local Globus. A test file can override them."""
    return []


@pytest.fixture(scope="module")
def local_globus(options):
    """A local Globus for each test file. Its answers depend only on the seed."""
    program = os.environ.get("GLOBUS_LOCAL", str(ROOT / "target/debug/globus-local"))
    local = Local.start(program, *options)
    yield local
    local.stop()


@pytest.fixture
def globus(local_globus, monkeypatch):
    """The local Globus, reset. `control(path, **body)` does what no real client can."""
    local_globus.control("reset")
    for name, value in local_globus.environment.items():
        monkeypatch.setenv(name, value)
    return local_globus


@pytest.fixture
def browser(monkeypatch):
    """The user's browser. It follows redirects, keeps cookies and records the pages."""
    # The SDK takes these for a remote session without a browser.
    for name in ("SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    browser = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda using=None: browser)
    return browser


@pytest.fixture
def user_app(globus, browser):
    """Makes a UserApp that signs in through a local port. Keyword arguments configure it."""
    apps = []

    def make(name="fidelity", client_id=NATIVE_CLIENT, client_secret=None, **config):
        config.setdefault("login_flow_manager", LocalServerLoginFlowManager)
        config.setdefault("request_refresh_tokens", True)
        config.setdefault("token_storage", MemoryTokenStorage())
        app = globus_sdk.UserApp(
            name,
            client_id=client_id,
            client_secret=client_secret,
            config=globus_sdk.GlobusAppConfig(**config),
        )
        apps.append(app)
        return app

    yield make
    for app in apps:
        app.close()


@pytest.fixture
def paste(browser, monkeypatch, capsys):
    """A user at a terminal, who opens the printed URL and types the code from the page."""

    def answer(_prompt=""):
        printed = capsys.readouterr().out
        return browser.code(re.search(r"https?://\S+", printed)[0])

    monkeypatch.setattr("builtins.input", answer)
    return CommandLineLoginFlowManager


@pytest.fixture
def cli(globus, browser, tmp_path):
    """Runs the globus command with a home folder and tokens for this test only."""
    return Cli(globus, browser, tmp_path)


class Cli:
    def __init__(self, globus, browser, home):
        default = pathlib.Path(sys.executable).with_name("globus")
        self.program = os.environ.get("GLOBUS_CLI", str(default))
        self.browser = browser
        opener = pathlib.Path(__file__).with_name("stub_browser.py")
        self.environment = {
            **globus.environment,
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "BROWSER": f"{sys.executable} -B {opener} %s",
        }

    def __call__(self, *arguments, environment=None, check=True):
        """The finished process. With `check`, it must have succeeded."""
        done = subprocess.run(
            [self.program, *map(str, arguments)],
            env={**self.environment, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        if check:
            assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done

    def login(self, *arguments):
        """Signs in with the stand-in browser."""
        return self("login", *arguments)

    def paste_login(self, *arguments, command=("login",)):
        """Signs in by typing a code."""
        process = subprocess.Popen(
            [self.program, *command, "--no-local-server", *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        printed = ""
        for line in process.stdout:
            printed += line
            if line.startswith("http"):
                process.stdin.write(self.browser.code(line.strip()) + "\n")
                process.stdin.flush()
                break
        rest, _ = process.communicate(timeout=60)
        assert process.returncode == 0, printed + rest
        return printed + rest
