"""Petitions with working copies in a small city, and an index of their own."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from django.conf import settings

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.text_index.folder import NAME
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive
from tests.days import at

KILN = "窑湾旧厂区里的塑料加工点夜里十一点后排黑烟，焦糊味一直飘到中心小学，孩子咳嗽。"
AGAIN = "窑湾旧厂区塑料加工点半夜又冒黑烟了，焦糊味飘到中心小学那边，孩子们都咳嗽。"
OTHER = "河堤步道旁的洗车店把污水直接排进河里，水面一层泡沫。"


@pytest.fixture(autouse=True)
def own_index():
    """Every test begins without an index."""
    shutil.rmtree(settings.DATA / NAME, ignore_errors=True)
    yield
    shutil.rmtree(settings.DATA / NAME, ignore_errors=True)


@pytest.fixture
def told(city):
    """A petition with these words, covered as they stand; ``phone`` seals a number with it."""

    def tell(words: str, day: date = MONDAY, *, phone: str = "", **report: object) -> Drive:
        values = {"report": words, "channel": "web", "receiver": "petitions", "area": "wangxi", **report}
        identity = Identity("", phone, "")
        received = receive(Report(**values), identity, by=REPORTER, on=day, now=at(day), prefix="YP")  # type: ignore[arg-type]
        cover(received.petition, words)
        return Drive(city, Proceeding.objects.get(pk=received.petition.proceeding_id), day)

    return tell


def cover(petition: Petition, words: str) -> WorkingCopy:
    """The working copy of a petition, written or written again."""
    copy, _ = WorkingCopy.objects.update_or_create(
        petition=petition, defaults={"text": words, "place": petition.place, "drafted_at": at(MONDAY)}
    )
    return copy
