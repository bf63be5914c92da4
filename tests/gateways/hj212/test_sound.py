"""Sound in a frame of hour data reaches the noise point of its logger, in the hour the frame is about."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qingtian.apps.noise.models import NoiseLevel, NoisePoint
from qingtian.apps.places.models import Area
from qingtian.gateways.hj212.sound import hear_hour
from qingtian.gateways.hj212.store.arrived import Crc, Verdict
from qingtian.gateways.hj212.store.reading import Stored
from qingtian.hj212.message import read_message
from tests.days import SHANGHAI
from tests.gateways.hj212.frames import MN, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def point() -> NoisePoint:
    area = Area.objects.create(code="a", name_zh="某区", name_en="A district", kind="district")
    return NoisePoint.objects.create(code="n", name_zh="点", name_en="Point", place="zone", area=area, mn=MN)


def heard(area: str, cn: str = "2061") -> int:
    segment = f"QN=20261123130002000;ST=23;CN={cn};PW=123456;MN={MN};Flag=4;CP=&&{area}&&".encode()
    raw = b"##%04d%s0000\r\n" % (len(segment), segment)
    stored = Stored("2026-11-23", 7, NOON, MN, cn, 1, 0, Verdict.TAKEN, Crc.STANDARD, "192.0.2.7:4001", b"", raw)
    return hear_hour(stored, read_message(raw))


def test_levels_are_kept_in_their_hour_with_the_frame_they_came_in(point) -> None:
    area = "DataTime=20261123120000;Leq-Data=55.3,Leq-Flag=N;L50-Avg=54.1,L50-Flag=N;w01018-Avg=12,w01018-Flag=N"
    assert heard(area) == 2
    row = NoiseLevel.objects.get(item="Leq")
    assert (row.scaled, row.text, row.reason) == (5530, "55.3", "")
    assert row.period_start == datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
    assert row.frame is not None
    assert heard(area) == 0, "a repeat is known"
    assert heard(area.replace("55.3", "55.4")) == 1
    assert NoiseLevel.objects.filter(item="Leq").count() == 2
    assert point.days.get(day=date(2026, 11, 23)).hours_day == 1


def test_a_mark_other_than_normal_keeps_the_text_and_no_number(point) -> None:
    heard("DataTime=20261123120000;Leq-Data=99.9,Leq-Flag=C")
    row = NoiseLevel.objects.get()
    assert (row.text, row.scaled, row.reason) == ("99.9", None, "mark_C")


def test_no_sound_another_command_or_a_logger_without_a_point_is_passed_over(point) -> None:
    assert heard("DataTime=20261123120000;w01018-Avg=12") == 0
    assert heard("DataTime=20261123120000;Leq-Data=55", "2011") == 0
    assert heard("DataTime=yesterday;Leq-Data=55") == 0
    point.mn = ""
    point.save()
    assert heard("DataTime=20261123120000;Leq-Data=55") == 0
    assert not NoiseLevel.objects.exists()
