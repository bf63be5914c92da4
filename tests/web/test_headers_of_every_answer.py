"""Every answer is protected, refusals and failures too; a failure says a code and nothing of what was sent."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from django.test import Client

from qingtian.config.logs import JsonLine
from qingtian.config.rates import Rate
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SAID = "诸葛无名氏 13987654321"


@pytest.fixture(autouse=True)
def still(monkeypatch, settings):
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: at(TODAY, 9, 5))
    settings.ALLOWED_HOSTS = ["testserver"]


def broken(*_, **__):
    raise RuntimeError(SAID)


def client():
    return Client(raise_request_exception=False)


def too_many(settings):
    settings.RATES = settings.RATES | {"lookup": Rate(1, 3600)}
    client().post("/follow/", {"receipt": "YP-2222-3333"})
    return client().post("/follow/", {"receipt": "YP-2222-3333"})


ANSWERS = {
    "a page": (200, lambda s: client().get("/")),
    "to sign in": (302, lambda s: client().get("/desk/")),
    "a NUL": (400, lambda s: client().get("/follow/", {"a": "\0"})),
    "a foreign host": (400, lambda s: client().get("/", headers={"host": "evil.example"})),
    "a form too large": (400, lambda s: client().post("/follow/", {"receipt": "x" * 3_000_000})),
    "too many fields": (400, lambda s: client().post("/follow/", {f"f{n}": "" for n in range(1500)})),
    "no token": (403, lambda s: Client(enforce_csrf_checks=True).post("/follow/", {})),
    "nowhere": (404, lambda s: client().get("/nowhere/")),
    "a wrong link": (404, lambda s: client().get("/r/abcdefgh/")),
    "a wrong method": (405, lambda s: client().post("/air/")),
    "a photo too large": (422, None),
    "too often": (429, too_many),
    "a failure": (500, None),
    "health": (200, lambda s: client().get("/health/")),
}


def photo_too_large(monkeypatch, settings):
    settings.PHOTO_MAX_BYTES = 1000
    one = client()
    one.post("/report/what/", {"kinds": ["air"], "report": "焦糊味"})
    file = io.BytesIO(b"\xff\xd8\xff" + b"x" * 5000)
    file.name = "a.jpg"
    return one.post("/report/photos/", {"photos": [file]})


def failure(monkeypatch, settings):
    monkeypatch.setattr("qingtian.web.portal.views.follow.by_receipt", broken)
    return client().post("/follow/", {"receipt": "YP-2222-3333"})


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_protected(city, settings, monkeypatch, name):
    status, ask = ANSWERS[name]
    answer = ask(settings) if ask else {422: photo_too_large, 500: failure}[status](monkeypatch, settings)
    assert answer.status_code == status
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "*" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")
    assert re.fullmatch(r"[0-9a-f]{16}", answer["X-Request-Id"])
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


@pytest.mark.parametrize("name", ["a NUL", "a foreign host", "no token", "nowhere", "a failure"])
def test_no_error_page_asks_for_anything_the_policy_would_refuse(city, settings, monkeypatch, name):
    ask = ANSWERS[name][1]
    page = (ask(settings) if ask else failure(monkeypatch, settings)).content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|(?:src|href)=\"(?:https?:)?//", page)


def test_a_foreign_host_is_not_repeated(city):
    page = client().get("/", headers={"host": "evil.example"}).content.decode()
    assert "evil.example" not in page


def test_the_code_on_the_page_is_the_code_of_the_log_and_neither_says_what_was_sent(city, settings, monkeypatch):
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLine())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        answer = failure(monkeypatch, settings)
    finally:
        root.removeHandler(handler)
    page, written = answer.content.decode(), out.getvalue()
    code = answer["X-Request-Id"]
    assert page.count(code) == 2, "once in each language"
    [line] = [json.loads(line) for line in written.splitlines() if "exception" in line]
    assert line["request"] == code
    assert line["exception"]["class"] == "builtins.RuntimeError"
    for words in (*SAID.split(), "YP-2222", "2222-3333", "/follow/", "127.0.0.1"):
        assert words not in page + written
    assert answer["Cache-Control"] == "no-store"


def test_a_failure_in_what_every_page_shows_still_has_its_page_and_code(city, monkeypatch):
    monkeypatch.setattr("qingtian.web.context._city", broken)
    answer = client().get("/about/")
    assert (answer.status_code, answer.content.decode().count(answer["X-Request-Id"])) == (500, 2)
