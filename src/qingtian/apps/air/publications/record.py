"""Between the record and the issue: what is kept of an issue, and the issue made again from what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import AirPublication
from qingtian.apps.air.publications.computing import Targets, compute
from qingtian.apps.air.publications.figures import canonical, changes, digest, read
from qingtian.apps.air.publications.issue import Correction, Issue, Place
from qingtian.apps.air.publications.opening import Opened, source_of
from qingtian.language import Text
from qingtian.measurements.lake import Snapshot
from qingtian.measurements.statistics import Membership
from qingtian.standards.periods import period

#: of a record, what is shown to the public; the memberships and the rest serve to compute it again
SHOWN = (
    *("version", "kind", "period", "about_region", "places", "snapshot", "snapshot_at", "rules", "program"),
    *("provisional", "organ", "city", "day", "figures", "sm3", "why"),
)


def kept(opened: Opened) -> dict[str, Any]:
    """The columns of a new version."""
    issue = opened.issue
    figures = canonical(issue.figures)
    return {
        "kind": issue.kind,
        "period": issue.period,
        "about_region": issue.about_region,
        "places": [place.as_dict() for place in issue.places],
        "members": [_member(one) for one in opened.members],
        "local": list(opened.local),
        "targets": [[*name, *value] for name, value in opened.targets.items()],
        "snapshot": issue.snapshot,
        "snapshot_at": issue.snapshot_at,
        "rules": [words.as_dict() for words in issue.rules],
        "program": issue.program,
        "provisional": issue.provisional,
        "organ": issue.organ.as_dict(),
        "city": issue.city.as_dict(),
        "day": issue.day,
        "figures": figures,
        "sm3": digest(figures),
    }


def shown(record: AirPublication) -> dict[str, Any]:
    """What the public may be shown of a version: plain values only."""
    return {name: getattr(record, name) for name in SHOWN}


def issue_of(
    fields: Mapping[str, Any], *, number: str = "", before: Mapping[str, Any] | None = None, **marks: bool
) -> Issue:
    """The issue made again from ``shown`` fields; ``before`` are those of the version it corrects."""
    figures = read(str(fields["figures"]))
    correction = None
    if before is not None:
        why = str(fields["why"])
        correction = Correction(int(before["version"]), changes(read(str(before["figures"])), figures), why)
    at, day = fields["snapshot_at"], fields["day"]
    return Issue(
        kind=str(fields["kind"]),
        period=str(fields["period"]),
        figures=figures,
        places=[Place.of(one) for one in fields["places"]],
        snapshot=str(fields["snapshot"]),
        snapshot_at=at if isinstance(at, datetime) else None,
        program=str(fields["program"]),
        rules=[Text.of(words) for words in fields["rules"]],
        provisional=bool(fields["provisional"]),
        about_region=str(fields["about_region"]),
        organ=Text.of(fields["organ"]),
        city=Text.of(fields["city"]),
        number=number,
        version=int(fields["version"]),
        day=day if isinstance(day, date) else None,
        correction=correction,
        **marks,
    )


def recomputed(record: AirPublication) -> str:
    """The canonical file computed again from the snapshot, with the memberships of the day of drafting.

    UnusableInput ``lake.no_snapshot`` where the lake does not hold it.
    """
    of = period(record.period)
    snapshot: Snapshot = city_lake().snapshot(record.snapshot)
    held = [_membership(one) for one in record.members]
    places = [Place.of(one) for one in record.places]
    targets: Targets = {(place, item, name): (value, basis) for place, item, name, value, basis in record.targets}
    return canonical(compute(record.kind, of, places, source_of(of, held, record.local, snapshot), targets))


def _member(one: Membership) -> list[str]:
    return [str(value) for value in asdict(one).values()]


def _membership(kept_: list[str]) -> Membership:
    place, station, first, last = kept_
    return Membership(place, station, date.fromisoformat(first), date.fromisoformat(last))
