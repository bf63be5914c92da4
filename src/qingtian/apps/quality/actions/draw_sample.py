"""Draw a sample (抽样): candidates counted and digested, the act performed, the files written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.quality.models import Sample, SampledFile
from qingtian.apps.quality.queries import candidates
from qingtian.drawing.ordering import digest, draw
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

NOTHING = Text("这一段没有办结的信访件可以抽。", "No petition ended in that time: nothing to draw from.")
CHANGED = Text("候选案卷刚刚变了，请再抽一次。", "The candidates have just changed; draw again.")


def draw_sample(
    *,
    by: Actor,
    on: date,
    now: datetime,
    subject: str,
    first_day: str,
    last_day: str,
    per_unit: str,
    seed: str,
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Open a review with its sample. Raises Refused (FieldsRefused); ``quality.nothing`` where nothing ended."""
    fields: dict[str, Any] = {
        "subject": subject,
        "first_day": first_day,
        "last_day": last_day,
        "per_unit": per_unit,
        "seed": " ".join(seed.split())[:200],
    }
    found = candidates(*_days(first_day, last_day))
    fields |= {"population": sum(len(numbers) for numbers in found.values()), "digest": digest(found)}
    title = subject[:200]
    return open_proceeding(
        "file_review", by=by, on=on, now=now, title=title, fields=fields, once=once, generated=generated
    )


def _days(first_day: str, last_day: str) -> tuple[date, date]:
    """The days as written; where they are none the act itself says which field is wrong."""
    try:
        return date.fromisoformat(first_day), date.fromisoformat(last_day)
    except ValueError:
        return date.max, date.min


def write_sample(performed: Performed) -> None:
    """The effect of ``draw``: what is drawn follows from the seed and the candidates of the record alone."""
    values = performed.values
    first, last = date.fromisoformat(values["first_day"]), date.fromisoformat(values["last_day"])
    found = candidates(first, last)
    if not found:
        raise Refused("quality.nothing", NOTHING)
    if digest(found) != values["digest"]:
        raise Refused("quality.changed", CHANGED)
    sample = Sample.objects.create(
        proceeding=performed.proceeding,
        first_day=first,
        last_day=last,
        per_unit=values["per_unit"],
        seed=values["seed"],
        population=values["population"],
        digest=values["digest"],
    )
    drawn = draw(values["seed"], found, values["per_unit"])
    keys = dict(
        Proceeding.objects.filter(number__in=[n for ns in drawn.values() for n in ns]).values_list("number", "pk")
    )
    SampledFile.objects.bulk_create(
        SampledFile(sample=sample, petition_id=keys[number], unit=unit)
        for unit, numbers in drawn.items()
        for number in numbers
    )
