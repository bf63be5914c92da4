"""Nothing a person said, is called or came from is ever in a log, whoever writes it."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from itertools import product

import pytest
from django.conf import settings
from django.test import Client, override_settings

from qingtian.config import logs
from qingtian.errors import UnusableInput
from qingtian.language import Text

NAME, PHONE, WORDS, ADDRESS, KEY = "田密封", "13800138000", "夜里焦糊味", "203.0.113.77", "Zm9vYmFyYmF6cXV4"
PLANTED = (NAME, PHONE, WORDS, ADDRESS, KEY, "%E7%94%B0", "\\u7530")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The product's own logging, everything on, into a string."""
    monkeypatch.setenv("QINGTIAN_LOG", "-")
    out = io.StringIO()
    configured = logs.configuration()
    configured["root"]["level"] = "DEBUG"
    configured["loggers"]["django"]["level"] = "DEBUG"
    configured["loggers"]["qingtian"]["level"] = "DEBUG"
    configured["handlers"]["out"]["stream"] = out
    logging.config.dictConfig(configured)
    yield out
    logging.config.dictConfig(settings.LOGGING)


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def nothing_planted(out: io.StringIO) -> None:
    text = out.getvalue()
    for secret in PLANTED:
        assert secret not in text, next(line for line in text.splitlines() if secret in line)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db(databases=["default", "identity"])
def test_a_thousand_requests_with_secrets_in_every_place_leave_none(written, city) -> None:
    client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=NAME)
    paths = (
        "/",
        "/report/what/",
        f"/r/{KEY}/",
        f"/r/{KEY}/%E7%94%B0/",
        "/follow/",
        "/desk/",
        "/desk/sign-in/",
        f"/{NAME}/",
        "/health/",
        "/metrics",
    )
    sent = 0
    for number, (path, method) in product(range(50), product(paths, ("get", "post"))):
        values = {"name": NAME, "phone": f"{PHONE}", "report": WORDS, "key": KEY, "n": number}
        query = f"?name={NAME}&phone={PHONE}&key={KEY}" if method == "post" else ""
        getattr(client, method)(
            path + query, values, HTTP_REFERER=f"http://x/r/{KEY}/", HTTP_COOKIE=f"qingtian_report={KEY}"
        )
        sent += 1
    assert sent == 1000
    told = [line for line in lines(written) if line["logger"] == "qingtian.request"]
    assert len(told) == 1000
    assert all(line["request"] and line["view"] and line["status"] and line["ms"] >= 0 for line in told)
    nothing_planted(written)


def refuses(*_: object) -> None:
    raise ValueError(f"bad value {NAME} {PHONE}") from KeyError(KEY)


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_page_that_breaks_leaves_its_lines_and_not_its_words(written, city, monkeypatch) -> None:
    monkeypatch.setattr("qingtian.web.health_page.alive", refuses)
    answer = Client(raise_request_exception=False).get("/health/", {"name": NAME})
    assert answer.status_code == 500
    broken = [line for line in lines(written) if "exception" in line]
    assert broken
    assert broken[0]["exception"]["class"] == "builtins.ValueError"
    assert broken[0]["exception"]["cause"]["class"] == "builtins.KeyError"
    assert any("health_page.py" in line for line in broken[0]["exception"]["lines"])
    nothing_planted(written)


@pytest.mark.parametrize("logger", ["django.db.backends", "some.library", "qingtian.portal", "root", "py.warnings"])
def test_no_logger_passes_by_the_formatter(written, logger: str) -> None:
    log = logging.getLogger(logger)
    for say in (
        lambda: log.error("SELECT %s", f"'{NAME}'", extra={"params": (PHONE,)}),
        lambda: log.warning("%(who)s came", {"who": NAME}),
        lambda: log.error("sent", extra={"data": {"name": NAME, "view": WORDS, "code": f"x {NAME}"}}),
        lambda: log.error("failed", exc_info=UnusableInput("x.y", Text(NAME, PHONE))),
        lambda: log.error("failed", stack_info=True, extra={"request": ADDRESS}),
    ):
        say()
    if not logger.startswith("qingtian."):
        log.error(f"reporter {NAME} {PHONE} from {ADDRESS}")  # put together before it was logged: withheld
    assert len(lines(written)) >= 5
    nothing_planted(written)


def test_our_own_loggers_are_constant_words() -> None:
    """The one promise the formatter takes on trust: our own messages are written out, never put together."""
    import ast
    from pathlib import Path

    import qingtian

    wrong = []
    for path in Path(qingtian.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical"}
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"logger", "log", "logging"}
                and not (node.args and isinstance(node.args[0], ast.Constant))
            ):
                wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []


def test_a_user_is_one_word_and_nobody_can_tell_who() -> None:
    assert logs.opaque(7, "a") == logs.opaque(7, "a") != logs.opaque(8, "a")
    assert logs.opaque(7, "a") != logs.opaque(7, "b")


def test_a_log_file_is_turned_over_and_nothing_is_lost(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 2000)
    monkeypatch.setattr(logs, "OLDER", 50)
    handlers = [logs.TurningFile(tmp_path / "q.log", encoding="utf-8", delay=True) for _ in range(2)]  # two processes
    for handler in handlers:
        handler.setFormatter(logs.JsonLine())
    for number in range(100):
        record = logging.LogRecord("qingtian.t", logging.INFO, __file__, 1, "said", (), None)
        record.data = {"count": number}
        handlers[number % 2].handle(record)
    found = [
        json.loads(line)["count"]
        for path in tmp_path.glob("q.log*")
        if path.suffix != ".lock"
        for line in path.read_text().splitlines()
    ]
    assert sorted(found) == list(range(100))
    assert len(list(tmp_path.glob("q.log.*"))) > 3


@pytest.mark.django_db(databases=["default", "identity"])
def test_metrics_are_for_nobody_until_somebody_is_named(city, monkeypatch) -> None:
    client = Client(REMOTE_ADDR="10.1.2.3")
    assert client.get("/metrics").status_code == 404
    monkeypatch.setenv("QINGTIAN_METRICS_FROM", "10.1.0.0/16, ::1")
    assert client.get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="10.2.0.1").get("/metrics").status_code == 404
    monkeypatch.setenv("QINGTIAN_METRICS_TOKEN", "long secret")
    assert Client(REMOTE_ADDR="10.2.0.1", HTTP_AUTHORIZATION="Bearer long secret").get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="10.2.0.1", HTTP_AUTHORIZATION="Bearer long secre").get("/metrics").status_code == 404


@pytest.mark.django_db(databases=["default", "identity"])
def test_metrics_count_by_the_name_of_the_view_and_never_by_address(city, monkeypatch) -> None:
    monkeypatch.setenv("QINGTIAN_METRICS_FROM", "127.0.0.1")
    client = Client()
    client.get(f"/r/{KEY}/")
    client.get(f"/{NAME}/")
    text = client.get("/metrics").content.decode()
    assert 'qingtian_requests_total{method="GET",status="404",view="portal:receipt"}' in text
    assert 'view="nowhere"' in text
    assert "qingtian_disk_free_bytes" in text
    assert KEY not in text
    assert NAME not in text


@override_settings(ROOT_URLCONF="qingtian.config.urls")
def test_settings_log_through_the_one_formatter() -> None:
    assert settings.LOGGING["formatters"] == {"line": {"()": logs.JsonLine}}
    assert [h["formatter"] for h in settings.LOGGING["handlers"].values()] == ["line"]
