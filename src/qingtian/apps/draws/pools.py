"""The pools of an office on a day (名单): units of its area by class, officers with their interests, counts by law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from qingtian.apps.draws.models import DrawnObject
from qingtian.apps.draws.special import special_objects
from qingtian.apps.inspections.models import Visit, VisitOfficer
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ, Post, Tenure
from qingtian.drawing.conditions import conditions
from qingtian.drawing.counting import by_officers, share
from qingtian.drawing.pools import PoolObject, PoolOfficer, Pools
from qingtian.enforcement.visit_caps import cap_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law

#: levels the ratios are known for
LEVELS = ("city", "county")
ENFORCING = ("handling_officer", "penalty_officer")
SPECIAL, TEAM = "inspection.special_objects", "inspection.officers"
KEY, GENERAL = "inspection.key_units_{level}", "inspection.general_units_{level}"
NO_RATIO = Text("本单位的级别没有抽查比例。", "No ratio is known for the level of this office.")
NO_PARTY = Text("没有这个单位：{number}", "no such unit: {number}")


@dataclass(frozen=True, slots=True)
class OwnPools:
    """The pools with what is not frozen in them: which post each label is, and the figures behind the counts."""

    pools: Pools
    posts: Mapping[str, str]
    shares: Text


def pools_of_office(office: Organ, year: int, quarter: int, on: date, *, added: str, nonce: str) -> OwnPools:
    """As the records say on that day. ``added`` has ``number reason`` a line: special objects no register knows.

    Raises Refused ``draws.no_ratio``, ``draws.no_party``.
    """
    if office.level not in LEVELS:
        raise Refused("draws.no_ratio", NO_RATIO)
    objects = _objects(office, year, on, dict(_lines(added)))
    officers, posts = _officers(office, on, {one.number for one in objects})
    counts, shares = _counts(office, year, quarter, on, objects, len(officers))
    team = int(load_law().figure(TEAM, on=on).value)
    return OwnPools(Pools(objects, officers, counts, team, nonce), posts, shares)


def _lines(added: str) -> Iterator[tuple[str, str]]:
    for line in added.splitlines():
        number, _, reason = line.strip().partition(" ")
        if number:
            yield number.upper(), reason.strip()


def _objects(office: Organ, year: int, on: date, added: Mapping[str, str]) -> tuple[PoolObject, ...]:
    """Every unit of the office's area, in one question each for classes and caps."""
    units = Party.objects.filter(kind=Party.Kind.UNIT, entered_on__lte=on)
    if office.area is not None:
        units = units.filter(area__path__startswith=office.area.path)
    cap = cap_of(load_law(), office.level, date(year, 12, 31))
    inside = Visit.objects.filter(year=year, level=office.level, made=True, exempt="")
    visited = dict(inside.values_list("party").order_by().annotate(Count("pk")))
    special, risk = special_objects(on), next(one for one in conditions() if one.id == "major_risk")
    found = []
    for number, name, key in units.values_list("number", "name", "key_unit").order_by("number"):
        reasons = [condition.title.zh for condition in special.get(number, ())]
        if number in added:
            reasons.append(f"{risk.title.zh}：{added[number]}")
        of_class = "special" if reasons else "key" if key else "general"
        left = None if cap is None else max(0, cap - visited.get(number, 0))
        found.append(PoolObject(number, name, of_class, left, tuple(reasons)))
    if unknown := set(added) - {one.number for one in found}:
        raise Refused("draws.no_party", NO_PARTY.format(number=min(unknown)))
    return tuple(found)


def _officers(office: Organ, on: date, numbers: set[str]) -> tuple[tuple[PoolOfficer, ...], dict[str, str]]:
    """Posts of the office that enforce and are held that day, by label; what their holders declared of an interest."""
    held = Tenure.objects.on(on).filter(post__organ=office).order_by("post__code", "starts")
    holders = {tenure.post.code: tenure.person.code for tenure in held.select_related("post", "person")}
    enforcing = [
        post for post in Post.objects.filter(organ=office).order_by("code") if set(ENFORCING) & set(post.roles)
    ]
    posts = [post.code for post in enforcing if post.code in holders]
    declared = VisitOfficer.objects.filter(person__in=[holders[post] for post in posts], interest="interest")
    interests: dict[str, set[str]] = {}
    for person, party in declared.values_list("person", "visit__party"):
        interests.setdefault(person, set()).add(party)
    labels = {f"O-{place:02d}": post for place, post in enumerate(posts, 1)}
    officers = tuple(
        PoolOfficer(label, tuple(sorted(interests.get(holders[post], set()) & numbers)))
        for label, post in labels.items()
    )
    return officers, labels


def _counts(
    office: Organ, year: int, quarter: int, on: date, objects: tuple[PoolObject, ...], officers: int
) -> tuple[dict[str, int], Text]:
    law, of = load_law(), {name: sum(one.of_class == name for one in objects) for name in ("special", "key", "general")}
    special = int(law.figure(SPECIAL, on=on).value)
    key = int(law.figure(KEY.format(level=office.level), on=on).value)
    each = int(law.figure(GENERAL.format(level=office.level), on=on).value)
    before = DrawnObject.objects.filter(
        draw__office=office.code, draw__year=year, draw__quarter__lt=quarter, draw__stands=True, of_class="general"
    ).count()
    counts = {
        "special": share(of["special"], special),
        "key": share(of["key"], key),
        "general": by_officers(of["general"], officers, each, quarter, before, _left(objects)),
    }
    shares = SHARES.format(
        special=special, key=key, each=each, **{f"{name}_n": n for name, n in counts.items()}, **of_words(of)
    )
    return counts, shares


def _left(objects: tuple[PoolObject, ...]) -> int | None:
    """Visits the caps leave to the general units together; None where no cap holds."""
    lefts = [one.left for one in objects if one.of_class == "general"]
    return None if None in lefts else sum(left for left in lefts if left)


def of_words(of: Mapping[str, int]) -> dict[str, int]:
    """The sizes of the classes as the sentence names them."""
    return {f"{name}_of": n for name, n in of.items()}


SHARES = Text(
    "特殊监管对象 {special_of} 个，{special}%，抽 {special_n} 个；重点单位 {key_of} 个，{key}%，抽 {key_n} 个；"
    "一般单位 {general_of} 个，每名执法人员一年 {each} 个，本季度抽 {general_n} 个",
    "special objects: {special_n} of {special_of} ({special} %); key units: {key_n} of {key_of} ({key} %); "
    "general units: {general_n} of {general_of} this quarter ({each} an officer and year)",
)
