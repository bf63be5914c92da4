"""Draw (抽取), and what may become of a draw: an object excused, the draw set aside with a ground, pools dropped."""

from __future__ import annotations

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.proceedings.chapters import Performed
from qingtian.drawing.pools import pools_of
from qingtian.drawing.visits import draw_visits
from qingtian.errors import Refused
from qingtian.language import Text

CHANGED = Text(
    "冻结的名单和链上的摘要对不上，不能抽。", "The frozen pools are not those of the trail; nothing is drawn."
)
NOT_TAKEN_BACK = Text(
    "抽过的不能更正重来：有理由的，由负责人作废另抽，两次都留在案上。",
    "A draw is not corrected into another one: with a ground its head sets it aside, and both stay on record.",
)
REPLACED = Text("已经另抽了，这次作废不能撤回。", "Another draw has taken its place; it stays set aside.")


def write_drawn(performed: Performed) -> None:
    """The effect of the seed: pools and seed decide, nothing else is asked. Raises Refused ``draws.pools_changed``."""
    draw = RandomDraw.objects.get(proceeding=performed.proceeding)
    pools = pools_of(draw.pools)
    if pools.digest != performed.after.facts["pool_digest"]:
        raise Refused("draws.pools_changed", CHANGED)
    outcome = draw_visits(pools, str(performed.values["seed"]))
    DrawnObject.objects.bulk_create(
        DrawnObject(
            draw=draw,
            place=place,
            party=one.number,
            of_class=one.of_class,
            ticket=one.ticket,
            posts=[draw.posts[label] for label in one.officers],
        )
        for place, one in enumerate(outcome.drawn, 1)
    )


def keep_drawn(performed: Performed) -> None:
    """The act of drawing cannot be voided: that would be a second draw nobody gave a ground for."""
    raise Refused("draws.not_taken_back", NOT_TAKEN_BACK)


def excuse_object(performed: Performed) -> None:
    """The object of the act is noted with its ground."""
    rows = DrawnObject.objects.filter(draw__proceeding=performed.proceeding, party=performed.values["party"]["number"])
    rows.update(excused=performed.values["ground"], excused_by=performed.act.seq)


def call_again(performed: Performed) -> None:
    """The act that excused it was voided."""
    rows = DrawnObject.objects.filter(
        draw__proceeding=performed.proceeding, excused_by=performed.extra["voided"]["seq"]
    )
    rows.update(excused="", excused_by=None)


def end(performed: Performed) -> None:
    """Set aside, or dropped: the quarter is free again."""
    RandomDraw.objects.filter(proceeding=performed.proceeding).update(stands=False)


def stand_again(performed: Performed) -> None:
    """Voided. Raises Refused ``draws.replaced`` where another draw of the quarter stands by now."""
    draw = RandomDraw.objects.get(proceeding=performed.proceeding)
    same = RandomDraw.objects.filter(office=draw.office, year=draw.year, quarter=draw.quarter, stands=True)
    if same.exists():
        raise Refused("draws.replaced", REPLACED)
    RandomDraw.objects.filter(pk=draw.pk).update(stands=True)
