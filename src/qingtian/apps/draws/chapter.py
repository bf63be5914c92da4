"""What random inspection adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.draws.actions.draw_objects import (
    call_again,
    end,
    excuse_object,
    keep_drawn,
    stand_again,
    write_drawn,
)
from qingtian.apps.draws.actions.freeze_pools import keep_pools
from qingtian.apps.draws.models import RandomDraw
from qingtian.apps.draws.pools import TEAM
from qingtian.apps.draws.results import counted_words
from qingtian.apps.draws.visiting import not_entered, open_objects, visits_of
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards import draws as asked

STANDS = Text(
    "本单位这个季度已经有一次抽查（{number}）；有理由作废以后才能另抽。",
    "The office has a draw of this quarter ({number}); another one only after that was set aside with a ground.",
)
NAME_IT = Text(
    "这个季度有一次作废的抽查（{number}），重抽要写明替代它。",
    "A draw of this quarter was set aside ({number}): the new one names it.",
)
NOT_THAT = Text("{number} 不是本单位这个季度作废的抽查。", "{number} is no draw of this office and quarter set aside.")


def standing_draw(office: str, year: int, quarter: int, replaces: str) -> Text | None:
    """Why the office may not draw for that quarter (again); None where it may."""
    rows = RandomDraw.objects.filter(office=office, year=year, quarter=quarter).select_related("proceeding")
    for row in rows:
        if row.stands:
            return STANDS.format(number=row.proceeding.number)
    aside = [one.proceeding.number for one in rows if one.proceeding.state == "set_aside"]
    left = RandomDraw.objects.filter(replaces__proceeding__number__in=aside, stands=True)
    if replaces and (replaces not in aside or left.exists()):
        return NOT_THAT.format(number=replaces)
    return NAME_IT.format(number=aside[0]) if aside and not replaces else None


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == "start":
        return {asked.STANDING_DRAW: standing_draw, asked.TEAM: int(load_law().figure(TEAM, on=on).value)}
    if projection.state != "drawn":
        return {}
    draw = RandomDraw.objects.get(proceeding=proceeding)
    visits = visits_of(draw)
    return {asked.OPEN_OBJECTS: open_objects(draw, visits), asked.TOUCHED: bool(visits)} | {
        asked.NOT_ENTERED: not_entered(draw, visits)
    }


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """The counts of the notice, from the records."""
    draw = RandomDraw.objects.filter(proceeding=proceeding).first()
    return {"counted": counted_words(draw).zh} if draw and act == "publish_results" else {}


def erase(proceeding: Proceeding) -> None:
    """The pools go with the matter."""
    draw = RandomDraw.objects.filter(proceeding=proceeding).first()
    if draw is not None:
        draw.drawn.all().delete()
        RandomDraw.objects.filter(pk=draw.pk).update(pools={}, posts={})


CHAPTERS = (
    Chapter(
        procedure="random_draw",
        world=world,
        effects={
            "freeze_pools": keep_pools,
            "draw_objects": write_drawn,
            "excuse_object": excuse_object,
            "set_aside": end,
            "drop_pools": end,
        },
        undo={
            "draw_objects": keep_drawn,
            "excuse_object": call_again,
            "set_aside": stand_again,
            "drop_pools": stand_again,
        },
        offers=offers,
        erase=erase,
    ),
)
