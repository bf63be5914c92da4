"""What a fresh form of an act holds already: what the phones sealed on the spot, for the officer to check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.inspections.sheets import answers_in_words, latest
from qingtian.apps.proceedings.models import Proceeding

SHANGHAI = ZoneInfo("Asia/Shanghai")


def offers(matter: Proceeding, act: str) -> Mapping[str, Any]:
    """By field; nothing for acts the field tells nothing of."""
    visit = Visit.objects.filter(proceeding=matter).select_related("proceeding").first()
    offered = OFFERED.get(act)
    return {name: value for name, value in offered(visit).items() if value} if visit and offered else {}


def in_the_city(at: str) -> str:
    """The phone's moment on the city's clock.

    >>> in_the_city("2026-11-27T01:05:09.120Z")
    '2026-11-27 09:05:09'
    """
    return datetime.fromisoformat(at).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def place_of(row: FieldEvidence) -> str:
    """Where it was captured; says so where the phone had no position."""
    return f"{row.lon},{row.lat} ±{row.accuracy} m" if row.lat else "无位置"


def _photos(visit: Visit) -> dict[str, str]:
    rows = FieldEvidence.objects.filter(visit=visit, kind="photo", received_at__isnull=False)
    lines = [
        f"{number}. {in_the_city(row.at)} {place_of(row)} SHA-256 {row.sha256}"
        for number, row in enumerate(rows.order_by("at", "pk"), 1)
    ]
    return {"photos": "\n".join(lines)}


def _arrival(visit: Visit) -> dict[str, str]:
    first = FieldEvidence.objects.filter(visit=visit).order_by("at").values_list("at", flat=True).first()
    return {"arrived_at": in_the_city(first)[:16] if first else "", "scan_code": latest(visit, "site").get("scan", "")}


def _record(visit: Visit) -> dict[str, str]:
    told = latest(visit, "site")
    return {
        "visit_time": told.get("time", ""),
        "findings": told.get("findings", ""),
        "remark": told.get("remark", ""),
        "checked": answers_in_words(visit),
    }


def _sampling(visit: Visit) -> dict[str, str]:
    told = latest(visit, "sampling")
    return {name: told.get(name, "") for name in ("points", "method", "sealed_by")}


def _inquiry(visit: Visit) -> dict[str, str]:
    told = latest(visit, "inquiry")
    return {name: told.get(name, "") for name in ("asked_as", "asked_where", "asked_from", "said")}


OFFERED: dict[str, Callable[[Visit], dict[str, str]]] = {
    "arrive": _arrival,
    "record": _record,
    "sample": _sampling,
    "ask": _inquiry,
    "show_photos": _photos,
}
