"""Publications of water in the invented city: the last month's report, corrected once a value was, and its ranking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.water.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.water.actions.revise_value import revise_value
from qingtian.apps.water.models import Section
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.opening import open_issue
from qingtian.config.city import DEMO_CITY
from qingtian.demo.declared import declared
from qingtian.demo.publication_life import BY, DRAFTER, OFFICE, RESULTS, WORDS
from qingtian.demo.stage import Life, Stage, moment
from qingtian.demo.water import REPORTED, months_until

ANALYST = "yunping-analyst"
#: days before loading on which the report and the ranking are drafted, and the report corrected
DRAFTED, RANKED, CORRECTED = REPORTED, REPORTED, 3
READINGS = (("read_1", 10), ("read_2", 14), ("read_3", 16))
RELEASE = (("review", 9), ("approve", 10), ("publish", 11))


def water_lives(stage: Stage) -> Iterator[Life]:
    """The lives of the last month's report and ranking."""
    month = months_until(stage.today)[-1].id
    yield _report(stage, month)
    yield _ranking(stage, month)


def _report(stage: Stage, month: str) -> Life:
    on = stage.day(DRAFTED)
    yield moment(on, 9)
    matter = _draft(stage, _opened("monthly", month, on), moment(on, 9))
    yield from _road(stage, matter, on)
    on = stage.day(CORRECTED)
    yield moment(on, 8, 50)
    wrong = declared("water")["mistyped"]
    revise_value(
        Section.objects.get(code=wrong["section"]),
        wrong["item"],
        months_until(stage.today)[-1],
        wrong["then"],
        why=wrong["why"],
        by=ANALYST,
        at=moment(on, 8, 50),
    )
    yield moment(on, 9)
    matter.refresh_from_db()
    why = f"{Section.objects.get(code=wrong['section']).name_zh}断面氨氮：{wrong['why']}。"
    correct_publication(
        matter,
        _opened("monthly", month, on),
        why=why,
        by=stage.actor(DRAFTER, on),
        on=on,
        now=moment(on, 9),
        expected_seq=matter.seq,
    )
    stage.counted()
    yield from _road(stage, matter, on)


def _ranking(stage: Stage, month: str) -> Life:
    on = stage.day(RANKED)
    yield moment(on, 9, 30)
    matter = _draft(stage, _opened("ranking", month, on), moment(on, 9, 30))
    yield from _road(stage, matter, on, 30)


def _opened(kind: str, month: str, on: date) -> Issue:
    return open_issue(kind, month, on=on, organ=DEMO_CITY.bureau, city=DEMO_CITY.name, generated=True)


def _draft(stage: Stage, issue: Issue, at: datetime) -> Proceeding:
    by, on = stage.actor(DRAFTER, at.date()), at.date()
    matter = draft_publication(issue, by=by, on=on, now=at, reviewing=OFFICE, generated=True)
    stage.counted()
    return matter


def _road(stage: Stage, matter: Proceeding, on: date, minute: int = 0) -> Life:
    """Three readings on the day of drafting; review, approval and publication on the next."""
    for day, steps in ((on, READINGS), (on + timedelta(days=1), RELEASE)):
        for act, hour in steps:
            at: datetime = moment(day, hour, minute)
            yield at
            fields = dict(WORDS.get(act, {}))
            if act in RESULTS:
                fields[RESULTS[act]] = {"review": "open", "approve": "yes"}.get(act, "passed")
            stage.act(matter, act, BY.get(act, DRAFTER), at, **fields)
