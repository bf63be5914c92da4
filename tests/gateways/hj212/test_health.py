"""Whether the listener lives: told from its last sign, with what to do about it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import pytest

from qingtian.apps.operations.finding import State
from qingtian.gateways.hj212.health import gateway_findings
from qingtian.gateways.hj212.listener.keeper import SignOfLife
from qingtian.gateways.hj212.place import frames_folder, sign_path
from qingtian.gateways.hj212.settling import settle_new
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.standing import fold
from tests.gateways.hj212.test_settling import NOW, hour, logger, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
SIGN = SignOfLife(NOW.timestamp(), 1, 9212, 3, 2, 10, 0, 0, "", False, {})


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


def said(sign: SignOfLife | None, now: datetime = NOW) -> dict[str, State]:
    sign_path().parent.mkdir(parents=True, exist_ok=True)
    if sign is not None:
        sign_path().write_text(json.dumps(asdict(sign)), encoding="utf-8")
    return {one.code: one.state for one in gateway_findings(now, now)}


def test_an_office_without_loggers_is_told_nothing() -> None:
    assert said(None) == {}


@pytest.mark.parametrize(
    ("sign", "state"),
    [
        (None, State.WRONG),
        (SIGN, State.WELL),
        (replace(SIGN, at=NOW.timestamp() - 30), State.WELL),
        (replace(SIGN, at=NOW.timestamp() - 31), State.WRONG),
        (replace(SIGN, trouble="database or disk is full", waiting=7), State.WRONG),
        (replace(SIGN, quarantine_full=True), State.LOOK),
    ],
)
def test_the_sign_of_life_says_whether_anybody_listens(sign: SignOfLife | None, state: State) -> None:
    logger(None)
    assert said(sign)["hj212.listener"] == state


def test_a_sign_that_cannot_be_read_is_none() -> None:
    logger(None)
    sign_path().parent.mkdir(parents=True)
    sign_path().write_text("{", encoding="utf-8")
    assert said(None)["hj212.listener"] == State.WRONG


def test_a_stranger_wants_a_look_until_it_is_registered() -> None:
    store(hour(mn="NEW-1", verdict=Verdict.UNKNOWN))
    fold(frames_folder())
    assert said(SIGN)["hj212.unknown"] == State.LOOK
    logger(None, mn="NEW-1")
    assert "hj212.unknown" not in said(SIGN)


def test_frames_far_behind_want_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    logger(None)
    store(hour(), hour())
    monkeypatch.setattr("qingtian.gateways.hj212.health.FAR_BEHIND", 1)
    assert said(SIGN)["hj212.settle"] == State.LOOK
    settle_new(NOW)
    assert said(SIGN)["hj212.settle"] == State.WELL
