"""How much was reported behind each row of a list: n reports, m people, k channels, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.language import Text
from qingtian.procedures import load_procedures

BATCH = 500


@dataclass(frozen=True, slots=True)
class Behind:
    """Reports behind a matter. ``people`` counts telephone numbers by their keyed digest; nothing is opened."""

    reports: int
    people: int
    channels: tuple[str, ...]
    place: str

    @property
    def text(self) -> Text:
        """14 件　11 人　12345、网上; people only where at least one left a number."""
        zh, en = [f"{self.reports} 件"], [counted(self.reports, "report")]
        if self.people:
            zh.append(f"{self.people} 人")
            en.append(counted(self.people, "person", "people"))
        names = [channel_title(c) for c in self.channels]
        zh.append("、".join(n.zh for n in names) if len(names) < 3 else f"{len(names)} 渠道")
        en.append(", ".join(n.en for n in names) if len(names) < 3 else f"{len(names)} channels")
        return Text("　".join(zh), ", ".join(en))


def counted(number: int, one: str, many: str = "") -> str:
    """1 report, 2 reports, 3 people."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def channels() -> dict[str, Text]:
    """Every channel a report can come by, as the procedure declares them."""
    opening = load_procedures().editions("petition")[-1].named("receive")
    field = opening.field("channel") if opening else None
    return dict(field.choices) if field else {}


def channel_title(code: str) -> Text:
    return channels().get(code, Text(code, code))


def _pairs(targets: Collection[int], kind: str) -> list[tuple[int, int]]:
    links = Link.objects.filter(target__in=targets, kind=kind, undone_by__isnull=True)
    return list(links.values_list("target", "source"))


def behind(matters: Collection[Proceeding]) -> dict[int, Behind]:
    """By primary key of the matter; a matter nobody reported is left out."""
    roots = {m.pk: {m.pk} for m in matters if m.procedure == "petition"}
    cases = [m.pk for m in matters if m.procedure != "petition"]
    for case, source in _pairs(cases, Link.Kind.GAVE_RISE_TO) if cases else ():
        roots.setdefault(case, set()).add(source)
    merged: dict[int, set[int]] = defaultdict(set)
    for main, source in _pairs(set().union(*roots.values()), Link.Kind.DUPLICATE_OF) if roots else ():
        merged[main].add(source)
    members = {pk: own | set().union(*(merged[r] for r in own)) for pk, own in roots.items()}
    return _counted(members)


def _counted(members: dict[int, set[int]]) -> dict[int, Behind]:
    wanted = set().union(*members.values()) if members else set()
    rows = Petition.objects.filter(proceeding__in=wanted)
    found = {r[0]: r for r in rows.values_list("proceeding", "channel", "identity_token", "working_copy__place")}
    marks = _digests([r[2] for r in found.values()])
    counted = {}
    for pk, own in members.items():
        reports = [found[m] for m in sorted(own) if m in found]
        if reports:
            people = {marks[r[2]] for r in reports if marks.get(r[2])}
            place = next((r[3] for r in reports if r[3]), "")
            counted[pk] = Behind(len(reports), len(people), tuple(sorted({r[1] for r in reports})), place)
    return counted


def _digests(tokens: list[str]) -> dict[str, str | None]:
    """The keyed digests of telephone numbers, by token: enough to count people, not to know one."""
    found: dict[str, str | None] = {}
    for start in range(0, len(tokens), BATCH):
        batch: Iterable[tuple[str, str | None]] = SealedIdentity.objects.filter(
            token__in=tokens[start : start + BATCH]
        ).values_list("token", "fingerprint")
        found |= dict(batch)
    return found
