"""Approved commands leave by the line of their device, once, in its own words; what it answers is in their file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qingtian.apps.monitors.models import DataLogger, FieldCommand
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.hj212 import commands
from qingtian.gateways.hj212.commands import commands_to_send, note_command_replies
from qingtian.gateways.hj212.office import office
from qingtian.gateways.hj212.place import frames_folder
from qingtian.gateways.hj212.store.arrived import Arrived, Crc, Verdict, digest_of
from qingtian.hj212.message import read_message
from qingtian.hj212.simulation.plant import Plant
from qingtian.hj212.simulation.unit import Unit
from tests.apps.monitors.test_commands_to_the_field import DAY, MN, approved, propose
from tests.days import at
from tests.gateways.hj212.test_store import stored
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

ONLINE = frozenset({MN})


class Clock:
    """The moment of the keeper's round."""

    def __init__(self) -> None:
        self.at = at(DAY, 11)

    def now(self) -> datetime:
        return self.at

    def after(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, city: SmallCity) -> Clock:
    settings.DATA = tmp_path
    moments = Clock()
    monkeypatch.setattr(commands, "timezone", moments)
    DataLogger.objects.create(mn=MN, name="1 号数采仪", organ=Organ.objects.get(code="branch"))
    return moments


@pytest.fixture
def unit() -> Unit:
    return Unit(Plant(1, MN, "31"), "2017", at(DAY, 10, 59), password="987654")


def heard(clock: Clock, *frames: bytes) -> None:
    """These frames of the device are in the store."""
    batch = []
    for raw in frames:
        message = read_message(raw)
        qn, cn = int(message.field("QN")), message.field("CN")
        moment = int(clock.at.timestamp() * 1000)
        batch.append(Arrived(raw.rstrip(), moment, MN, cn, qn, 0, Verdict.TAKEN, Crc.STANDARD, "peer", digest_of(raw)))
    stored(frames_folder(), batch)


def state(matter: Proceeding) -> str:
    matter.refresh_from_db()
    return matter.state


def test_only_what_was_approved_leaves_and_only_to_a_device_on_the_line_that_has_spoken(
    clock: Clock, unit: Unit, city: SmallCity
) -> None:
    propose(city, "read_clock")
    matter = approved(city, "read_clock")
    assert commands_to_send(ONLINE) == []
    assert state(matter) == "approved"
    heard(clock, *unit.step(clock.at))
    assert commands_to_send(frozenset({"ANOTHER"})) == []
    ((mn, frame),) = commands_to_send(ONLINE)
    sent = read_message(frame)
    assert (mn, sent.field("ST"), sent.field("PW"), sent.field("CN")) == (MN, "31", "987654", "1011")
    assert (state(matter), matter.field_command.qn) == ("sent", sent.field("QN"))
    assert commands_to_send(ONLINE) == []


def test_answers_and_what_the_device_sent_back_are_in_the_file(clock: Clock, unit: Unit, city: SmallCity) -> None:
    heard(clock, *unit.step(clock.at))
    matter = approved(city, "read_clock")
    ((_, frame),) = office().sending(ONLINE)
    replies = unit.obey(read_message(frame))
    heard(clock, *replies)
    note_command_replies([(MN, raw) for raw in replies])
    assert state(matter) == "done"
    assert matter.projection["facts"]["told"] == "SystemTime=20260506110000"
    note_command_replies([(MN, raw) for raw in replies])
    assert state(matter) == "done"


def test_one_command_at_a_time_and_a_notice_ends_with_9013(clock: Clock, unit: Unit, city: SmallCity) -> None:
    heard(clock, *unit.step(clock.at))
    first, second = approved(city, "stop_real_time"), approved(city, "read_real_time_interval")
    ((_, frame),) = commands_to_send(ONLINE)
    assert (state(first), state(second)) == ("sent", "approved")
    note_command_replies([(MN, raw) for raw in unit.obey(read_message(frame))])
    assert state(first) == "done"
    ((_, frame),) = commands_to_send(ONLINE)
    assert read_message(frame).field("CN") == "1061"


def test_a_silent_device_is_asked_again_with_the_same_number_and_then_given_up(
    clock: Clock, unit: Unit, city: SmallCity
) -> None:
    heard(clock, *unit.step(clock.at))
    matter = approved(city, "set_password", new_password="S3cr3t")
    sent = [frame for _, frame in commands_to_send(ONLINE)]
    for _ in range(7):
        clock.after(5)
        sent += [frame for _, frame in commands_to_send(ONLINE)]
    assert (len(sent), len(set(sent))) == (4, 1)
    assert b"NewPW=S3cr3t" in sent[0]
    assert state(matter) == "sent"
    clock.after(6)
    assert commands_to_send(ONLINE) == []
    assert (state(matter), matter.projection["facts"]["waited"]) == ("timed_out", 41)
    assert FieldCommand.objects.get().password_sealed is None
    note_command_replies([(MN, raw) for raw in unit.obey(read_message(sent[0]))])
    assert state(matter) == "timed_out"


def test_a_clock_is_set_to_the_moment_of_sending_and_not_twice(clock: Clock, unit: Unit, city: SmallCity) -> None:
    heard(clock, *unit.step(clock.at))
    approved(city, "set_clock")
    ((_, frame),) = commands_to_send(ONLINE)
    assert read_message(frame).param("SystemTime") == "20260506110000"
    clock.after(10)
    assert commands_to_send(ONLINE) == []


def test_what_was_accepted_and_never_carried_out_is_given_up_after_its_time(
    clock: Clock, unit: Unit, city: SmallCity
) -> None:
    heard(clock, *unit.step(clock.at))
    matter = approved(city, "hour_history")
    ((_, frame),) = commands_to_send(ONLINE)
    note_command_replies([(MN, unit.obey(read_message(frame))[0])])
    clock.after(600)
    commands_to_send(ONLINE)
    assert state(matter) == "accepted"
    clock.after(1)
    commands_to_send(ONLINE)
    assert state(matter) == "timed_out"
