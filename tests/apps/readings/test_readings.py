"""Readings are made after the intake, beside it; what officers choose instead is noted; what is erased is forgotten."""

import pytest

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.readings.models import Correction, Reading
from qingtian.apps.readings.queries import agreement, alarms, reading_of, suggested_answers
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
WORDS = "我叫王小明，电话13912345678。望溪区窑湾砖厂每天晚上10点烧轮胎，黑烟刺鼻，村民要聚集堵路。"


@pytest.fixture
def drive(city, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = Report(report=WORDS, channel="web", receiver="petitions", area="wangxi")
        got = receive(
            report, Identity("王小明", "13912345678", ""), by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP"
        )
    return Drive(city, got.petition.proceeding)


def registered(drive, capture, **fields):
    with capture(execute=True):
        drive.do("register", fields={"area": "wangxi", "subject": "窑湾砖厂", **fields})


def test_a_reading_is_kept_after_the_intake_and_names_nobody(drive):
    reading = Reading.objects.get()
    assert [one["code"] for one in reading.read["media"]] == ["air"]
    assert reading.alarm == "mass"
    assert reading.read["times"][0]["begins"] == "22:00"
    assert "王小明" not in str(reading.read)
    assert "13912345678" not in str(reading.read)


def test_a_reading_that_fails_stops_nothing(city, django_capture_on_commit_callbacks, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("王小明")

    monkeypatch.setattr("qingtian.apps.readings.listening.read_petition", broken)
    with django_capture_on_commit_callbacks(execute=True):
        report = Report(report=WORDS, channel="web", receiver="petitions")
        receive(report, Identity("", "", ""), by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP")
    assert Petition.objects.count() == 1
    assert not Reading.objects.exists()
    assert reading_of(Petition.objects.get())["media"]


def test_what_the_officer_chose_is_noted_beside_what_was_suggested(drive, django_capture_on_commit_callbacks):
    assert suggested_answers(reading_of(drive.matter.petition))["kinds"] == ["air"]
    registered(drive, django_capture_on_commit_callbacks, kinds=["noise"], urgent=True)
    rows = {row.field: row for row in Correction.objects.all()}
    assert (rows["kinds"].suggested, rows["kinds"].chosen, rows["kinds"].agreed) == (["air"], ["noise"], False)
    assert rows["urgent"].agreed
    assert agreement()["kinds"] == (0, 1)


def test_an_alarm_is_seen_within_the_scope_and_until_there_is_an_opinion(drive):
    assert [one.petition.proceeding for one in alarms(drive.actor("petition-officer"))] == [drive.matter]
    assert not alarms(drive.actor("handler")).exists()
    drive.to("concluded")
    assert not alarms(drive.actor("petition-officer")).exists()


def test_with_the_words_goes_what_was_read_in_them(drive):
    WorkingCopy.objects.all().delete()
    assert not Reading.objects.exists()
    assert reading_of(drive.matter.petition) == {}
