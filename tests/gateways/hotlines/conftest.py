"""A hotline that pushes orders to the small city."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest
from django.test import Client

from qingtian.apps.accounts.logbook import Doer
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.gateways.signing.canonical import signed_headers
from qingtian.web.api import hotlines as api
from tests.days import TODAY, at
from tests.gateways.conftest import act, report, sign_in
from tests.web.portal.conftest import CITY

__all__ = ["act", "report", "sign_in"]
NAME, PHONE = "司徒望舒", "13912345678"
NUMBERS = itertools.count(1)


def order(**more) -> dict:
    """An order as the reference shows it; ``more`` changes single fields."""
    return {
        "schema": "hotline-order/1",
        "source_system": "12345-370102",
        "external_no": "20261120000123",
        "source_channel": "phone",
        "business_type": "投诉",
        "category_path": ["环境保护", "大气污染", "异味"],
        "title": "夜间异味",
        "content": f"来电人{NAME}反映窑湾片区夜间有异味，电话{PHONE}。",
        "caller": {"name": NAME, "phone": PHONE, "anonymous": False, "confidential": True},
        "location": {"address": "窑湾路化工园", "district_code": "望溪区", "lon": None, "lat": None},
        "accepted_at": "2026-11-20T21:04:00+08:00",
        "dispatched_at": "2026-11-20T22:00:00+08:00",
        "due_at": "2026-11-25T18:00:00+08:00",
        "status": "dispatched",
        "updated_at": "2026-11-20T22:00:00+08:00",
        "unknown_field": f"{NAME} 备用",
        "raw": {},
        **more,
    }


@pytest.fixture
def hotline_as(city, settings, monkeypatch):
    """Calls as the partner of a code, entered for source systems: method, path, content → status and JSON."""
    settings.ALLOWED_HOSTS = ["testserver"]
    now = at(TODAY, 14, 6)
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: now)
    monkeypatch.setattr(api, "city", lambda: CITY)
    browser = Client()

    def entered(code: str, systems: list[str]):
        wanted = Wanted(code, "热线", "Hotline", ["hotline_push"], systems=systems)
        _, secret = add_partner(wanted, by=Doer(), now=now)

        def call(method: str, path: str, content: dict | None = None):
            body = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
            nonce = f"nonce-{next(NUMBERS):012d}"
            headers = signed_headers(code, secret, method, path, body, timestamp=int(now.timestamp()), nonce=nonce)
            answer = browser.generic(method, path, body, "application/json", headers=headers)
            return answer.status_code, answer.json()

        return call

    return entered


@pytest.fixture
def hotline(hotline_as):
    """Calls as the partner ``hotline``."""
    return hotline_as("hotline", ["12345-370102"])


BEFORE = date(2026, 11, 20)
