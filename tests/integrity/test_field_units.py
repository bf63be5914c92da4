"""CN=3020 against tampering: parameters, visits near a step, a plant without electricity."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from qingtian.integrity.field_units import (
    Span,
    Told,
    idle_plants,
    parameter_changes,
    visits_near_steps,
)

AT = datetime(2026, 11, 3, 10)
HOUR = timedelta(hours=1)


def changed(code: str = "i13008", at: datetime = AT) -> list[Told]:
    return [Told(AT - 24 * HOUR, code, "1.00", "w01018"), Told(at, code, "0.72", "w01018")]


@pytest.mark.parametrize("code", ["i13001", "i13004", "i13007", "i13008"])
def test_range_slope_intercept_and_digestion_outside_maintenance_give_a_reason(code: str) -> None:
    (reason,) = parameter_changes(changed(code), [])
    assert (reason.rule, reason.at, reason.factor) == ("parameter", AT, "w01018")
    assert "0.72" in reason.sentence.zh


def test_other_parameters_give_none() -> None:
    assert parameter_changes(changed("i13003"), []) == []


def test_the_first_value_and_an_equal_number_are_no_change() -> None:
    rows = [Told(AT, "i13008", "1.0"), Told(AT + HOUR, "i13008", "1.00")]
    assert parameter_changes(rows, []) == []


@pytest.mark.parametrize(("begins", "ends", "found"), [(0, 1, 0), (-1, 0, 1), (1, 2, 1)])
def test_recorded_maintenance_excuses_from_its_first_moment_to_before_its_last(
    begins: int, ends: int, found: int
) -> None:
    span = Span(AT + begins * HOUR, AT + ends * HOUR)
    assert len(parameter_changes(changed(), [span])) == found


@pytest.mark.parametrize(("state", "found"), [("0", 1), ("1", 0), ("2", 1), ("3", 0)])
def test_maintenance_or_calibration_told_by_the_instrument_excuses(state: str, found: int) -> None:
    rows = [*changed(), Told(AT - HOUR, "i12001", state)]
    assert len(parameter_changes(rows, [])) == found


def stepped(at: int) -> list[tuple[datetime, float]]:
    return [(AT + n * HOUR, 80.0 if n < at else 30.0) for n in range(-12, 12)]


@pytest.mark.parametrize(("hours", "found"), [(3, 1), (4, 0), (-3, 1)])
def test_an_administrator_within_three_hours_of_a_step_gives_a_reason(hours: int, found: int) -> None:
    values = [(AT + n * HOUR, 80.0 if n < 0 else 30.0) for n in range(-6, 6)]
    rows = [Told(AT + hours * HOUR, "i22002", "1")]
    assert len(visits_near_steps(rows, values)) == found


def test_an_ordinary_log_in_a_closed_door_and_a_calm_series_give_none() -> None:
    rows = [Told(AT, "i22002", "0"), Told(AT, "i32001", "0"), Told(AT, "i22002", "2")]
    assert visits_near_steps(rows, stepped(0)) == []
    assert visits_near_steps([Told(AT, "i32001", "1")], [(AT + n * HOUR, 80.0) for n in range(-12, 12)]) == []


def test_a_door_that_stays_open_is_told_once() -> None:
    rows = [Told(AT + n * HOUR, "i32001", "1") for n in range(3)]
    assert len(visits_near_steps(rows, stepped(0))) == 1


def energy(last: str) -> list[Told]:
    return [Told(AT - n * 24 * HOUR, "i33202", "500") for n in range(1, 8)] + [Told(AT, "i33202", last)]


@pytest.mark.parametrize(
    ("used", "amount", "found"), [("99", 900.0, 1), ("100", 900.0, 0), ("0", 600.0, 0), ("0", 601.0, 1), ("0", 0.0, 0)]
)
def test_a_plant_without_electricity_while_the_outlet_discharges(used: str, amount: float, found: int) -> None:
    flow: dict[date, float] = {(AT - n * 24 * HOUR).date(): 1000.0 for n in range(1, 8)} | {AT.date(): amount}
    assert len(idle_plants(energy(used), flow)) == found


def test_days_without_a_flow_say_nothing() -> None:
    assert idle_plants(energy("0"), {}) == []
