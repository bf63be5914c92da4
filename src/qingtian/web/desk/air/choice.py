"""What a page of figures is asked for: place, item, period, the day a year begins; read from its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from qingtian.apps.air.places import Place, named, places
from qingtian.language import Text
from qingtian.standards import periods
from qingtian.standards.periods import Kind, Period
from qingtian.web.design.fields import Choice as Option
from qingtian.web.design.fields import FieldView
from qingtian.web.templatetags.air_pieces import plain_item

KINDS: dict[Kind, Text] = {
    "day": Text("日", "day"),
    "week": Text("周", "week"),
    "ten_days": Text("旬", "ten days"),
    "month": Text("月", "month"),
    "quarter": Text("季度", "quarter"),
    "season": Text("季节", "season"),
    "year": Text("年", "year"),
    "span": Text("任意几天", "any run of days"),
}
ITEMS = ("PM10", "PM2_5", "O3_8h", "NO2", "SO2", "CO")
MADE: dict[Kind, Callable[[date], Period]] = {
    "day": periods.day,
    "week": periods.week_of,
    "ten_days": periods.ten_days_of,
    "month": periods.month_of,
    "quarter": periods.quarter_of,
    "season": periods.season_of,
}
ONE_DAY = timedelta(days=1)
#: a run longer than this is a mistyped year
LONGEST = 3660
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
UNREADABLE = Text("看不懂这个日期，写成 2026-10-31。", "This is no date; write 2026-10-31.")
BACKWARDS = Text("结束的一天早于开始的一天。", "The last day is before the first.")
TOO_LONG = Text("最多十年。", "Ten years at most.")
NOT_MONTH_DAY = Text("写成 03-01 这样的月日。", "Write a month and day such as 03-01.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for, whole; where something could not be read, the default stands and ``faults`` says why."""

    place: Place
    item: str
    period: Period
    begins: tuple[int, int]
    faults: Mapping[str, Text]

    def query(self, **changes: str) -> str:
        """The address of the same page with changes; everything that is the default is left out of none of them."""
        own = {
            "place": self.place.code,
            "item": self.item,
            "kind": self.period.kind,
            "on": self.period.first.isoformat(),
            "to": self.period.last.isoformat() if self.period.kind == "span" else "",
            "begins": "" if self.begins == (1, 1) else f"{self.begins[0]:02d}-{self.begins[1]:02d}",
        }
        return urlencode({key: value for key, value in {**own, **changes}.items() if value})

    @property
    def before(self) -> str:
        """The address of the period before; of a run of days, the run of equal length before it."""
        return self._moved(-1)

    @property
    def after(self) -> str:
        """The address of the period after."""
        return self._moved(1)

    def _moved(self, by: int) -> str:
        if self.period.kind == "span":
            step = timedelta(days=self.period.days) * by
            return self.query(on=str(self.period.first + step), to=str(self.period.last + step))
        return self.query(on=str(self.period.first - ONE_DAY if by < 0 else self.period.last + ONE_DAY))


def chosen(sent: Mapping[str, str], today: date, known: Sequence[Place] | None = None, kind: Kind = "month") -> Chosen:
    """Read an address; ``today`` is in the period shown when none is asked for."""
    known = known if known is not None else places()
    faults: dict[str, Text] = {}
    begins = _begins(sent.get("begins", ""), faults)
    wanted = sent.get("kind", "")
    kind = next((each for each in KINDS if each == wanted), kind)
    on = _day(sent.get("on", ""), today, "on", faults)
    item = sent.get("item", "")
    return Chosen(
        named(known, sent.get("place", "")) or known[0],
        item if item in ITEMS else ITEMS[0],
        _span(on, sent.get("to", ""), faults) if kind == "span" else _made(kind, on, begins),
        begins,
        faults,
    )


def _made(kind: Kind, on: date, begins: tuple[int, int]) -> Period:
    return periods.year_of(on, begins) if kind == "year" else MADE[kind](on)


def _span(on: date, to: str, faults: dict[str, Text]) -> Period:
    last = _day(to, on, "to", faults)
    if last < on:
        faults["to"] = BACKWARDS
    elif (last - on).days > LONGEST:
        faults["to"] = TOO_LONG
    return periods.span(on, on if "to" in faults else last)


def _day(written: str, otherwise: date, name: str, faults: dict[str, Text]) -> date:
    if not written:
        return otherwise
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = date.min
    if FIRST <= found < LAST:
        return found
    faults[name] = UNREADABLE
    return otherwise


def _begins(written: str, faults: dict[str, Text]) -> tuple[int, int]:
    if not written:
        return (1, 1)
    try:
        found = date.fromisoformat(f"2001-{written}")  # no leap year: a year never begins on 29 February
    except ValueError:
        faults["begins"] = NOT_MONTH_DAY
        return (1, 1)
    return (found.month, found.day)


def place_options(known: Sequence[Place]) -> tuple[Option, ...]:
    """The places to choose from; a composed region and a station say what they are."""
    return tuple(Option(place.code, _said(place)) for place in known)


def _said(place: Place) -> Text:
    what = {"station": Text("站", "station")}.get(place.sort, Text("组合", "composed") if place.composed else None)
    return place.name if what is None else Text(f"{place.name.zh}（{what.zh}）", f"{place.name.en} ({what.en})")


def item_options(items: Sequence[str] = ITEMS) -> tuple[Option, ...]:
    """The items to choose from."""
    return tuple(Option(item, plain_item(item)) for item in items)


def fields(chosen_: Chosen, known: Sequence[Place], items: Sequence[str] = ITEMS) -> list[FieldView]:
    """The line of choices above the figures."""
    faults = chosen_.faults
    begins = "" if chosen_.begins == (1, 1) else f"{chosen_.begins[0]:02d}-{chosen_.begins[1]:02d}"
    kinds = tuple(Option(kind, words) for kind, words in KINDS.items())
    last = chosen_.period.last.isoformat() if chosen_.period.kind == "span" else ""
    to = Text("到（任意几天时）", "To (a run of days)")
    on = Text("哪一天（在时段里就行）", "Day (any in the period)")
    return [
        FieldView("place", Text("地方", "Place"), "select", value=chosen_.place.code, choices=place_options(known)),
        FieldView("item", Text("项目", "Item"), "select", value=chosen_.item, choices=item_options(items)),
        FieldView("kind", Text("时段", "Period"), "select", value=chosen_.period.kind, choices=kinds),
        FieldView("on", on, "date", value=chosen_.period.first.isoformat(), width="date", error=faults.get("on", "")),
        FieldView("to", to, "date", value=last, required=False, width="date", error=faults.get("to", "")),
        FieldView("begins", Text("年从哪天起", "Year begins"), value=begins, required=False, width="short",
                  placeholder=Text("01-01", "01-01"), error=faults.get("begins", "")),
    ]  # fmt: skip


SEASON_NAMES = {
    "spring": Text("春季", "spring"),
    "summer": Text("夏季", "summer"),
    "autumn": Text("秋季", "autumn"),
    "winter": Text("冬季", "winter"),
}
