"""A command to a field unit: four eyes, only the competent organ, no password in clear, answered or lapsed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers

from qingtian.apps.monitors.actions import follow_command
from qingtian.apps.monitors.commands import ready_commands
from qingtian.apps.monitors.models import DataLogger, FieldCommand
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.sweep import sweep_matters
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.errors import Refused
from qingtian.hj212.message import read_message
from qingtian.hj212.requests import LIMITS, REQUESTS, Addressee, faults, known_to, request_frame
from qingtian.hj212.simulation.plant import Plant
from qingtian.hj212.simulation.unit import Unit
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.guards.field_commands import SENDING
from tests.days import at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 6)
MN = "010000A8900016F000169DC0"
QN = "20260506100000001"


@pytest.fixture(autouse=True)
def device(city: SmallCity) -> DataLogger:
    return DataLogger.objects.create(mn=MN, name="1 号数采仪", organ=Organ.objects.get(code="branch"))


@contextmanager
def refused(words: str, basis: bool = True) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    told = caught.value
    assert words in str(told.message.zh) + str(getattr(told, "faults", "")), told
    assert told.basis or not basis, "every refusal names its article"


def propose(city: SmallCity, command: str = "hour_history", post: str = "handler", **other: Any) -> Proceeding:
    period = {"begins": "2026-05-05 00:00", "ends": "2026-05-05 23:00"} if command.endswith("history") else {}
    fields = {"logger": MN, "command": command, "why": "缺数，补取。"} | period | other
    return open_proceeding(
        "field_command", by=city.actor(post, DAY), on=DAY, now=at(DAY), title=f"{command} {MN}", fields=fields
    )


def step(
    city: SmallCity, matter: Proceeding, act: str, post: str = "branch-head", on: date = DAY, **fields: Any
) -> None:
    matter.refresh_from_db()
    perform(matter, act, by=city.actor(post, on), on=on, now=at(on), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()


def approved(city: SmallCity, command: str = "hour_history", **other: Any) -> Proceeding:
    matter = propose(city, command, **other)
    step(city, matter, "approve")
    return matter


WIRE = {"on": DAY, "now": at(DAY, 11)}


def test_nothing_waits_for_the_gateway_until_another_post_approved(city: SmallCity) -> None:
    matter = propose(city)
    assert ready_commands(DAY) == []
    with refused("", basis=False):
        follow_command.note_sent(matter.number, QN, **WIRE)
    step(city, matter, "approve")
    (ready,) = ready_commands(DAY)
    assert (ready.number, ready.mn, ready.request, ready.edition) == (matter.number, MN, "hour_history", "2017")
    assert ready_commands(DAY, mns=["another"]) == []
    sent = read_message(request_frame(ready.request, ready.values, Addressee("32", MN, "1", "2017"), qn=QN, at=at(DAY)))
    assert (sent.field("CN"), sent.field("Flag")) == ("2061", "5")
    assert sent.groups == ((("BeginTime", "20260505000000"), ("EndTime", "20260505230000")),)


def test_whoever_proposed_does_not_approve_in_whatever_post(city: SmallCity) -> None:
    matter = propose(city)
    both = replace(city.actor("handler", DAY), roles=frozenset({"chief"}))
    other_post = replace(both, post="branch-head")
    same_post = replace(city.actor("branch-head", DAY), post="handler")
    for actor in (both, other_post, same_post):
        with refused("另一个岗位"):
            perform(matter, "approve", by=actor, on=DAY, now=at(DAY), fields={}, expected_seq=matter.seq)
    with pytest.raises(Refused):
        step(city, matter, "approve", post="branch-2-head")
    with pytest.raises(Refused):
        step(city, matter, "approve", post="second-officer")
    step(city, matter, "approve")
    assert matter.state == "approved"


def test_only_the_organ_a_device_is_under_or_one_above_it_commands_it(city: SmallCity, device: DataLogger) -> None:
    with refused("不归您的机关管"):
        propose(city, post="handler-2")
    with refused("没有登记"):
        propose(city, logger="UNKNOWN")
    above = replace(city.actor("legal-officer", DAY), roles=frozenset({"analyst"}))
    fields = {"logger": f" {MN} ", "command": "read_clock", "why": "对时"}
    open_proceeding("field_command", by=above, on=DAY, now=at(DAY), title="t", fields=fields)
    device.active = False
    device.save()
    with refused("已停用"):
        propose(city)


@pytest.mark.parametrize(
    ("command", "values", "words"),
    [
        ("set_real_time_interval", {"seconds": 29}, "30 到 3600"),
        ("set_real_time_interval", {"seconds": 3601}, "30 到 3600"),
        ("set_real_time_interval", {}, "要填"),
        ("set_minute_interval", {"minutes": 7}, "只能是"),
        ("set_answering", {"over_time": 0, "retries": 3}, "1 到 99"),
        ("set_password", {"new_password": "12345"}, "6 位"),
        ("sample_now", {}, "因子编码"),
        ("read_clock", {"seconds": 60}, "空着"),
        ("hour_history", {"ends": "昨天"}, "写成 2026"),
        ("hour_history", {"ends": "2026-05-04 23:00"}, "开始时间之后"),
        ("hour_history", {"ends": "2026-05-07 00:00"}, "只能取到今天"),
        ("ask_information", {"info": "i13004;x"}, "写成编码"),
    ],
)
def test_values_the_standard_does_not_let_be_are_refused(
    city: SmallCity, command: str, values: dict, words: str
) -> None:
    with refused(words):
        propose(city, command, **values)
    assert not FieldCommand.objects.exists()


@pytest.mark.parametrize("seconds", LIMITS.seconds)
def test_the_borders_of_an_interval_are_in(city: SmallCity, seconds: int) -> None:
    assert propose(city, "set_real_time_interval", seconds=seconds).state == "proposed"
    assert faults("set_minute_interval", {"minutes": 30}) == {}


def test_a_command_its_edition_does_not_know_is_refused(city: SmallCity, device: DataLogger) -> None:
    DataLogger.objects.update(edition="2005")
    with refused("HJ/T 212-2005"):
        propose(city, "set_minute_interval", minutes=10)
    assert propose(city, "read_clock").state == "proposed"


def test_a_new_password_is_in_no_record_and_goes_once_it_was_answered(city: SmallCity) -> None:
    matter = approved(city, "set_password", new_password="S3cr3t")
    (ready,) = ready_commands(DAY)
    assert (ready.values["new_password"], "S3cr3t" in repr(ready)) == ("S3cr3t", False)
    kept = FieldCommand.objects.get()
    assert (bool(kept.password_sealed), bool(kept.password_salt)) == (True, True)
    stored = json.dumps([one.content for one in ActContent.objects.all()]) + json.dumps(matter.projection)
    stored += serializers.serialize("json", [*FieldCommand.objects.all(), *Proceeding.objects.all()])
    assert "S3cr3t" not in stored
    assert '"new_password": {"sealed"' in stored
    follow_command.note_sent(matter.number, QN, **WIRE)
    follow_command.note_answer(matter.number, "1", **WIRE)
    kept.refresh_from_db()
    assert (kept.password_sealed, kept.password_nonce, kept.password_salt) == (None, None, "")


def test_the_wire_brings_answer_and_result(city: SmallCity) -> None:
    matter = approved(city, "read_clock")
    (ready,) = ready_commands(DAY)
    unit = Unit(Plant(1, MN, "32"), "2017", at(DAY))
    frame = request_frame(ready.request, ready.values, Addressee("32", MN, unit.password, "2017"), qn=QN, at=at(DAY))
    follow_command.note_sent(matter.number, QN, **WIRE)
    assert (ready_commands(DAY), follow_command.command_answered(MN, QN)) == ([], matter.number)
    for reply in map(read_message, unit.obey(read_message(frame))):
        if reply.field("CN") == "9011":
            follow_command.note_answer(follow_command.command_answered(MN, reply.answers), reply.param("QnRtn"), **WIRE)
        elif reply.field("CN") == "9012":
            follow_command.note_result(matter.number, reply.param("ExeRtn"), "SystemTime=…", **WIRE)
    matter.refresh_from_db()
    facts = matter.projection["facts"]
    assert (matter.state, facts["result_words"], facts["told"]) == ("done", "执行成功", "SystemTime=…")
    assert follow_command.command_answered(MN, QN) is None
    with pytest.raises(Refused):
        follow_command.note_result(matter.number, "1", **WIRE)


@pytest.mark.parametrize(
    ("note", "given", "state"),
    [
        ("note_answer", ("3",), "refused_there"),
        ("note_answer", ("77",), "refused_there"),
        ("note_result", ("100",), "failed"),
        ("note_result", ("1",), "done"),
        ("note_timeout", (40,), "timed_out"),
    ],
)
def test_every_way_a_sent_command_can_end(city: SmallCity, note: str, given: tuple, state: str) -> None:
    matter = approved(city, "stop_real_time")
    follow_command.note_sent(matter.number, QN, **WIRE)
    getattr(follow_command, note)(matter.number, *given, **WIRE)
    matter.refresh_from_db()
    assert (matter.state, matter.ended_on) == (state, DAY)


def test_an_approval_lapses_after_its_day_and_not_on_it(city: SmallCity) -> None:
    matter, last = approved(city), DAY + timedelta(days=1)
    assert (matter.next_due, len(ready_commands(last))) == (last, 1)
    assert [one.act for one in sweep_matters(on=last, now=at(last))] == []
    after = last + timedelta(days=1)
    assert ready_commands(after) == []
    with refused("过期"):
        follow_command.note_sent(matter.number, QN, on=after, now=at(after))
    assert [(one.number, one.act) for one in sweep_matters(on=after, now=at(after))] == [(matter.number, "lapse")]
    assert "配置" in load_law().parameters[SENDING].note.zh


def test_the_office_may_withdraw_and_the_head_refuse(city: SmallCity) -> None:
    matter = approved(city, "set_password", new_password="S3cr3t")
    step(city, matter, "withdraw", post="second-officer", why="设备已换。")
    assert (matter.state, FieldCommand.objects.get().password_sealed) == ("withdrawn", None)
    other = propose(city)
    step(city, other, "reject", opinion="不必。")
    assert other.state == "rejected"


def test_form_and_wire_know_the_same_commands() -> None:
    for procedure in (one for one in load_procedures() if one.id == "field_command"):
        choices = procedure.named("propose").field("command").choices
        assert list(choices) == list(REQUESTS)
        assert all(REQUESTS[key].cn in choices[key].zh for key in REQUESTS)
    assert all(known_to(key, "2017") for key in REQUESTS)


def test_the_password_of_2005_has_its_own_name_and_2025_its_flag() -> None:
    for edition, told in (("2005", ("PW", "1")), ("2017", ("NewPW", "5")), ("2025", ("NewPW", "9"))):
        to = Addressee("31", MN, "111111", edition)
        sent = read_message(request_frame("set_password", {"new_password": "654321"}, to, qn=QN, at=at(DAY)))
        assert (sent.groups[0][0][0], sent.field("Flag")) == told
        assert "111111" not in repr(to)
    clock = request_frame("set_clock", {"factor": "w01018"}, to, qn=QN, at=at(DAY))
    assert read_message(clock).groups == ((("PolId", "w01018"),), (("SystemTime", "20260506100000"),))
