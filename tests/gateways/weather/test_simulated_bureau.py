"""A bureau that is late, sends twice, revises and errs, over a real wire: its faults never reach an average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from qingtian.apps.weather.models import Delivery, DeliveryRow, ExchangeLook, WeatherReading
from qingtian.apps.weather.queries import day_figures
from qingtian.errors import UnusableInput
from qingtian.gateways.weather import pull
from qingtian.gateways.weather.calling import NotReached
from qingtian.gateways.weather.settings import Pull
from qingtian.gateways.weather.simulated.answering import Script, row
from qingtian.gateways.weather.simulated.server import SimulatedBureau
from tests.gateways.weather.conftest import END, HOUR, NOW, SOURCE, STATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bureau_stations")]
LATE, TWICE, REVISED, RANGE, UNIT, MISSING = (END - number * HOUR for number in range(6))
SCRIPT = Script(
    late={LATE: 50}, twice=frozenset({TWICE}), revised={REVISED: 180}, out_of_range=frozenset({RANGE}),
    other_unit=frozenset({UNIT}), missing=frozenset({MISSING}),
)  # fmt: skip


@dataclass
class Wire:
    """The bureau, the time it is, and one look of ours."""

    bureau: SimulatedBureau
    now: datetime = NOW

    def look(self, at: datetime) -> dict[str, object]:
        self.now = at
        found = Pull(address=f"{self.bureau.address}/music/api", query={"staIds": ",".join(STATIONS)})
        return dict(pull.look(found, SOURCE, at, sleep=lambda _: None))


@pytest.fixture
def wire() -> Iterator[Wire]:
    holder: list[Wire] = []
    with SimulatedBureau(STATIONS, SCRIPT, lambda: holder[0].now) as bureau:
        holder.append(Wire(bureau))
        yield holder[0]


def honest(variable: str, hours: list[datetime]) -> Fraction:
    """The mean of what the bureau would have said of both stations without any fault."""
    values = [Fraction(row(station, hour, NOW, Script())[variable]) for station in STATIONS[:1] for hour in hours]
    return sum(values, Fraction()) / len(values)


def test_its_faults_never_reach_an_average(wire: Wire) -> None:
    wire.look(NOW)
    wire.look(END + timedelta(minutes=55))
    day = [END.replace(hour=1) + number * HOUR for number in range(16)]
    figures = {(one.station, one.variable): one for one in day_figures(END.date(), SOURCE)}
    good = [hour for hour in day if hour not in (UNIT, MISSING)]
    assert figures["57586", "TEM"].values == len(good)
    assert figures["57586", "TEM"].value == honest("TEM", good)
    assert figures["57586", "PRS"].value == honest("PRS", good)
    dry = [hour for hour in day if hour not in (RANGE, MISSING)]
    assert figures["57586", "RHU"].value == honest("RHU", dry)
    assert figures["57586", "WIN_S_Avg_10mi"].value == honest("WIN_S_Avg_10mi", dry)
    assert not WeatherReading.objects.filter(value__gt=1_100_000).exists()


def test_a_late_hour_comes_with_a_later_look_and_a_doubled_one_counts_once(wire: Wire) -> None:
    wire.look(NOW)
    assert not WeatherReading.objects.filter(period_end=LATE).exists()
    first = Delivery.objects.get()
    assert first.repeated == len(STATIONS) * 6, "the doubled hour"
    wire.look(END + timedelta(minutes=55))
    assert WeatherReading.objects.filter(period_end=LATE).count() == len(STATIONS) * 6


def test_the_answer_that_came_last_is_no_delivery_when_it_comes_again(wire: Wire) -> None:
    wire.look(NOW)
    wire.look(NOW + timedelta(minutes=1))
    before = Delivery.objects.count()
    assert wire.look(NOW + timedelta(minutes=2)) == {"rows": 0, "rejected": 0}
    assert Delivery.objects.count() == before
    assert ExchangeLook.objects.count() == 3, "the look itself is on record"


def test_a_silent_correction_becomes_the_next_revision_once(wire: Wire) -> None:
    wire.look(NOW)
    for minutes in (70, 80):
        wire.look(END + timedelta(minutes=minutes))
    changed = WeatherReading.objects.filter(period_end=REVISED, station__code="57586", variable="TEM")
    before, after = changed.order_by("revision")
    assert (before.current, after.current, after.value - before.value) == (False, True, 1000)


def test_another_unit_is_told_by_name_and_what_is_out_of_range_is_no_value(wire: Wire) -> None:
    wire.look(NOW)
    told = {one.fault: one for one in DeliveryRow.objects.all()}
    assert {"weather.out_of_range", "weather.looks_like_unit"} <= told.keys()
    units = DeliveryRow.objects.filter(fault="weather.looks_like_unit").values_list("words_en", flat=True)
    assert {word for words in units for word in (" K;", " Pa;") if word in words} == {" K;", " Pa;"}
    assert not WeatherReading.objects.filter(period_end=UNIT, variable__in=["TEM", "PRS"], value__isnull=False).exists()


def test_a_failing_bureau_is_tried_again_and_each_failure_is_on_record(wire: Wire) -> None:
    wire.bureau.fails = 2
    wire.look(NOW)
    assert ExchangeLook.objects.get().tries == 3
    wire.bureau.fails = 3
    with pytest.raises(NotReached):
        wire.look(NOW + HOUR)
    failed = ExchangeLook.objects.first()
    assert failed is not None
    assert (failed.outcome, failed.error, failed.tries) == ("failed", "weather.not_reached", 3)
    wire.look(NOW + 2 * HOUR)
    assert WeatherReading.objects.filter(period_end=END + HOUR).exists(), "the next look makes up for it"


def test_their_refusal_is_an_error_and_no_record_is_none(wire: Wire) -> None:
    wrong = Pull(address=f"{wire.bureau.address}/music/api?timeRange=[x]")
    with pytest.raises(UnusableInput) as refused:
        pull.look(wrong, SOURCE, NOW, sleep=lambda _: None)
    assert refused.value.code == "weather.music_error"
    nothing = Pull(address=f"{wire.bureau.address}/music/api", query={"staIds": "00000"})
    assert pull.look(nothing, SOURCE, NOW, sleep=lambda _: None)["rows"] == 0
    assert [one.outcome for one in ExchangeLook.objects.all()] == ["nothing", "failed"]


def test_the_hours_asked_for_begin_before_the_last_that_came(wire: Wire) -> None:
    assert pull.wanted(SOURCE, NOW) == (END - timedelta(days=3), END)
    wire.look(NOW)
    assert pull.wanted(SOURCE, NOW) == (END - 4 * HOUR, END), "the last that came is the hour before the late one"
    WeatherReading.objects.filter(period_end=END - 20 * HOUR, station__code="Y9001").delete()
    assert pull.wanted(SOURCE, NOW)[0] == END - 20 * HOUR, "a station that was slow is asked for again"
    WeatherReading.objects.filter(period_end=END - 24 * HOUR, station__code="Y9001").delete()
    assert pull.wanted(SOURCE, NOW)[0] == END - 20 * HOUR, "for a day"
    asked = pull.address_of(Pull(address="http://x/api"), END - HOUR, END)
    assert "timeRange=%5B20261123070000%2C20261123080000%5D" in asked, "UTC"
