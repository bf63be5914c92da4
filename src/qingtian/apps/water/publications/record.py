"""Between the record and the issue: what is kept of an issue, and the issue made again from what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qingtian.apps.air.publications.figures import canonical, changes, digest, read
from qingtian.apps.air.publications.issue import Correction
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.water.models import Section, WaterPublication
from qingtian.apps.water.publications.computing import compute
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.places import Place
from qingtian.language import Text
from qingtian.standards.periods import period
from qingtian.standards.water import RecordedRule

#: of a record, what is shown to the public
SHOWN = (
    *("version", "kind", "period", "places", "imports_upto", "editions", "rules", "program", "fewer_items"),
    *("fewer_basis", "organ", "city", "day", "figures", "sm3", "why"),
)


def kept(issue: Issue) -> dict[str, Any]:
    """The columns of a new version."""
    figures = canonical(issue.figures)
    return {
        "kind": issue.kind,
        "period": issue.period,
        "places": [place.as_dict() for place in issue.places],
        "fewer_items": list(issue.fewer_items),
        "fewer_basis": issue.fewer_basis,
        "imports_upto": issue.imports_upto,
        "editions": list(issue.editions),
        "rules": [words.as_dict() for words in issue.rules],
        "program": issue.program,
        "organ": issue.organ.as_dict(),
        "city": issue.city.as_dict(),
        "day": issue.day,
        "figures": figures,
        "sm3": digest(figures),
    }


def shown(record: WaterPublication) -> dict[str, Any]:
    """What the public may be shown of a version: plain values only."""
    return {name: getattr(record, name) for name in SHOWN}


def issue_of(
    fields: Mapping[str, Any], *, number: str = "", before: Mapping[str, Any] | None = None, **marks: bool
) -> Issue:
    """The issue made again from ``shown`` fields; ``before`` are those of the version it corrects."""
    figures = read(str(fields["figures"]))
    correction = None
    if before is not None:
        found = changes(read(str(before["figures"])), figures)
        correction = Correction(int(before["version"]), found, str(fields["why"]))
    day = fields["day"]
    return Issue(
        kind=str(fields["kind"]),
        period=str(fields["period"]),
        figures=figures,
        places=[Place.of(one) for one in fields["places"]],
        imports_upto=int(fields["imports_upto"]),
        program=str(fields["program"]),
        editions=list(fields["editions"]),
        rules=[Text.of(words) for words in fields["rules"]],
        fewer_items=tuple(fields["fewer_items"]),
        fewer_basis=str(fields["fewer_basis"]),
        organ=Text.of(fields["organ"]),
        city=Text.of(fields["city"]),
        number=number,
        version=int(fields["version"]),
        day=day if isinstance(day, date) else None,
        correction=correction,
        **marks,
    )


def recomputed(record: WaterPublication) -> str:
    """The canonical file computed again from the values as they stood after the import it names.

    A section that moved to another basin or area since is taken where it is now; its own figures do not change.
    """
    places = [Place.of(one) for one in record.places]
    codes = [place.code for place in places if place.sort == "section"]
    held = {one.code: one for one in Section.objects.filter(code__in=codes).select_related("basin", "area")}
    fewer = RecordedRule(tuple(record.fewer_items), record.fewer_basis) if record.fewer_items else None
    in_order = [held[code] for code in codes if code in held]
    figures = compute(record.kind, period(record.period), in_order, places, fewer=fewer, upto=record.imports_upto)
    return canonical(figures)


def versions(matter: Proceeding) -> list[WaterPublication]:
    """Every version with its figures, the first first."""
    return list(WaterPublication.objects.filter(proceeding=matter).order_by("version"))


def issue(record: WaterPublication, held: Sequence[WaterPublication], *, public: bool) -> Issue:
    """The issue of one version, with its correction against the version before; a draft until it is public."""
    before = next((one for one in reversed(held) if one.version < record.version), None)
    return issue_of(
        shown(record),
        number=record.proceeding.number,
        before=shown(before) if before else None,
        generated=record.proceeding.generated,
        draft=not public,
    )
