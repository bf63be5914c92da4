"""Write the projection of a matter into its rows: the columns lists use, its clocks and its parties."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Clock, Party, Proceeding
from qingtian.language import written_in
from qingtian.procedures import Projection
from qingtian.procedures.projection import ClockState, as_json

TITLE_LENGTH = Proceeding._meta.get_field("title").max_length


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def clock_row(proceeding: Proceeding, clock: ClockState) -> Clock:
    """The stored row of one clock."""
    owner = clock.owner
    return Clock(
        proceeding=proceeding,
        key=clock.key,
        start=_day(clock.start),
        due=_day(clock.due),
        status=clock.status,
        owner_organ=owner["chain"][-1],
        owner_post=owner.get("post") or "",
        owner_name_zh=owner["name"]["zh"],
        owner_name_en=owner["name"]["en"],
        extension=clock.extension,
        stopped_on=_day(clock.stopped_on),
        derivation=clock.derivation,
        opened_by=clock.opened_by,
    )


CLOCK_COLUMNS = [
    "start",
    "due",
    "status",
    "owner_organ",
    "owner_post",
    "owner_name_zh",
    "owner_name_en",
    "extension",
    "stopped_on",
    "derivation",
    "opened_by",
]


def party_row(proceeding: Proceeding, relation: str, reference: dict[str, Any]) -> Party:
    """The stored row of one relation."""
    chain = reference["chain"]
    return Party(
        proceeding=proceeding,
        relation=relation,
        organ=chain[-1],
        organ_path="/".join(chain) + "/",
        post=reference.get("post") or "",
    )


def _area_code(projection: Projection) -> str | None:
    area = projection.facts.get("area")
    return area["code"] if area else None


def columns(projection: Projection) -> dict[str, Any]:
    """The columns of the row that repeat the projection; ``verify`` compares them with the replay."""
    running = projection.running()
    owner = running[0].owner if running else {}
    return {
        "state": projection.state,
        "seq": projection.seq,
        "edition": projection.edition,
        "opened_on": _day(projection.opened_on),
        "last_on": _day(projection.last_on),
        "ended_on": _day(projection.ended_on),
        "next_due": _day(running[0].due) if running else None,
        "owner_organ": owner["chain"][-1] if owner else "",
        "owner_post": (owner.get("post") or "") if owner else "",
        "channel": projection.facts.get("channel") or "",
        "party": (projection.facts.get("party") or {}).get("number", ""),
        "restricted": projection.facts.get("class") == "accusation" or bool(projection.facts.get("confined")),
        "projection": as_json(projection),
    }


#: what ``project`` may change of the row; everything else of it is given when the matter is opened
WRITTEN = [*columns(Projection()), "head", "title", "title_language", "area"]


def project(proceeding: Proceeding, before: Projection, projection: Projection, *, head: str) -> None:
    """Store the projection, and of its clocks and parties those that differ from ``before``, what the rows hold now.

    ``before`` is the projection stored so far; rows of relations and clocks that ended stay until replaced.
    """
    for name, value in columns(projection).items():
        setattr(proceeding, name, value)
    proceeding.head = head
    if subject := projection.facts.get("subject"):
        proceeding.title, proceeding.title_language = subject[:TITLE_LENGTH], written_in(subject)
    if (code := _area_code(projection)) != _area_code(before):
        proceeding.area = Area.objects.filter(code=code).first() if code else None
    proceeding.save(update_fields=WRITTEN)
    _store_clocks(proceeding, before, projection)
    _store_parties(proceeding, before, projection)


def _store_clocks(proceeding: Proceeding, before: Projection, projection: Projection) -> None:
    if gone := before.clocks.keys() - projection.clocks.keys():
        proceeding.clocks.filter(key__in=gone).delete()
    changed = [clock for key, clock in projection.clocks.items() if clock != before.clocks.get(key)]
    if changed:
        Clock.objects.bulk_create(
            [clock_row(proceeding, clock) for clock in changed],
            update_conflicts=True,
            unique_fields=["proceeding", "key"],
            update_fields=CLOCK_COLUMNS,
        )


def _store_parties(proceeding: Proceeding, before: Projection, projection: Projection) -> None:
    if gone := before.relations.keys() - projection.relations.keys():
        proceeding.parties.filter(relation__in=gone).delete()
    changed = {r: o for r, o in projection.relations.items() if o != before.relations.get(r)}
    if changed:
        Party.objects.bulk_create(
            [party_row(proceeding, relation, reference) for relation, reference in changed.items()],
            update_conflicts=True,
            unique_fields=["proceeding", "relation"],
            update_fields=["organ", "organ_path", "post"],
        )
