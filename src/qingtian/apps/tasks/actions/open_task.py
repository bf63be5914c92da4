"""Open a tracked task (交办任务) from whatever gave rise to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.tasks.models import TrackedTask
from qingtian.procedures.who import Actor

LONGEST_TITLE = 200


def open_task(
    origin: str,
    subject: str,
    organ: str,
    deadline: date,
    *,
    by: Actor,
    on: date,
    now: datetime,
    link_to: Proceeding | None = None,
    setter: str = "",
    verifier: str = "",
    what: str = "",
    item: str = "",
    area: str = "",
    milestones: Sequence[tuple[date, str]] = (),
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Set a task of ``origin`` (a code of TrackedTask.Origin) for ``organ`` (its code), due on ``deadline``.

    ``setter`` is the organ that sets it and closes it out, the actor's own where nothing is said (a system actor must
    say); ``verifier`` another unit than ``organ``, the setter where nothing is said. ``link_to`` is the matter it comes
    from: it is named in the act and linked (``gave_rise_to``). ``item`` is the number as printed there, ``area`` a
    code. Call it inside an effect or on its own; the same ``once`` opens one. Raises Refused as ``perform`` does.
    """
    own = setter or by.organ or ""
    fields = {
        "subject": subject,
        "origin": origin,
        "responsible": organ,
        "setter": own,
        "verifier": verifier or own,
        "deadline": deadline.isoformat(),
        "milestones": "\n".join(f"{due.isoformat()} {words}" for due, words in milestones),
        "what": what,
        "item": item,
        "area": area,
        "source": link_to.number if link_to else "",
    }
    with transaction.atomic():
        opened = open_proceeding(
            "tracked_task",
            by=by,
            on=on,
            now=now,
            title=subject[:LONGEST_TITLE],
            fields={name: value for name, value in fields.items() if value},
            once=once,
            generated=generated,
        )
        if link_to is not None:
            link(link_to, opened, Link.Kind.GAVE_RISE_TO, by_act=link_to.seq)
    return opened


def write_task(performed: Performed) -> None:
    """The effect of ``set_task``."""
    values = performed.values
    area, source = values.get("area"), values.get("source")
    TrackedTask.objects.create(
        proceeding=performed.proceeding,
        origin=values["origin"],
        source=Proceeding.objects.get(uid=source["uid"]) if source else None,
        item=(values.get("item") or "")[:60],
        organ=Organ.objects.get(code=performed.after.organ("responsible")),
        area=Area.objects.get(code=area["chain"][-1]) if area else None,
        deadline=date.fromisoformat(values["deadline"]),
    )


def follow(performed: Performed) -> None:
    """Deadline and progress as they stand after the act, or after the act that voided it."""
    facts = performed.after.facts
    TrackedTask.objects.filter(proceeding=performed.proceeding).update(
        deadline=date.fromisoformat(facts["deadline"]), progress=facts.get("progress")
    )


def erase(proceeding: Proceeding) -> None:
    """What the table keeps of an erased matter is its unit and its days; the printed number goes."""
    TrackedTask.objects.filter(proceeding=proceeding).update(item="", source=None)
