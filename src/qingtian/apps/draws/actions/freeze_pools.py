"""Freeze the pools (冻结名单): as the records say on the day, with a secret number, before the seed exists."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction

from qingtian.apps.draws.models import RandomDraw
from qingtian.apps.draws.pools import OwnPools, pools_of_office
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.drawing.pools import pools_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

NO_POOLS = Text(
    "名单由系统按当天的记录冻结，不能手写。", "The pools are frozen from the records of the day, not by hand."
)
#: pools on their way into the act that freezes them, by their digest
_ON_THE_WAY: dict[str, OwnPools] = {}


def freeze_pools(
    *,
    by: Actor,
    on: date,
    now: datetime,
    subject: str,
    year: str,
    quarter: str,
    seed_source: str,
    draw_by: str,
    major_risk: str = "",
    replaces: str = "",
    once: str | None = None,
    generated: bool = False,
    nonce: str = "",
) -> Proceeding:
    """Open a draw of the actor's office. ``nonce`` is chosen here unless a demonstration repeats itself.

    Raises Refused (FieldsRefused); ``draws.no_ratio`` and ``draws.no_party`` as ``pools_of_office`` does.
    """
    office = Organ.objects.select_related("area").filter(code=by.organ or "").first()
    if office is None or not year.isdecimal() or quarter not in ("1", "2", "3", "4"):
        own, given = None, dict[str, Any]()
    else:
        secret = nonce or secrets.token_hex(16)
        own = pools_of_office(office, int(year), int(quarter), on, added=major_risk, nonce=secret)
        given = _of_pools(own)
    fields = {
        "subject": subject,
        "area": office.area.code if office and office.area else "",
        "year": year,
        "quarter": quarter,
        "seed_source": seed_source,
        "draw_by": draw_by,
        "major_risk": major_risk,
        "replaces": replaces,
        **given,
    }
    fields = {name: value for name, value in fields.items() if value not in ("", None)}
    if own is not None:
        _ON_THE_WAY[own.pools.digest] = own
    try:
        return open_proceeding(
            "random_draw", by=by, on=on, now=now, title=subject[:200], fields=fields, once=once, generated=generated
        )
    finally:
        if own is not None:
            _ON_THE_WAY.pop(own.pools.digest, None)


def _of_pools(own: OwnPools) -> dict[str, Any]:
    pools = own.pools
    return {
        "algorithm": pools.algorithm,
        "objects": len(pools.objects),
        "officers": len(pools.officers),
        "shares": own.shares.zh,
        "pool_digest": pools.digest,
    }


def keep_pools(performed: Performed) -> None:
    """The effect: the pools of that digest, of the act's own office, are kept. Raises Refused ``draws.no_pools``."""
    facts, office = performed.after.facts, performed.after.organ("office") or ""
    own = _ON_THE_WAY.get(str(facts["pool_digest"]))
    if own is None or pools_of(own.pools.as_record()).digest != facts["pool_digest"]:
        raise Refused("draws.no_pools", NO_POOLS)
    replaces = (performed.values.get("replaces") or {}).get("number")
    with transaction.atomic():
        RandomDraw.objects.create(
            proceeding=performed.proceeding,
            office=office,
            level=Organ.objects.get(code=office).level,
            year=int(facts["year"]),
            quarter=int(facts["quarter"]),
            pools=own.pools.as_record(),
            posts=dict(own.posts),
            replaces=RandomDraw.objects.filter(proceeding__number=replaces).first() if replaces else None,
        )
