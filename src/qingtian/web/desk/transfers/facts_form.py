"""The form of the facts of a case: amounts, circumstances, readings and penalties by lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from qingtian.apps.transfers.models import CrimeFactSheet
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of, penalty_of, reading_of
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import UNITS
from qingtian.web.design.fields import Choice, FieldView

NOT_KNOWN = Text("不清楚", "Not known")
FLAG_CHOICES = (Choice("", NOT_KNOWN), Choice("yes", Text("是", "Yes")), Choice("no", Text("否", "No")))
LOOKED = (
    Choice("", Text("没有查过", "Nobody has looked")),
    Choice("yes", Text("查过，都写在下面", "Looked; all are below")),
)
NOT_A_DATE = Text("日期写成 2026-03-02。", "Write the day as 2026-03-02.")
#: longer than any line of readings or penalties
LONGEST = 2000


class FactsForm:
    """What was typed, field by field, and what is wrong with it; a fault keeps every value."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {name: str(values.get(name, ""))[:LONGEST] for name in _names()}
        self.faults: dict[str, Text] = {}

    @classmethod
    def of_sheet(cls, sheet: CrimeFactSheet | None, otherwise: date | None) -> FactsForm:
        """The latest edition, or an empty form with the day of the act the case knows."""
        if sheet is None:
            return cls({"act_on": otherwise.isoformat() if otherwise else ""})
        held: dict[str, Any] = sheet.facts
        values = {f"amount_{name}": value for name, value in held["amounts"].items()}
        values |= {f"flag_{name}": "yes" if value else "no" for name, value in held["flags"].items()}
        penalties = held["penalties"]
        return cls(
            values
            | {
                "act_on": sheet.act_on.isoformat(),
                "readings": "\n".join(held["readings"]),
                "looked": "" if penalties is None else "yes",
                "penalties": "\n".join(penalties or []),
            }
        )

    def facts(self) -> CrimeFacts | None:
        """The facts as typed; None where something is wrong, which ``faults`` then says."""
        limbs = load_limbs()
        amounts = {name: self._read(f"amount_{name}", lambda v, n=name: amount_of(n, v)) for name in limbs.amounts}
        flags = {name: self.values[f"flag_{name}"] for name in limbs.flags}
        readings = self._read("readings", lambda v: tuple(reading_of(one) for one in _lines(v)))
        penalties = self._read("penalties", lambda v: tuple(penalty_of(one) for one in _lines(v)))
        looked = self.values["looked"] == "yes" or bool(penalties)
        act_on = self._read("act_on", _day)
        if act_on is None:
            self.faults.setdefault("act_on", NOT_A_DATE)
        if self.faults:
            return None
        return CrimeFacts(
            act_on,
            amounts={name: value for name, value in amounts.items() if value is not None},
            flags={name: value == "yes" for name, value in flags.items() if value in ("yes", "no")},
            readings=readings or (),
            penalties=(penalties or ()) if looked else None,
        )

    def _read(self, name: str, read: Any) -> Any:
        """The value read, None where it is empty or wrong."""
        if not self.values[name].strip():
            return None
        try:
            return read(self.values[name])
        except UnusableInput as refused:
            self.faults[name] = refused.message
            return None

    def fields(self) -> list[tuple[Text, list[FieldView]]]:
        """The questions under three headings."""
        limbs = load_limbs()
        amounts = [self._amount(f"amount_{name}", fact.title, fact.unit) for name, fact in limbs.amounts.items()]
        flags = [
            self._view(f"flag_{name}", fact.title, "select", choices=FLAG_CHOICES, width="short")
            for name, fact in limbs.flags.items()
        ]
        return [
            (Text("行为和数值", "The act and its amounts"), [self._act_on(), *amounts]),
            (Text("情节", "Circumstances"), flags),
            (Text("超标和以前的处罚", "Excess and earlier penalties"), list(self._lines())),
        ]

    def _act_on(self) -> FieldView:
        return self._view("act_on", Text("行为日", "Day of the act"), "date", required=True)

    def _amount(self, name: str, title: Text, unit: str) -> FieldView:
        label = Text(f"{title.zh}（{UNITS[unit].zh}）", f"{title.en} ({UNITS[unit].en})")
        return self._view(name, label, "text", width="short", inputmode="decimal")

    def _lines(self) -> Iterator[FieldView]:
        kinds = load_limbs().penalties
        zh = "，".join(f"{name} {title.zh}" for name, title in kinds.items())
        en = ", ".join(f"{name} {title.en}" for name, title in kinds.items())
        yield self._view(
            "readings",
            Text("超标污染物，每行一个：Pb=实测/限值", "Pollutants, a line each: Pb=measured/limit"),
            "textarea",
            hint=Text(
                f"单位一致。可写：{'、'.join(load_limbs().metals)}。",
                f"In one unit. Known: {', '.join(load_limbs().metals)}.",
            ),
        )
        yield self._view(
            "looked",
            Text("以前的处罚", "Earlier penalties"),
            "select",
            choices=LOOKED,
            width="medium",
        )
        yield self._view(
            "penalties",
            Text("每行一个：种类=生效日期", "A line each: kind=day of effect"),
            "textarea",
            hint=Text(f"种类：{zh}。", f"Kinds: {en}."),
        )

    def _view(self, name: str, label: Text, kind: Any, **more: Any) -> FieldView:
        more.setdefault("required", False)
        return FieldView(name, label, kind, value=self.values[name], error=self.faults.get(name, ""), **more)


def _names() -> list[str]:
    limbs = load_limbs()
    own = ["act_on", "readings", "looked", "penalties"]
    return own + [f"amount_{name}" for name in limbs.amounts] + [f"flag_{name}" for name in limbs.flags]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise UnusableInput("enforcement.crime.unreadable", NOT_A_DATE, where="act_on") from None
