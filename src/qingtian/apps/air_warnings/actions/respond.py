"""Note what units did (记单位响应): told, acknowledged, done, checked, each by an act; undone with the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from qingtian.apps.air_warnings.actions.keep import written
from qingtian.apps.air_warnings.models import AirWarning, ListedUnit, Response
from qingtian.apps.proceedings.chapters import Performed
from qingtian.law import load_law

ANSWER, RESPOND = "warnings.acknowledge", "warnings.respond"


def units_of(values: Any) -> list[int]:
    """Numbers as the field holds them."""
    return list(dict.fromkeys(int(one) for one in str(values.get("units") or "").split(",") if one.strip()))


def tell(performed: Performed) -> None:
    """A row a unit, with the measures of the tier as they stand; whom the tier was told already keeps its row."""
    warning = AirWarning.objects.get(proceeding=performed.proceeding)
    at, law = _at(performed), load_law()
    answer, respond = (
        at + timedelta(hours=float(law.figure(id_, on=performed.act.on).value)) for id_ in (ANSWER, RESPOND)
    )
    told = set(warning.responses.filter(tier=warning.tier).values_list("unit_id", flat=True))
    Response.objects.bulk_create(
        Response(
            warning=warning, unit=unit, tier=warning.tier, measures=unit.measures(warning.tier), told_at=at,
            channel=str(performed.values["channel"])[:80], told_act=performed.act.seq, answer_by=answer,
            respond_by=respond,
        )
        for unit in ListedUnit.objects.filter(pk__in=units_of(performed.values))
        if unit.pk not in told
    )  # fmt: skip


def untell(performed: Performed) -> None:
    _warning_rows(performed).filter(told_act=performed.extra["voided"]["seq"]).delete()


def acknowledge(performed: Performed) -> None:
    """A first acknowledgement counts; a second one changes nothing."""
    for row in _named(performed):
        if row.acknowledged_at is None:
            row.acknowledged_at, row.acknowledged_act = _at(performed), performed.act.seq
            row.save(update_fields=["acknowledged_at", "acknowledged_act"])


def report_done(performed: Performed) -> None:
    """The latest report stands."""
    for row in _named(performed):
        row.done_at, row.done_act = _at(performed), performed.act.seq
        row.done = str(performed.values["done"])
        row.save(update_fields=["done_at", "done_act", "done"])


def check_response(performed: Performed) -> None:
    """The latest check stands."""
    for row in _named(performed):
        row.checked_at, row.checked_act = _at(performed), performed.act.seq
        row.result, row.findings = str(performed.values["result"]), str(performed.values["findings"])
        row.save(update_fields=["checked_at", "checked_act", "result", "findings"])


def undo_step(performed: Performed) -> None:
    """Whatever step the voided act noted is open again."""
    seq, rows = performed.extra["voided"]["seq"], _warning_rows(performed)
    rows.filter(acknowledged_act=seq).update(acknowledged_at=None, acknowledged_act=None)
    rows.filter(done_act=seq).update(done_at=None, done_act=None, done="")
    rows.filter(checked_act=seq).update(checked_at=None, checked_act=None, result="", findings="")


def _at(performed: Performed) -> datetime:
    at = written(performed.values["at"])
    assert at is not None
    return at


def _warning_rows(performed: Performed) -> Any:
    return Response.objects.filter(warning__proceeding=performed.proceeding)


def _named(performed: Performed) -> Iterable[Response]:
    """Of each unit named the row of the tier it was told of last."""
    rows = _warning_rows(performed).filter(unit__in=units_of(performed.values)).order_by("told_at", "pk")
    return {row.unit_id: row for row in rows}.values()
