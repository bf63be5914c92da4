"""Compute an issue from the city's own records: its sections and their values up to the last import."""

from __future__ import annotations

from datetime import date

from qingtian import __version__
from qingtian.apps.water.models import WaterImport
from qingtian.apps.water.publications.computing import compute, editions
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.kinds import KINDS
from qingtian.apps.water.publications.places import places_of
from qingtian.apps.water.queries import sections
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.water import RecordedRule, items, ranking_on, unverified_rules

NO_DATA = Text("没有 {period} 的水质监测值。", "There are no values of water of {period}.")
IMPORT = Text("先导入监测值，或者换一个月。", "Import values first, or take another month.")
NO_ITEM = Text("没有这个项目：{codes}", "No such item of the index: {codes}")
NO_BASIS = Text("按较少项目排名，要写是哪份文件定的。", "A ranking by fewer items needs the document that allows it.")


def open_issue(
    kind: str,
    text: str,
    *,
    on: date,
    organ: Text,
    city: Text,
    fewer: RecordedRule | None = None,
    generated: bool = False,
    upto: int | None = None,
) -> Issue:
    """The issue of that kind and month as the values stand now, or stood after import ``upto``.

    Raises UnusableInput: no such month, nothing measured in it.
    """
    of = KINDS[kind].period(text)
    held = sections()
    places = places_of(held)
    last = upto if upto is not None else WaterImport.objects.values_list("pk", flat=True).first() or 0
    figures = compute(kind, of, held, places, fewer=fewer, upto=last)
    if not any(row.period == of.id for row in figures):
        raise UnusableInput("water.no_data", NO_DATA.format(period=of.id), remedy=IMPORT)
    lakes = any(one.waterbody == "lake" for one in held)
    return Issue(
        kind=kind,
        period=of.id,
        figures=figures,
        places=places,
        imports_upto=last,
        program=__version__,
        editions=editions(of),
        rules=unverified_rules(of.last, lakes=lakes),
        fewer_items=fewer.items if fewer else (),
        fewer_basis=fewer.document if fewer else "",
        organ=organ,
        city=city,
        day=on,
        generated=generated,
        draft=True,
    )


def fewer_of(codes: str, basis: str, on: date) -> RecordedRule | None:
    """The recorded rule of a ranking by fewer items as it was typed (``COD, NH3-N``); None where nothing was.

    UnusableInput ``water.fewer_items`` or ``water.fewer_basis``.
    """
    wanted = [one.strip() for one in codes.replace("，", ",").replace("、", ",").replace(";", ",").split(",")]
    named = tuple(dict.fromkeys(one for one in wanted if one))
    if not named:
        return None
    known = ranking_on(on).items.value
    if strange := [one for one in named if one not in known or one not in items()]:
        raise UnusableInput("water.fewer_items", NO_ITEM.format(codes=", ".join(strange)))
    if not basis.strip():
        raise UnusableInput("water.fewer_basis", NO_BASIS)
    return RecordedRule(named, basis.strip()[:200])
