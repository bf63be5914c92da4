"""Publications of air in the invented city: the last weeks' bulletins, the last months' rankings, one corrected."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from qingtian.apps.air.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.air.models import AirReview
from qingtian.apps.air.publications.kinds import last_complete
from qingtian.apps.air.publications.opening import Opened, open_issue
from qingtian.apps.proceedings.models import Proceeding
from qingtian.config.city import DEMO_CITY
from qingtian.demo.lake_years import first_day
from qingtian.demo.publication_life import BY, DRAFTER, OFFICE, RESULTS, WORDS
from qingtian.demo.stage import Life, Stage, moment
from qingtian.standards.periods import week_of

#: how many of the last whole weeks and months are published
WEEKS, MONTHS = 3, 2
#: a bulletin is drafted on the day after its week, a ranking on the sixth, and published on the next day
AFTER = {"weekly": 1, "ranking": 6}
#: days before loading on which the bulletin with doubtful hours is drafted, and corrected after their review
DOUBTFUL, CORRECTED = 9, 4
#: the road with the hour of each step, on the day of drafting and the next
READINGS = (("read_1", 10), ("read_2", 14), ("read_3", 16))
RELEASE = (("review", 9), ("approve", 10), ("publish", 11))
WHY = "有站点的小时数据经两人复核判为无效，按复核后的数据重新计算。"
CONFIRMED = "confirmed"


def schedule_air_publications(stage: Stage, air_months: int) -> None:
    """Queue the issues of the weeks and months the lake has whole; nothing without a lake."""
    held = first_day(stage.today, air_months)
    for kind, many in (("weekly", WEEKS), ("ranking", MONTHS)):
        of = last_complete(kind, stage.today - timedelta(days=AFTER[kind] + 1))
        for _ in range(many):
            if air_months and of.first >= held:
                stage.begin(_issue(stage, kind, of.id, of.last + timedelta(days=AFTER[kind])))
            of = last_complete(kind, of.first)
    if air_months:
        stage.begin(_corrected(stage))


def _issue(stage: Stage, kind: str, period: str, on: date) -> Life:
    yield moment(on, 9)
    matter = _draft(stage, _opened(kind, period, on), on)
    yield from _road(stage, matter, on)


def _corrected(stage: Stage) -> Life:
    """A bulletin of a week with hours that were later found invalid, and its correction."""
    on = stage.day(DOUBTFUL)
    yield moment(on, 9)
    doubtful = (
        AirReview.objects.filter(proceeding__state=CONFIRMED, last_day__lt=week_of(on).first)
        .order_by("-first_day")
        .first()
    )
    of = week_of(doubtful.first_day) if doubtful else week_of(week_of(on).first - timedelta(days=28))
    matter = _draft(stage, _opened("weekly", of.id, on, as_known="1"), on)
    yield from _road(stage, matter, on)
    on = stage.day(CORRECTED)
    yield moment(on, 9)
    at = moment(on, 9)
    matter.refresh_from_db()
    by = stage.actor(DRAFTER, on)
    correct_publication(matter, _opened("weekly", of.id, on), why=WHY, by=by, on=on, now=at, expected_seq=matter.seq)
    stage.counted()
    yield from _road(stage, matter, on)


def _opened(kind: str, period: str, on: date, as_known: str | None = None) -> Opened:
    return open_issue(
        kind, period, on=on, organ=DEMO_CITY.bureau, city=DEMO_CITY.name, generated=True, as_known=as_known
    )


def _draft(stage: Stage, opened: Opened, on: date) -> Proceeding:
    by, at = stage.actor(DRAFTER, on), moment(on, 9)
    matter = draft_publication(opened, by=by, on=on, now=at, reviewing=OFFICE, generated=True)
    stage.counted()
    return matter


def _road(stage: Stage, matter: Proceeding, on: date) -> Life:
    """Three readings on the day of drafting, review, approval and publication on the next."""
    for day, steps in ((on, READINGS), (on + timedelta(days=1), RELEASE)):
        for act, hour in steps:
            at: datetime = moment(day, hour)
            yield at
            fields = dict(WORDS.get(act, {}))
            if act in RESULTS:
                fields[RESULTS[act]] = {"review": "open", "approve": "yes"}.get(act, "passed")
            stage.act(matter, act, BY.get(act, DRAFTER), at, **fields)
