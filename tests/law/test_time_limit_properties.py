"""What holds of every shipped limit on any day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.law import Calendar, Derivation, load_law

LAW, CALENDAR = load_law(), Calendar()
ALL = sorted(id_ for id_, parameter in LAW.parameters.items() if parameter.is_time_limit)
FORWARD = [id_ for id_ in ALL if LAW.parameters[id_].direction == "after"]
DAYS = [id_ for id_ in ALL if LAW.parameters[id_].unit in ("calendar_day", "working_day")]
CALENDAR_DAYS = [id_ for id_ in FORWARD if LAW.parameters[id_].unit == "calendar_day"]
#: "at once" is the day of the event itself, which counts: no day is left that a suspension could stop
AT_ONCE = {id_ for id_ in ALL if LAW.parameters[id_].first_day_counts and LAW.parameters[id_].editions[-1].value == 1}
STAYING = [id_ for id_ in CALENDAR_DAYS if LAW.parameters[id_].rest_day_rule == "stay" and id_ not in AT_ONCE]
EXTENSIBLE = [id_ for id_ in FORWARD if LAW.parameters[id_].editions[-1].extension]

#: every shipped number is in force from the Code's first year on
starts = st.dates(date(2026, 8, 15), date(2032, 12, 31))


def derived(id_: str, start: date, **more: object) -> Derivation:
    return LAW.derive(id_, start=start, calendar=CALENDAR, **more)


@settings(deadline=None)
@given(st.sampled_from(FORWARD), starts)
def test_a_due_day_is_never_before_the_event(id_: str, start: date) -> None:
    due = derived(id_, start).due
    assert due == start if id_ in AT_ONCE else due > start


@settings(deadline=None)
@given(st.sampled_from(sorted(set(ALL) - set(FORWARD))), starts)
def test_a_limit_before_an_event_is_due_before_it(id_: str, start: date) -> None:
    assert derived(id_, start).due < start


@settings(deadline=None)
@given(st.sampled_from(DAYS), starts)
def test_the_counted_days_are_as_many_as_the_length(id_: str, start: date) -> None:
    written = derived(id_, start).as_dict()
    assert sum(day["counted"] for day in written["days"]) == written["length"]


@settings(deadline=None)
@given(st.sampled_from(ALL), starts)
def test_the_proof_has_every_day_once_and_ends_on_the_due_day(id_: str, start: date) -> None:
    proof = derived(id_, start)
    dates = [day.date for day in proof.days]
    step = 1 if proof.due > start else -1
    assert dates == [start + timedelta(days=n * step) for n in range(len(dates))]
    assert dates[-1] == proof.due


@settings(deadline=None)
@given(st.sampled_from(EXTENSIBLE), starts, st.data())
def test_more_extension_is_never_due_earlier(id_: str, start: date, data: st.DataObject) -> None:
    most = LAW.limit(id_, on=start).extension.most
    shorter = data.draw(st.integers(0, most))
    longer = data.draw(st.integers(shorter, most))
    assert derived(id_, start, extension=shorter).due <= derived(id_, start, extension=longer).due


@settings(deadline=None)
@given(st.sampled_from(STAYING), starts, st.data())
def test_a_suspension_within_the_period_moves_the_due_day_by_its_days(
    id_: str, start: date, data: st.DataObject
) -> None:
    plain = derived(id_, start)
    first = start + timedelta(days=data.draw(st.integers(1, plain.length)))
    days = data.draw(st.integers(1, 40))
    gap = (first, first + timedelta(days=days - 1))
    assert derived(id_, start, suspensions=[gap]).due == plain.due + timedelta(days=days)


@settings(deadline=None)
@given(st.sampled_from(ALL), starts)
def test_a_due_day_that_rolls_is_a_working_day(id_: str, start: date) -> None:
    proof = derived(id_, start)
    if LAW.parameters[id_].rest_day_rule == "roll":
        assert CALENDAR.is_working(proof.due)
    else:
        assert not proof.rolled


@settings(deadline=None)
@given(st.sampled_from(FORWARD), starts, st.integers(1, 5))
def test_a_later_event_is_never_due_earlier(id_: str, start: date, later: int) -> None:
    assert derived(id_, start).due <= derived(id_, start + timedelta(days=later)).due
