"""Look at the outlook (按预报比对): suggest where a tier is reached, note what changed in open warnings. Nothing more.

Doing it twice a day changes nothing but the look of that day.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingtian.apps.air_warnings.models import AirWarning, WarningLook
from qingtian.apps.air_warnings.organs import office_of
from qingtian.apps.air_warnings.outlook import Seen, release_of, seen
from qingtian.apps.air_warnings.words import explained, kept, release_words
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.errors import QingtianError
from qingtian.foresight.warning import SHANGHAI, TIERS
from qingtian.language import Text
from qingtian.procedures import Actor

logger = logging.getLogger(__name__)
SYSTEM = Actor(kind="system")
OPEN = ("suggested", "proposed", "approved", "issued")
TITLE = Text("{area}{first}起{tier}预警", "{tier} warning, {area}, from {first}")


@dataclass(slots=True)
class Looked:
    """Counts of one run. ``refused``: areas that could not be judged."""

    areas: int = 0
    forecasts: int = 0
    suggested: int = 0
    noted: int = 0
    refused: int = 0


def look(now: datetime, only: str = "") -> Looked:
    """Every area with air of its own, or one of them: the whole city is the root of the tree."""
    done = Looked()
    areas = Area.objects.filter(code=only) if only else Area.objects.filter(parent=None)
    for area in areas:
        try:
            with transaction.atomic():
                _one(area, now, done)
        except QingtianError as refused:
            logger.warning("air warning of %s: %s", area.code, refused.sentence("en"))
            done.refused += 1
    return done


def _one(area: Area, now: datetime, done: Looked) -> None:
    on = now.astimezone(SHANGHAI).date()
    found = seen(area.code, on)
    done.areas += 1
    done.forecasts += found.forecast
    held = AirWarning.objects.filter(area=area, proceeding__state__in=OPEN).select_related("proceeding").first()
    why = explained(found.finding, found.windows, found.upper.tier)
    if held is not None:
        done.noted += _note(held, found, why, now)
    elif found.finding.met and found.forecast and not _answered(area, found):
        held = _suggest(area, found, why, now)
        done.suggested += 1
    WarningLook.objects.update_or_create(
        area=area,
        on=on,
        defaults={
            "at": now, "table": found.finding.table.id, "tier": found.finding.tier, "why_zh": why.zh, "why_en": why.en,
            "windows": kept(found.windows), "warning": held,
        },
    )  # fmt: skip


def _answered(area: Area, found: Seen) -> bool:
    """People declined a warning of these very days at this tier or above: they are not asked the same again."""
    assert found.finding.met is not None
    spell = found.finding.met.spell
    higher = list(TIERS)[list(TIERS).index(found.finding.tier) :]
    declined = AirWarning.objects.filter(area=area, proceeding__state__in=("declined", "withdrawn"), tier__in=higher)
    return declined.filter(first_day__lte=spell.windows[-1].day, last_day__gte=spell.windows[0].day).exists()


def _suggest(area: Area, found: Seen, why: Text, now: datetime) -> AirWarning:
    assert found.finding.met is not None
    spell, on = found.finding.met.spell, now.astimezone(SHANGHAI).date()
    first, last = spell.windows[0].day, spell.windows[-1].day
    title = TITLE.format(area=area.name_zh, first=f"{first:%m-%d}", tier=TIERS[found.finding.tier])
    matter = open_proceeding(
        "air_warning",
        by=SYSTEM,
        on=on,
        now=now,
        title=title.zh,
        once=f"air-warning-{area.code}-{first}-{found.finding.tier}-{on}",
        generated=kind() == DEMONSTRATION,
        fields={
            "office": office_of().code,
            "area": area.code,
            "tier": found.finding.tier,
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            "why": why.zh,
            "table": found.finding.table.id,
        },
    )
    return AirWarning.objects.get(proceeding=matter)


def _note(held: AirWarning, found: Seen, why: Text, now: datetime) -> int:
    """Noted when the tier reached is another than noted last, or when an issued one may be lifted."""
    matter = held.proceeding
    facts = matter.projection["facts"]
    tier, said = found.finding.tier or "none", why
    if matter.state == "issued":
        free = release_of(held.area.code, now)
        if free.shown:
            tier, said = "release", release_words(free)
    if tier == facts.get("outlook_tier", facts["tier"]):
        return 0
    fields = {"outlook_tier": tier, "outlook": said.zh}
    on = now.astimezone(SHANGHAI).date()
    perform(matter, "note_outlook", by=SYSTEM, on=on, now=now, fields=fields, expected_seq=matter.seq)
    return 1
