"""A chat with the small city's account, on a day that does not move."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.days import TODAY, at
from tests.web.portal.conftest import CITY
from tests.wechat_play import ENVIRONMENT, Chat, platform, through_client

NOW = at(TODAY, 14, 6)


@pytest.fixture
def account(monkeypatch, city):
    """The account of the tests, and 14:06 on every clock; ``account.now`` may be moved."""

    class Clock:
        now = NOW

        def time(self) -> float:
            return self.now.timestamp()

    clock = Clock()
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{name}", lambda: clock.now)
    monkeypatch.setattr("qingtian.gateways.wechat.actions.filing.city", lambda: CITY)
    return clock


@pytest.fixture
def chat(account) -> Chat:
    return Chat(through_client(Client()), clock=account.time)


@pytest.fixture
def wechat(account, monkeypatch):
    """WeChat's own server."""
    with platform() as running:
        monkeypatch.setenv("QINGTIAN_WECHAT_API", running.url)
        yield running
