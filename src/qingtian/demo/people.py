"""Organs, posts, people, tenures and duties of the invented city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.people.actions.absences import enter_absence
from qingtian.apps.people.models import Duty, DutyList, Organ, Person, Post, Rank, Tenure
from qingtian.apps.people.queries import holder
from qingtian.apps.places.models import Area
from qingtian.demo.declared import declared

#: days before the day of loading on which everybody in office had taken office
IN_OFFICE = 900
#: whose post is stood in at, and from which post
ABSENT = ("yunping-inspection-head", "yunping-inspector")
RANKS = {
    "staff": Rank.STAFF,
    "township": Rank.TOWNSHIP,
    "county": Rank.COUNTY,
    "city": Rank.CITY,
}


def filled(value: Any, words: dict[str, str]) -> Any:
    """``{names}`` filled in, through lists and mappings."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [filled(one, words) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, words) for key, one in value.items()}
    return value


def area_words(area: dict[str, Any]) -> dict[str, str]:
    """The words the declarations of an area are filled with."""
    kind = area["kind"]
    name = area["en"].removesuffix(" District").removesuffix(" County").removesuffix(" City")
    short = area["zh"] if kind in ("zone", "autonomous_county") else area["zh"][:-1]
    base = {"a": area["code"], "zh": area["zh"], "en": area["en"], "name": name, "short": short.removesuffix("自治县")}
    return base | filled(declared("organs")["area"]["words"][kind], base)


def _town_words(area: dict[str, Any], town: list[str]) -> dict[str, str]:
    code, zh, en = town
    office = ("办事处", "Sub-district Office") if zh.endswith("街道") else ("人民政府", "Town Government")
    office = ("居委会", "Residents' Committee") if zh.endswith("社区") else office
    return area_words(area) | {"town": code, "town_zh": zh, "town_en": en, "office": office[0], "office_en": office[1]}


def declared_organs() -> Iterator[list[Any]]:
    """Every organ, parents first: [code, zh, en, kind, level, parent, area]."""
    organs = declared("organs")
    yield from organs["city"]["organs"]
    for area in declared("areas")["areas"]:
        yield from filled(organs["area"]["organs"], area_words(area))
        for town in area["towns"]:
            yield filled(organs["town"]["organ"], _town_words(area, town))
    yield from organs["city"]["later_organs"]


def declared_posts() -> Iterator[list[Any]]:
    """Every post; liaisons after the leader they serve."""
    organs = declared("organs")
    yield from organs["city"]["posts"]
    for area in declared("areas")["areas"]:
        yield from filled(organs["area"]["posts"], area_words(area))
        for town in area["towns"]:
            yield from filled(organs["town"]["posts"], _town_words(area, town))
    yield from organs["city"]["later_posts"]


def create_organs() -> int:
    """The organ tree; returns how many organs there are."""
    made: dict[str, Organ] = {}
    areas = {area.code: area for area in Area.objects.all()}
    for number, (code, zh, en, kind, level, parent, area) in enumerate(declared_organs()):
        made[code] = Organ.objects.create(
            code=code,
            name_zh=zh,
            name_en=en,
            kind=kind,
            level=level,
            parent=made.get(parent),
            area=areas.get(area),
            phone=f"0000-{6000 + number:04d}",
            address=f"{areas[area].name_zh if area else '省城'}示范路 {number + 1} 号",
            hours="工作日 8:30–12:00，14:00–17:30",
        )
    return len(made)


def create_posts() -> int:
    """All posts; returns how many there are."""
    organs = {organ.code: organ for organ in Organ.objects.all()}
    made: dict[str, Post] = {}
    for code, organ, zh, en, rank, roles, *more in declared_posts():
        extra = more[0] if more else {}
        made[code] = Post.objects.create(
            code=code,
            organ=organs[organ],
            title_zh=zh,
            title_en=en,
            rank=RANKS[rank],
            roles=roles,
            principal=extra.get("principal", ""),
            liaison_for=made.get(extra.get("liaison_for", "")),
        )
    return len(made)


def invented_names(rng: Random) -> Iterator[tuple[str, str]]:
    """Names put together from syllables, none twice."""
    names = declared("names")
    seen = {zh for zh, _ in names["fixed"].values()}
    while True:
        (a, b), (c, d), (e, f) = (rng.choice(names[part]) for part in ("family", "first", "second"))
        if a + c + e not in seen:
            seen.add(a + c + e)
            yield a + c + e, f"{b} {d}{f}"


def create_people(rng: Random, today: date) -> int:
    """One holder a post, and a predecessor where a leader changed this year; returns how many people there are."""
    names = invented_names(rng)
    fixed = declared("names")["fixed"]
    changed = {change["post"]: today - timedelta(days=change["days"]) for change in declared("organs")["changes"]}
    for post in Post.objects.order_by("pk"):
        since = today - timedelta(days=IN_OFFICE + rng.randrange(600))
        if handed := changed.get(post.code):
            _appoint(post, f"{post.code}-before", next(names), since, handed - timedelta(days=1))
            since = handed
        _appoint(post, post.code, tuple(fixed[post.code]) if post.code in fixed else next(names), since, None)
    return Person.objects.count()


def _appoint(post: Post, code: str, name: tuple[str, str], starts: date, ends: date | None) -> None:
    person = Person.objects.create(code=f"p-{code}"[:60], name_zh=name[0], name_en=name[1])
    decision = f"云组任〔{starts.year}〕{post.pk:03d}号（演示）"
    Tenure.objects.create(person=person, post=post, starts=starts, ends=ends, decision=decision)


def create_absence(today: date) -> int:
    """The director of the inspection office is on leave this week; the inspector stands in (AB角)."""
    away, stands_in = (Post.objects.select_related("organ").get(code=code) for code in ABSENT)
    before = today - timedelta(days=1)
    person, substitute = holder(away, today), holder(stands_in, today)
    assert person is not None
    enter_absence(
        away, person, starts=today, ends=today + timedelta(days=4), substitute=substitute, decision="年休假（演示）",
        by=person, today=before, now=datetime.combine(before, time(16), ZoneInfo("Asia/Shanghai")),
    )  # fmt: skip
    return 1


def create_duties(today: date) -> int:
    """The duty list in force and the version it replaced; returns how many duties the two have."""
    duties, change = declared("organs")["duties"], date(today.year - 2, 1, 1)
    earlier = _list_of_duties(duties["earlier"], date(today.year - 4, 1, 1), change - timedelta(days=1))
    return earlier + _list_of_duties(duties, change, None)


def _list_of_duties(told: dict[str, Any], starts: date, ends: date | None) -> int:
    title = told["title"]
    listed = DutyList.objects.create(
        version=told["version"], title_zh=title["zh"], title_en=title["en"], in_force_from=starts, in_force_to=ends
    )
    for number, organ, post, zh, en in told["items"]:
        Duty.objects.create(
            duty_list=listed,
            number=number,
            organ=Organ.objects.get(code=organ),
            post=Post.objects.get(code=post),
            text_zh=zh,
            text_en=en,
            basis="云屏市生态环境保护责任清单（演示）",
        )
    return len(told["items"])


def create_area_contracts(today: date) -> int:
    """Both principals of every area answer for it, this year and the last (包片)."""
    made = 0
    for post in Post.objects.exclude(principal="").select_related("organ__area"):
        for year in (today.year - 1, today.year):
            AreaContract.objects.create(
                area=post.organ.area, post=post, year=year, decision=f"云办发〔{year}〕1号（演示）"
            )
            made += 1
    return made
