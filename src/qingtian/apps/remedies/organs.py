"""Which organ reconsiders a decision (复议机关): by the organ tree, with the rule for branch offices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qingtian.apps.people.models import Organ
from qingtian.language import Text

Kind, Level = Organ.Kind, Organ.Level
#: organs whose decisions a party can have reconsidered
DECIDING = (Kind.BUREAU, Kind.DEPARTMENT, Kind.GOVERNMENT, Kind.COMMITTEE)


def reconsiderers() -> dict[str, dict[str, Text]]:
    """Code of every organ that decides → the organs that may reconsider its decisions, with their names."""
    return among(Organ.objects.select_related("parent", "area").order_by("path"))


def among(organs: Iterable[Organ]) -> dict[str, dict[str, Text]]:
    """The same for these organs alone.

    A department: the government of its level (行政复议法 24). A branch that decides in its own name: the government of
    the bureau it belongs to, or that of its place. A government: the one above; a provincial one itself (25).
    """
    every = list(organs)
    governments = {(one.level, one.area_id): one for one in every if one.kind == Kind.GOVERNMENT}
    by_code = {one.code: one for one in every}
    return {one.code: _named(_right(one, governments, by_code)) for one in every if one.kind in DECIDING}


def _right(
    organ: Organ, governments: Mapping[tuple[str, int | None], Organ], by_code: Mapping[str, Organ]
) -> list[Organ | None]:
    own = governments.get((organ.level, organ.area_id))
    above = by_code.get(organ.chain[-2]) if len(organ.chain) > 1 else None
    if organ.kind == Kind.GOVERNMENT:
        return [above if above is not None and above.kind == Kind.GOVERNMENT else organ]
    if organ.kind == Kind.COMMITTEE:
        return [above]
    if above is not None and above.kind == Kind.BUREAU and above.level != Level.PROVINCIAL:
        return [governments.get((above.level, above.area_id)), own]
    if own is None and above is not None and above.kind == Kind.GOVERNMENT:
        return [above]
    return [own]


def _named(found: Iterable[Organ | None]) -> dict[str, Text]:
    return {one.code: Text(one.name_zh, one.name_en) for one in found if one is not None}
