"""Requests of Open311 as everybody may read them: through the gate, without the reporter, the place made coarse.

Listed is what the public list of matters lists, less every anonymous report. By its number a named report that is
not listed yet, or handled with another, says that it is open and nothing more: its number is random and was given to
nobody but its sender.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery

from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.apps.proceedings.models import Act, Link, Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.gateways.open311.asked import MOST_REQUESTS, Wanted
from qingtian.gateways.open311.services import OTHER, both, services
from qingtian.language import Text
from qingtian.web.portal.kinds import WORDS
from qingtian.web.portal.shown.headline import headline
from qingtian.web.public._listing import listed, sentence

KIND = "open311_request"
#: what is said of a named report that is not on the list
HANDLED_WITH = Text("与 {main} 一并办理。", "Handled together with {main}.")
MERGED = Text("与另一件一并办理。", "Handled together with another request.")


def _timed(rows: QuerySet[Proceeding]) -> QuerySet[Proceeding]:
    """With the moments of the first and the last act; never an anonymous report."""
    acts = Act.objects.filter(proceeding=OuterRef("pk")).values("recorded_at")
    first, last = acts.order_by("seq")[:1], acts.order_by("-seq")[:1]
    timed = rows.filter(procedure="petition", projection__facts__naming="named").select_related("area", "petition")
    return timed.annotate(
        requested=Subquery(first, output_field=DateTimeField()), updated=Subquery(last, output_field=DateTimeField())
    )


def requests_shown(gate: Gate, asked: Wanted, on: date) -> list[Shown]:
    """The requests asked for, the newest first; an empty list where the gate lets none pass."""
    if gate.closed(KIND) is not None:
        return []
    rows = _timed(listed())
    if asked.ids:
        rows = rows.filter(uid__in=asked.ids)
    else:
        rows = rows.filter(requested__gte=asked.start, requested__lte=asked.end)
        if len(set(asked.statuses)) == 1:
            rows = rows.filter(ended_on__isnull=asked.statuses[0] == "open")
    rows = rows.order_by("-requested", "-pk")
    if asked.codes and not asked.ids:
        rows = _of_services(rows, asked.codes)
    found = [_body(gate, each, on) for each in rows[:MOST_REQUESTS]]
    return [each for each in found if each]


def _of_services(rows: QuerySet[Proceeding], codes: Collection[str]) -> QuerySet[Proceeding]:
    """The newest of these services: chosen before the list is cut, since the other services count towards no cut."""
    kinds = rows.values_list("pk", "projection__facts__kinds").iterator()
    chosen = (pk for pk, given in kinds if _code(given) in codes)
    return rows.filter(pk__in=list(islice(chosen, MOST_REQUESTS)))


def request_shown(gate: Gate, number: str, on: date) -> Shown:
    """One request; nothing is shown of what is withheld and of what never was."""
    if (shut := gate.closed(KIND)) is not None:
        return shut
    if (row := _timed(listed()).filter(uid=number).first()) is not None:
        return _body(gate, row, on)
    held = _timed(Proceeding.objects.filter(uid=number, restricted=False, erased_on=None))
    row = (
        held.exclude(handling_mark=Proceeding.Handling.WORK_SECRET)
        .exclude(state__in=("withdrawn", "accusation"))
        .first()
    )
    return Shown(KIND, {}) if row is None else _admitted(gate, row, _least(row))


def _code(kinds: Collection[str] | None) -> str:
    """The service of a matter of these kinds."""
    return next((kind for kind in kinds or () if kind in services()), OTHER)


def _code_of(row: Proceeding) -> str:
    return _code(row.projection["facts"].get("kinds"))


def _least(row: Any) -> dict[str, Any]:
    """What the standard requires, and whom it is handled with."""
    fields = {
        "service_request_id": row.uid,
        "status": "closed" if row.ended_on else "open",
        "service_code": _code_of(row),
        "requested_datetime": _written(row.requested),
        "updated_datetime": _written(row.updated),
    }
    if row.state == "merged":
        link = Link.objects.filter(source=row, kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True).last()
        main = _timed(listed()).filter(pk=link.target_id).first() if link else None
        fields["status_notes"] = both(HANDLED_WITH.format(main=main.uid) if main else MERGED)
    return fields


def _body(gate: Gate, row: Any, on: date) -> Shown:
    code, shown = _code_of(row), headline(procedure_of(row), projection_of(row), on)
    handler = (row.projection["relations"].get("handler") or {}).get("name")
    due = shown.clock.due if shown.clock and shown.clock.status == "running" and not row.ended_on else None
    longitude, latitude = _coarse(row, services()[code].decimals)
    fields = _least(row) | {
        "status_notes": both(sentence(row)),
        "service_name": both(WORDS[code]) if code in WORDS else None,
        "description": str(row.projection["facts"]["subject"]),
        "agency_responsible": both(Text.of(handler)) if isinstance(handler, dict) else None,
        "service_notice": None,
        "expected_datetime": _written(datetime.combine(date.fromisoformat(due), time(23, 59, 59), SHANGHAI))
        if due
        else None,
        "address": row.area.name_zh if row.area else None,
        "address_id": None,
        "zipcode": None,
        "lat": latitude,
        "long": longitude,
        "media_url": None,
    }
    return _admitted(gate, row, fields)


def _coarse(row: Any, decimals: int | None) -> tuple[float | None, float | None]:
    """Longitude and latitude as far as the kind may show them; WGS-84 degrees."""
    if decimals is None or row.petition.longitude is None or row.petition.latitude is None:
        return None, None
    return round(float(row.petition.longitude), decimals), round(float(row.petition.latitude), decimals)


def _written(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _admitted(gate: Gate, row: Proceeding, fields: dict[str, Any]) -> Shown:
    """Only what came through."""
    return gate.admit(Publishable(KIND, fields, row.number))
