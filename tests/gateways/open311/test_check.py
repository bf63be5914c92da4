"""The checker finds each defect and nothing in a server that keeps every rule."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner

from qingtian.errors import UnusableInput
from qingtian.gateways.open311.check import describing, listing, posting
from qingtian.gateways.open311.check.tried import Tried
from qingtian.gateways.open311.commands import check, open311_check
from tests.gateways.open311.small_server import BASE, DEFECTS, KEY, ROOT, SmallServer

pytestmark = pytest.mark.once
RULES = [rule.id for module in (describing, listing, posting) for rule in module.RULES]


def findings(server: SmallServer, *, post: bool = True) -> dict[str, str]:
    tried = Tried(BASE, f"{ROOT}/open311/discovery", key=KEY, post=post, call=server)
    return {one.rule.id: one.outcome for one in check(tried)}


def test_a_server_that_keeps_every_rule_passes_every_rule():
    found = findings(SmallServer())
    assert {rule: outcome for rule, outcome in found.items() if outcome != "pass"} == {}


@pytest.mark.parametrize("defect", sorted(DEFECTS))
def test_each_defect_is_found(defect):
    rule, change, raw = DEFECTS[defect]
    assert findings(SmallServer(change, raw))[rule] == "fail"


def test_every_rule_has_a_defect_that_breaks_it():
    known = {rule for rule, _, _ in DEFECTS.values()} | {"discovery-json", "requests-bounded"}
    assert set(RULES) == known
    assert len(RULES) == len(set(RULES))


def test_nothing_is_posted_unless_asked():
    found = findings(SmallServer(), post=False)
    assert {found[rule.id] for rule in posting.RULES} == {"untried"}


@pytest.fixture
def address():
    """The small server on a port, broken in one place."""
    broken = SmallServer(DEFECTS["a state of its own"][1])

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = self.headers.get("Content-Length")
            sent = dict(parse_qsl(self.rfile.read(int(length)).decode())) if length else None
            answer = broken(f"http://{self.headers['Host']}{self.path}", sent, dict(self.headers))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _serve

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/open311/v2"
    server.shutdown()
    server.server_close()


def test_the_command_says_each_rule_and_fails_for_one(address, monkeypatch):
    monkeypatch.setenv("QINGTIAN_LANG", "en")
    ran = CliRunner().invoke(open311_check, [address])
    assert ran.exit_code == 1
    assert "✗ requests-status" in ran.output
    assert ran.output.count("✗") >= 1
    told = json.loads(CliRunner().invoke(open311_check, [address, "--json"]).output)
    assert [one["rule"] for one in told] == RULES
    assert set(told[0]) == {"rule", "clause", "says", "outcome", "why"}


def test_what_does_not_answer_is_said():
    for url in ("http://127.0.0.1:9/open311/v2", "ftp://x"):
        ran = CliRunner().invoke(open311_check, [url])
        assert isinstance(ran.exception, UnusableInput)
