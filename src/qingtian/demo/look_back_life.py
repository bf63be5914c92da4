"""Look-backs of the invented city: last quarter's draw carried out, the next list fixed and waiting for its seed."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingtian.apps.cases.actions.draw_look_backs import closed_cases, commit_draw
from qingtian.apps.cases.models import DrawnCase
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment

INSPECTOR = "yunping-inspection-head"
#: days before the loading: the draw that is carried out, and the list that still waits
FIRST, SECOND = 52, 3
YEAR = timedelta(days=365)
SOURCE = "定名单后第一期双色球开奖号（演示）"
#: who looks: never the unit that did the work
LOOKER = "yunping-inspection"


def look_backs(stage: Stage) -> Life:
    """Two draws a quarter apart; nothing where no case was closed by then."""
    rng = stage.rng("look-backs")
    at = office_moment(rng, moment(stage.day(FIRST), 8), 0)
    yield at
    draw = _committed(stage, at, "一年内销号案回头看（上季度）")
    if draw is not None:
        at = office_moment(rng, at, 1)
        yield at
        balls = sorted(rng.sample(range(1, 34), 6))
        stage.act(draw, "draw_cases", INSPECTOR, at, seed=" ".join(f"{ball:02d}" for ball in balls))
        for drawn in list(DrawnCase.objects.filter(draw=draw).select_related("case")):
            at = office_moment(rng, at, 0)
            yield at
            if drawn.case.state == "closed":
                drawn.case.refresh_from_db()
                stage.act(drawn.case, "assign_look_back", INSPECTOR, at, looker=LOOKER, note="不打招呼，夜里去。")
    at = office_moment(rng, moment(stage.day(SECOND), 8), 0)
    yield at
    _committed(stage, at, "一年内销号案回头看（本季度）")


def _committed(stage: Stage, at: datetime, subject: str) -> Proceeding | None:
    last = at.date() - timedelta(days=1)
    if not closed_cases(last - YEAR, last):
        return None
    made = commit_draw(
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        subject=subject,
        first_day=(last - YEAR).isoformat(),
        last_day=last.isoformat(),
        seed_source=SOURCE,
        generated=True,
    )
    stage.counted()
    return made
