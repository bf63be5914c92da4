"""``/api/opinion/``: a monitoring service pushes what was said in public; signed, idempotent, an answer an item."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.opinion.actions.take import city_names, take
from qingtian.apps.opinion.door import admitted
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.insight.reading.places import Gazetteer
from qingtian.language import Text
from qingtian.web.api.signed import answer, json_object, signed

NO_ITEMS = Text("“items”要是一个列表，最多 {most} 条。", "“items” must be a list of at most {most}.")
NO_ITEM = Text("这一条不是对象。", "This entry is no object.")


@signed(Right.OPINION)
@sensitive_variables()
def opinion(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """``{"items": [{"number", "source", "text", "place", "time", "link"}, …]}``; other keys are dropped unread."""
    items = json_object(body).get("items")
    if not isinstance(items, list) or len(items) > settings.PARTNER_MAX_ROWS:
        raise UnusableInput("opinion.items", NO_ITEMS.format(most=settings.PARTNER_MAX_ROWS), where="items")
    now: datetime = request.now  # type: ignore[attr-defined]
    names = city_names()
    told = [_taken(item, now, names, partner) for item in items]
    rejected = sum(one["outcome"] == "rejected" for one in told)
    return answer({"taken": len(told) - rejected, "rejected": rejected, "items": told})


@sensitive_variables()
def _taken(row: Any, now: datetime, names: Gazetteer, partner: Partner) -> dict[str, Any]:
    """One item; what is refused is said with its number and stops no other."""
    number = row.get("number") if isinstance(row, dict) else None
    named = {"number": number if isinstance(number, str | int) and not isinstance(number, bool) else None}
    try:
        if not isinstance(row, dict):
            raise UnusableInput("opinion.no_object", NO_ITEM)
        item = admitted({"source": partner.title_zh, **row})
        return named | {"outcome": take(item, now=now, names=names)}
    except QingtianError as refused:
        return named | {
            "outcome": "rejected",
            "code": refused.code,
            "where": refused.where,
            **refused.message.as_dict(),
        }
