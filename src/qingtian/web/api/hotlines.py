"""``/api/hotline/orders/`` and ``/api/hotline/answers/``: signed, idempotent, an answer a row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_variables

from qingtian.config.city import city
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.hotlines.actions.take import Setting, counted, take
from qingtian.gateways.hotlines.codes import Codes
from qingtian.gateways.hotlines.messages import order_of
from qingtian.gateways.hotlines.queue import MOST, decide, hand_over, message, undecided
from qingtian.gateways.hotlines.systems import check_within, hotline_of
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.language import Text
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.api.signed import answer, json_object, signed

NO_ROWS = Text("“{name}”要是一个列表，最多 {most} 条。", "“{name}” must be a list of at most {most}.")
NO_ROW = Text("这一条不是对象。", "This entry is no object.")


@signed(Right.HOTLINE)
@sensitive_variables()
def orders(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """``{"orders": [hotline-order/1, …]}`` or one order. 200 with what became of each, in the order they came."""
    sent = json_object(body)
    rows = [sent] if "schema" in sent else _rows(sent, "orders")
    codes: dict[str, Codes] = {}
    told = [_taken(row, request, partner, codes) for row in rows]
    rejected = sum(one["outcome"] == "rejected" for one in told)
    return answer({"taken": len(told) - rejected, "rejected": rejected, "orders": told})


@signed(Right.HOTLINE)
def answers(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """GET what waits for this hotline; POST ``{"answers": [{"key", "accepted", "text"}, …]}`` what it says of them."""
    now: datetime = request.now  # type: ignore[attr-defined]
    if request.method == "POST":
        told = [_decided(row, now, partner) for row in _rows(json_object(body), "answers")]
        return answer({"answers": told})
    rows = list(undecided(systems=partner.speaks_for)[:MOST])
    hand_over(rows, now)
    return answer({"answers": [message(row) for row in rows]})


def _rows(sent: dict[str, Any], name: str) -> list[Any]:
    rows = sent.get(name)
    if not isinstance(rows, list) or len(rows) > settings.PARTNER_MAX_ROWS:
        words = NO_ROWS.format(name=name, most=settings.PARTNER_MAX_ROWS)
        raise UnusableInput("hotlines.rows", words, where=name)
    return rows


@sensitive_variables()
def _taken(row: Any, request: HttpRequest, partner: Partner, codes: dict[str, Codes]) -> dict[str, Any]:
    """One order; what is refused is said with its number and stops no other."""
    number = row.get("external_no") if isinstance(row, dict) else None
    named = {"external_no": number if isinstance(number, str | int) else None}
    now: datetime = request.now  # type: ignore[attr-defined]
    on: date = request.as_of  # type: ignore[attr-defined]
    try:
        if not isinstance(row, dict):
            raise UnusableInput("hotlines.no_object", NO_ROW)
        order = order_of(row)
        check_within(order.system, partner.speaks_for)
        hotline = hotline_of(order.system).id
        mapping = codes.setdefault(hotline, Codes(hotline, now))
        setting = Setting(mapping, partner.code, city().receiver, city().prefix, on, now)
        return named | counted(take(order, setting))
    except FieldsRefused as refused:
        field, why = next(iter(refused.faults.items()))
        return named | {"outcome": "rejected", "code": refused.code, "where": field, **why.as_dict()}
    except QingtianError as refused:
        where = {"code": refused.code, "where": refused.where}
        return named | {"outcome": "rejected", **where, **refused.message.as_dict()}


def _decided(row: Any, now: datetime, partner: Partner) -> dict[str, Any]:
    key = row.get("key") if isinstance(row, dict) else None
    named = {"key": key if isinstance(key, str) else None}
    try:
        if not isinstance(row, dict):
            raise UnusableInput("hotlines.no_object", NO_ROW)
        return named | {"state": decide(row, now, systems=partner.speaks_for).state}
    except QingtianError as refused:
        return named | {"state": "unknown", "code": refused.code, **refused.message.as_dict()}
