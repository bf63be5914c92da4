"""The demonstration's frames say what its hour values say, once, and go on with the hours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.models import HourValue
from qingtian.demo.outlet_frames import STRANGER, write_frames
from qingtian.gateways.hj212.place import frame_store, frames_folder
from qingtian.gateways.hj212.settling import settle_new
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.reading import name_of
from qingtian.gateways.hj212.store.standing import standings
from tests.apps.monitors.outlets import DAY, HOUR, hour, outlet
from tests.gateways.hj212.frames import MN
from tests.gateways.hj212.test_settling import logger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city"), pytest.mark.once]


def test_every_value_points_to_the_frame_that_carried_it(settings, tmp_path):
    settings.DATA = tmp_path
    stack = outlet()
    logger(stack)
    settle([hour(stack, place, f"{place}.5", converted_text="9.1") for place in range(4)])
    until = DAY + 5 * HOUR
    assert write_frames(until) == 4 + 4
    for value in HourValue.objects.all():
        assert value.frame is not None
        stored = frame_store().named(name_of(value.frame))
        assert stored is not None
        assert f"a21026-Avg={value.text},a21026-ZsAvg=9.1".encode() in stored.raw
        assert stored.received == value.received_at
    assert standings(frames_folder())[STRANGER].frames(Verdict.UNKNOWN) == 4
    assert write_frames(until) == 0
    before = HourValue.objects.count()
    settle_new(until)
    assert HourValue.objects.count() == before
    settle([hour(stack, 4, "4.5")])
    assert write_frames(until + timedelta(hours=1)) == 1
    assert standings(frames_folder())[MN].frames(Verdict.TAKEN) == 5
