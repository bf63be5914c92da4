"""Converted values the unit did not send (平台折算), from the oxygen of the same hour and the entered constants.

Where the constants are not entered, or the hour has no valid oxygen, there is no converted value: such an hour is not
judged and the page says which table is lacking. A value once computed, as one once sent, is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from qingtian.apps.entered.queries import entries
from qingtian.apps.monitors.models import HourValue, Outlet, PermitLimit
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.standards.entered import entry_on
from qingtian.standards.sources.conversion import TABLE, converted
from qingtian.standards.sources.factors import OXYGEN

Hour = tuple[int, datetime]


def convert(rows: Sequence[HourValue]) -> list[HourValue]:
    """Give those of ``rows``, unsaved, that need one a converted value, and answer with them. ``rows`` may hold the
    oxygen of their own hours; else the latest stored one is used."""
    wanting = _wanting(rows)
    held = entries(TABLE) if wanting else ()
    if not held:
        return []
    oxygen, outlets = _oxygen_of(rows, wanting), Outlet.objects.in_bulk({row.outlet_id for row in wanting})
    done = []
    for row in wanting:
        measured, reference = oxygen.get((row.outlet_id, row.period_start)), outlets[row.outlet_id].reference_oxygen
        entry = entry_on(held, TABLE, row.period_start.astimezone(SHANGHAI).date())
        if measured is None or reference is None or entry is None or row.scaled is None:
            continue
        row.converted_scaled = converted(row.scaled, measured, reference, entry)
        if row.converted_scaled is not None:
            row.converted_by = HourValue.ConvertedBy.COMPUTED
            done.append(row)
    return done


def _wanting(rows: Sequence[HourValue]) -> list[HourValue]:
    """Values with a number and without a converted one, whose limit applies to the converted value."""
    without = [row for row in rows if row.converted_scaled is None and row.scaled is not None]
    if not without:
        return []
    limits = PermitLimit.objects.filter(outlet__in={row.outlet_id for row in without}, converted=True)
    limited = set(limits.values_list("outlet_id", "factor"))
    return [row for row in without if (row.outlet_id, row.factor) in limited]


def _oxygen_of(rows: Iterable[HourValue], wanting: Sequence[HourValue]) -> dict[Hour, int]:
    """The valid oxygen of the hours, in millionths of a per cent."""
    starts = [row.period_start for row in wanting]
    stored = HourValue.objects.filter(
        outlet__in={row.outlet_id for row in wanting},
        factor=OXYGEN,
        latest=True,
        validity=HourValue.Validity.VALID,
        period_start__range=(min(starts), max(starts)),
    )
    found = {(outlet, start): value for outlet, start, value in stored.values_list("outlet", "period_start", "scaled")}
    own = (row for row in rows if row.factor == OXYGEN and row.validity == HourValue.Validity.VALID)
    return found | {(row.outlet_id, row.period_start): row.scaled for row in own if row.scaled is not None}
