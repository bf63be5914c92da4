"""Data loggers: when each was heard last, how far its clock is off, what was refused, which factors are missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.gateways.hj212.listener.keeper import SignOfLife, sign_of_life
from qingtian.gateways.hj212.place import frames_folder, sign_path
from qingtian.gateways.hj212.store.arrived import REFUSED, Verdict
from qingtian.gateways.hj212.store.standing import Standing, standings
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.loggers.words import CRCS, NAV, READING
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50
#: a logger is silent once it was not heard for so many of its rhythms
RHYTHMS = 2
#: refused frames are counted over so many days, factors over so many hours before the last two
REFUSED_DAYS, HOURS, GRACE = 7, 6, 2
#: a clock further off than this is marked (from practice; the standard lets the centre set it)
CLOCK_OFF = timedelta(minutes=5)
#: the listener gives a sign of life every five seconds
LIVES = 30.0


@dataclass(frozen=True, slots=True)
class Row:
    """One logger as the list shows it."""

    logger: DataLogger
    standing: Standing | None
    silent: bool
    minutes: int | None
    refused: int
    variants: list[Text]
    missing: list[str]

    @property
    def clock(self) -> int | None:
        """Seconds its clock is ahead."""
        deviation = self.standing.deviation if self.standing else None
        return round(deviation.total_seconds()) if deviation is not None else None

    @property
    def clock_off(self) -> bool:
        deviation = self.standing.deviation if self.standing else None
        return deviation is not None and abs(deviation) > CLOCK_OFF

    @property
    def troubled(self) -> bool:
        return self.silent or self.clock_off or bool(self.missing or self.variants or self.refused)


@officer
@require_safe
@only(READING)
def loggers(request: DeskRequest) -> HttpResponse:
    """Every active logger, the troubled first; ``?q=`` by MN, name or outlet."""
    asked = request.GET.get("q", "").strip()[:60]
    now = request.now
    known = standings(frames_folder(), since=_day(now - timedelta(days=REFUSED_DAYS)))
    found = [one for one in DataLogger.objects.select_related("outlet") if _matches(one, asked)]
    rows = _rows([one for one in found if one.active], known, now)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    registered = set(DataLogger.objects.filter(active=True).values_list("mn", flat=True))
    context = {
        "page": page,
        "rows": page.object_list,
        "asked": asked,
        "query": query.urlencode(),
        "resting": [one for one in found if not one.active],
        "silent": sum(one.silent for one in rows),
        "unknown": sum(1 for mn, one in known.items() if mn not in registered and one.frames(Verdict.UNKNOWN)),
        "listener": living(timezone.now()),
        "refused_days": REFUSED_DAYS,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/loggers/list.html", context)


def living(now: datetime) -> SignOfLife | None:
    """The running listener; None where it has been silent."""
    sign = sign_of_life(sign_path())
    return sign if sign is not None and now.timestamp() - sign.at < LIVES else None


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def _matches(logger: DataLogger, asked: str) -> bool:
    outlet = logger.outlet.number if logger.outlet else ""
    return asked.lower() in f"{logger.mn} {logger.name} {outlet}".lower()


def _rows(found: list[DataLogger], known: dict[str, Standing], now: datetime) -> list[Row]:
    missing = missing_factors(found, now)
    rows = [row_of(one, known.get(one.mn), missing.get(one.pk, []), now) for one in found]
    return sorted(rows, key=lambda row: (not row.troubled, not row.silent, row.logger.mn))


def row_of(logger: DataLogger, standing: Standing | None, missing: list[str], now: datetime) -> Row:
    """What the list and the logger's own page say first."""
    delay = now - standing.last if standing else None
    silent = delay is None or delay > RHYTHMS * timedelta(minutes=logger.rhythm_minutes)
    minutes = int(delay.total_seconds() // 60) if delay is not None else None
    refused = standing.frames(*REFUSED) if standing else 0
    variants = [CRCS[crc] for crc in standing.variants] if standing else []
    return Row(logger, standing, silent, minutes, refused, variants, missing)


def missing_factors(found: list[DataLogger], now: datetime) -> dict[int, list[str]]:
    """By logger: factors it owes of which no hour value came in the last hours. One question for all."""
    last = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=GRACE)
    came: defaultdict[int, set[str]] = defaultdict(set)
    outlets = [one.outlet_id for one in found if one.outlet_id and one.expected]
    values = HourValue.objects.filter(
        outlet__in=outlets, period_start__gte=last - timedelta(hours=HOURS), period_start__lte=last, latest=True
    )
    for outlet, factor in values.values_list("outlet", "factor").distinct().order_by():
        came[outlet].add(factor)
    return {
        one.pk: [code for code in one.expected if code not in came[one.outlet_id]] for one in found if one.outlet_id
    }
