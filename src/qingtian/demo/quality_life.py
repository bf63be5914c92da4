"""A review of closed files in the invented city: one file a unit, drawn last week, the first of them reviewed."""

from __future__ import annotations

from datetime import timedelta

from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.quality.actions.draw_sample import draw_sample
from qingtian.apps.quality.queries import candidates
from qingtian.demo.stage import Life, Stage, moment, office_moment

INSPECTOR = "yunping-inspection-head"
BEFORE, DAYS, REVIEWED = 8, 90, 4
#: what was found of the files reviewed so far; the others are clean
FOUND = (["missing_evidence"], [], ["no_service", "beside_the_point"], [])


def drawn_sample(stage: Stage) -> Life:
    """Drawn by the inspection office from the files of three months; nothing where none ended."""
    rng = stage.rng("quality")
    at = office_moment(rng, moment(stage.day(BEFORE), 8), 0)
    yield at
    catch_up()
    last = at.date() - timedelta(days=1)
    first = last - timedelta(days=DAYS)
    if not candidates(first, last):
        return
    matter = draw_sample(
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        subject="近三个月办结案卷评查",
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        per_unit="1",
        seed=f"{rng.randrange(10**7):07d}",
        generated=True,
    )
    stage.counted()
    drawn = matter.sample.files.select_related("petition").order_by("unit")[:REVIEWED]
    for one, findings in zip(list(drawn), FOUND, strict=False):
        at = office_moment(rng, at, 1)
        yield at
        fields = {"findings": findings} if findings else {}
        stage.act(matter, "review_file", INSPECTOR, at, file=one.petition.number, **fields)
