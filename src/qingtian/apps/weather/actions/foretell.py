"""Enter and withdraw a weather forecast (录入、撤下气象预报): ranges by day, as the weather bureau issued them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.db import transaction

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.weather.models import WeatherForecast, WeatherForecastDay
from qingtian.apps.weather.models.foretold import RANGES
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.measurements.weather.elements import element

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: days a forecast may be entered for, its own day included
DAYS = 7
#: element of ``RANGES`` → element of the exchange whose physical range holds
PHYSICAL = {"temperature": "TEM", "wind": "WIN_S_Avg_10mi", "rain": "PRE_24h"}
TENTH = Decimal("0.1")

NO_ISSUER = Text("写明是气象部门哪个单位、岗位发布的。", "Say which office and post of the weather bureau issued it.")
NO_TIME = Text("发布时间要填，不能在现在以后。", "The time of issue is needed and cannot lie ahead.")
TWICE = Text("这个单位这个时间的预报已经录入；录错的先撤下。", "It is entered already; withdraw a wrong one first.")
NO_DAY = Text("至少填一天的一项。", "At least one element of one day is needed.")
NO_NUMBER = Text("“{found}”不是数。", "“{found}” is no number.")
HALF = Text("两端都要填，或者都不填。", "Give both ends or neither.")
TURNED = Text("从低到高填。", "The lower end comes first.")
OUTSIDE = Text("不在 {low} 到 {high} 之间。", "Not between {low} and {high}.")
GONE = Text("这份气象预报已经撤下。", "This weather forecast is withdrawn already.")
ENTERED, WITHDRAWN = (
    Text("录入气象预报“{what}”", "“{what}” entered"),
    Text("撤下气象预报“{what}”", "“{what}” withdrawn"),
)


def name_of(target: date, column: str) -> str:
    """Name of the value of a day's column among those that are sent."""
    return f"{target.isoformat()}_{column}"


def days_from(first: date) -> list[date]:
    """The days a forecast issued on ``first`` may speak of."""
    return [first + timedelta(days=number) for number in range(DAYS)]


def enter_forecast(values: Mapping[str, str], first: date, *, by: Doer, now: datetime) -> WeatherForecast:
    """Enter one. ``values``: issuer, issued_at (``YYYY-MM-DDTHH:MM``, Shanghai), ranges by ``name_of`` of the days from
    ``first``.

    UnusableInput names the field: ``weather.issuer``, ``weather.issued_at``, ``weather.range``, ``weather.no_day``.
    """
    issuer = " ".join(values.get("issuer", "").split())[:120]
    if not issuer:
        raise UnusableInput("weather.issuer", NO_ISSUER, where="issuer")
    issued = _moment(values.get("issued_at", ""))
    if issued is None or issued > now:
        raise UnusableInput("weather.issued_at", NO_TIME, where="issued_at")
    row = WeatherForecast(issuer=issuer, issued_at=issued, post=by.post[:120], entered_at=now)
    days = [day for target in days_from(first) if (day := _day(row, target, values)) is not None]
    if not days:
        raise UnusableInput("weather.no_day", NO_DAY)
    with transaction.atomic():
        if WeatherForecast.objects.filter(issuer=issuer, issued_at=issued, withdrawn_at=None).exists():
            raise UnusableInput("weather.entered_twice", TWICE, where="issued_at")
        row.save()
        WeatherForecastDay.objects.bulk_create(days)
        note(Kind.ADMINISTERED, at=now, by=by, what=ENTERED.format(what=row))
    return row


def withdraw_forecast(row: WeatherForecast, *, by: Doer, now: datetime) -> None:
    """It goes into no forecast any more; those it went into keep it. Raises Refused ``weather.withdrawn``."""
    if row.withdrawn_at is not None:
        raise Refused("weather.withdrawn", GONE)
    row.withdrawn_at = now
    with transaction.atomic():
        row.save(update_fields=["withdrawn_at"])
        note(Kind.ADMINISTERED, at=now, by=by, what=WITHDRAWN.format(what=row))


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found


def _day(forecast: WeatherForecast, target: date, values: Mapping[str, str]) -> WeatherForecastDay | None:
    """None where nothing is said of that day."""
    day, said = WeatherForecastDay(forecast=forecast, target=target), False
    for kind, columns in RANGES.items():
        fields = [name_of(target, column) for column in columns]
        ends = [_number(values.get(name, ""), name) for name in fields]
        if None in ends:
            if ends != [None, None]:
                raise UnusableInput("weather.range", HALF, where=fields[ends.index(None)])
            continue
        physical = element(PHYSICAL[kind], target)
        for name, column, end in zip(fields, columns, ends, strict=True):
            assert end is not None
            if not physical.holds(end):
                raise UnusableInput("weather.range", OUTSIDE.format(low=physical.low, high=physical.high), where=name)
            setattr(day, column, end)
        if ends[0] > ends[1]:  # type: ignore[operator]
            raise UnusableInput("weather.range", TURNED, where=fields[0])
        said = True
    return day if said else None


def _number(written: str, where: str) -> Decimal | None:
    text = written.strip()
    if not text:
        return None
    try:
        number = Decimal(text)
        if number.is_finite():
            return number.quantize(TENTH)
    except InvalidOperation:
        pass
    raise UnusableInput("weather.range", NO_NUMBER.format(found=text[:20]), where=where)
