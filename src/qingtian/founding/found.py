"""Make the city: records in one transaction, keys, and last of all the file that says it is there.

Killed anywhere, it can be run again with the same or better answers: as long as ``city.yaml`` is not written nobody has
worked here, and what an earlier run made is brought into line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian import packs
from qingtian.apps.accounts.actions.passwords import first_account
from qingtian.apps.identities.vault import make_keys
from qingtian.apps.installation.kind import REAL, kind, mark, refuse_other
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.config.city import city_file, write_city
from qingtian.errors import Refused
from qingtian.founding.answers import Answers
from qingtian.language import Text

ALREADY = Text("这里已经设立了城市。", "A city is set up here already.")
MEND = Text(
    "改名称直接改 {file}；另设一个城市，换一个空的数据目录（QINGTIAN_DATA）。",
    "To change a name edit {file}; for another city use an empty data folder (QINGTIAN_DATA).",
)
NOT_EMPTY = Text(
    "数据库里已经有机关或事项，但没有城市文件。", "The database holds organs or matters, but no city file."
)
WRITE_IT = Text(
    "如果是 0.1.0 用过的真实城市，照文档写好 {file}；否则换一个空的数据目录（QINGTIAN_DATA）。",
    "If this is a real city used with 0.1.0, write {file} as documented; otherwise use an empty data folder.",
)


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made and where it lies."""

    user: str
    city_file: Path
    keys: tuple[Path, ...]
    pack: packs.PackReport | None


def check_may_begin() -> None:
    """Raises Refused where there is a city or the demonstration already; databases must be prepared."""
    if city_file().exists():
        raise Refused("init.already", ALREADY, where=city_file().name, remedy=MEND.format(file=city_file()))
    refuse_other(REAL)
    if settings.DEMO:
        words = Text("QINGTIAN_DEMO=1 是演示用的。", "QINGTIAN_DEMO=1 is for the demonstration.")
        raise Refused("init.demo", words, remedy=Text("去掉它再来。", "Unset it and try again."))
    begun = kind() == REAL
    if Proceeding.objects.exists() or (Organ.objects.exists() and not begun):
        raise Refused("init.not_empty", NOT_EMPTY, remedy=WRITE_IT.format(file=city_file()))


@sensitive_variables()
def found_city(answers: Answers, password: str, *, now: datetime, one_time: bool = False) -> Founded:
    """Make the city and its first administrator, who with ``one_time`` sets a password of their own at first sign-in.

    Raises Refused (``check_may_begin``) and what a pack raises.
    """
    check_may_begin()
    with transaction.atomic():
        mark(REAL, receiver=answers.city.receiver, now=now)
        report = packs.load_pack(answers.pack) if answers.pack else None
        area = _area(answers, report)
        bureau = _organs(answers, area)
        _administrator(answers, bureau, password, now, one_time)
    made = make_keys(now=now)
    one = answers.city
    write_city(
        name=one.name,
        short=one.short,
        bureau=one.bureau,
        prefix=one.prefix,
        receiver=one.receiver,
        map_number=one.map_number,
    )
    return Founded(answers.administrator.user, city_file(), tuple(made), report)


def _area(answers: Answers, report: packs.PackReport | None) -> Area:
    """The city itself: the pack's, where one was loaded."""
    if report is not None:
        return Area.objects.get(kind=Area.Kind.CITY, parent=None)
    one = answers.city
    values = {"name_zh": one.name.zh, "name_en": one.name.en, "kind": Area.Kind.CITY}
    area, _ = Area.objects.update_or_create(code=one.code, defaults=values)
    return area


def _organs(answers: Answers, area: Area) -> Organ:
    """The bureau, and under it the office that receives what residents report."""
    one = answers.city
    bureau = _organ(one.bureau_code, one.bureau, Organ.Kind.BUREAU, None, area)
    _organ(one.receiver, one.petition_office, Organ.Kind.PETITION_OFFICE, bureau, area)
    return bureau


def _organ(code: str, words: Text, kind_: str, parent: Organ | None, area: Area) -> Organ:
    values: dict[str, Any] = {
        "name_zh": words.zh,
        "name_en": words.en,
        "kind": kind_,
        "level": Organ.Level.CITY,
        "parent": parent,
        "area": area,
    }
    organ, _ = Organ.objects.update_or_create(code=code, defaults=values)
    return organ


@sensitive_variables()
def _administrator(answers: Answers, bureau: Organ, password: str, now: datetime, one_time: bool) -> None:
    who = answers.administrator
    post, _ = Post.objects.update_or_create(
        code=f"{answers.city.code}-administrator",
        defaults={"organ": bureau, "title_zh": who.post.zh, "title_en": who.post.en, "roles": ["administrator"]},
    )
    person, _ = Person.objects.update_or_create(
        code=f"{answers.city.code}-first-administrator", defaults={"name_zh": who.name.zh, "name_en": who.name.en}
    )
    Tenure.objects.get_or_create(person=person, post=post, ends=None, defaults={"starts": now.date()})
    first_account(person, who.user, password, one_time=one_time, now=now)
