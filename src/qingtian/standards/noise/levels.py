"""Levels of day and night (昼间、夜间等效声级 Ld, Ln; 昼夜等效声级 Ldn) from the hours, by energy average.

Level of a span: ``10 lg((1/n) Σ 10^(L_i/10))`` over its n valid hours. ``Ldn = 10 lg((16·10^(Ld/10) +
8·10^((Ln+10)/10))/24)``, from the levels before they are rounded. All with 40 digits; the result is rounded once, to
one decimal, half to even. What differs
from a tie only beyond the 20th decimal is a tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

from qingtian.standards.air.feed import SHANGHAI
from qingtian.standards.entered import Entry
from qingtian.standards.noise.limits import Spans, declared, spans_on

DAY_HOURS, NIGHT_HOURS = 16, 8
PENALTY = Decimal(10)
_EXACT = Context(prec=40)
_TEN = Decimal(10)
_SETTLED = Decimal("1e-20")
#: start of an hour in the city's time → its level in dB(A); an hour that is not there is missing
Hours = Mapping[datetime, Decimal]


@dataclass(frozen=True, slots=True)
class SpanLevel:
    """Level of a day or night. ``level`` None: fewer valid hours than the rule of coverage asks for."""

    level: Decimal | None
    valid: int
    least: int
    #: before rounding
    exact: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DayLevels:
    """The levels of the day that begins on ``on``; its night ends on the morning after."""

    on: date
    day: SpanLevel
    night: SpanLevel
    ldn: Decimal | None


def energy_average(levels: Iterable[Decimal]) -> Decimal:
    """The level whose energy is the mean of theirs, with 40 digits. ValueError of none."""
    energies = [_energy(level) for level in levels]
    if not energies:
        raise ValueError("no level to average")
    total = Decimal(0)
    for energy in energies:
        total = _EXACT.add(total, energy)
    return _level(_EXACT.divide(total, Decimal(len(energies))))


def rounded(level: Decimal) -> Decimal:
    """One decimal, half to even (GB/T 8170)."""
    settled = level.quantize(_SETTLED, ROUND_HALF_EVEN, _EXACT)
    return settled.quantize(Decimal(1).scaleb(-declared().rounding.decimals), ROUND_HALF_EVEN)


def hours_of(on: date, spans: Spans) -> tuple[list[datetime], list[datetime]]:
    """The starts of the 16 hours of the day and of the 8 of the night that follows it."""
    first = datetime(on.year, on.month, on.day, spans.day_begins, tzinfo=SHANGHAI)
    starts = [first + timedelta(hours=number) for number in range(DAY_HOURS + NIGHT_HOURS)]
    return starts[:DAY_HOURS], starts[DAY_HOURS:]


def day_of(start: datetime, spans: Spans) -> date:
    """The day an hour belongs to: before the day begins it is still the night of the day before."""
    return (start.astimezone(SHANGHAI) - timedelta(hours=spans.day_begins)).date()


def day_levels(on: date, hours: Hours, entries: Sequence[Entry] = ()) -> DayLevels:
    """Ld, Ln and Ldn of a day. ``hours`` may hold others; they are not looked at."""
    spans = spans_on(on, entries)
    in_day, in_night = hours_of(on, spans)
    day = _span([hours[start] for start in in_day if start in hours], spans.least_day)
    night = _span([hours[start] for start in in_night if start in hours], spans.least_night)
    ldn = None if day.exact is None or night.exact is None else rounded(whole_day(day.exact, night.exact))
    return DayLevels(on, day, night, ldn)


def _span(levels: list[Decimal], least: int) -> SpanLevel:
    if len(levels) < max(least, 1):
        return SpanLevel(None, len(levels), least)
    exact = energy_average(levels)
    return SpanLevel(rounded(exact), len(levels), least, exact)


def whole_day(ld: Decimal, ln: Decimal) -> Decimal:
    """Ldn of exact Ld and Ln: the night counts ten decibels more."""
    day = _EXACT.multiply(Decimal(DAY_HOURS), _energy(ld))
    night = _EXACT.multiply(Decimal(NIGHT_HOURS), _energy(_EXACT.add(ln, PENALTY)))
    return _level(_EXACT.divide(_EXACT.add(day, night), Decimal(DAY_HOURS + NIGHT_HOURS)))


def _energy(level: Decimal) -> Decimal:
    return _EXACT.power(_TEN, _EXACT.divide(level, _TEN))


def _level(energy: Decimal) -> Decimal:
    return _EXACT.multiply(_TEN, _EXACT.log10(energy))
