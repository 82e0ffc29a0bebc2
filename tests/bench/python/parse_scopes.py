"""Parses a long scope string with the Python SDK."""

import sys
import time

import report
from globus_sdk.scopes import ScopeParser

text = sys.stdin.read()
begun = time.perf_counter()
scopes = ScopeParser.parse(text)
report.write(len(scopes), (time.perf_counter() - begun) * 1e6)
