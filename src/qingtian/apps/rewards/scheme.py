"""The reward scheme (奖励标准): dated data, the city's own file before the shipped one. Amounts are whole yuan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.files import SafeLoader

SHIPPED = Path(__file__).parent / "declared" / "scheme.yaml"
OWN = "reward-scheme.yaml"
CLASSES = ("ordinary", "serious", "major")
CONTRIBUTIONS = ("direct", "indirect", "clue")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the scheme and how certain it is."""

    value: int
    certainty: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition, in force from ``since``. ``contributions`` and ``insider`` are percent, the rest yuan or times."""

    since: date
    source: Text
    classes: dict[str, Figure]
    contributions: dict[str, Figure]
    insider: Figure
    cap: Figure
    same_payee: Figure

    def amount(self, class_: str, contribution: str, *, insider: bool) -> int:
        """Yuan for one violation, at most the cap; a fraction of a yuan falls away."""
        percent = self.contributions[contribution].value * (100 + (self.insider.value if insider else 0))
        return min(self.classes[class_].value * percent // 10_000, self.cap.value)

    def amounts(self) -> dict[tuple[str, str, str], int]:
        """Every amount there is, by class, contribution and whether an insider reported."""
        return {
            (class_, given, "insider" if insider else "other"): self.amount(class_, given, insider=insider)
            for class_ in CLASSES
            for given in CONTRIBUTIONS
            for insider in (True, False)
        }


def scheme_on(day: date) -> Scheme:
    """The edition in force on a day; the first one for days before it.

    Raises UnusableInput ``reward.scheme`` naming the file where it does not hold together.
    """
    own = Path(settings.DATA) / OWN
    file = own if own.exists() else SHIPPED
    try:
        editions = yaml.load(file.read_text(encoding="utf-8"), Loader=SafeLoader)["editions"]  # noqa: S506
        read = sorted((_edition(since, raw) for since, raw in editions.items()), key=lambda one: one.since)
        return next((one for one in reversed(read) if one.since <= day), read[0])
    except (yaml.YAMLError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        said = Text(f"奖励标准读不懂：{error}", f"the reward scheme cannot be read: {error}")
        raise UnusableInput("reward.scheme", said, where=file.name) from error


def _edition(since: Any, raw: Any) -> Scheme:
    return Scheme(
        since=since if isinstance(since, date) else date.fromisoformat(str(since)),
        source=Text.of(raw["source"]),
        classes={name: _figure(raw["classes"][name]) for name in CLASSES},
        contributions={name: _figure(raw["contributions"][name]) for name in CONTRIBUTIONS},
        insider=_figure(raw["insider"]),
        cap=_figure(raw["cap"]),
        same_payee=_figure(raw["same_payee"]),
    )


def _figure(raw: Any) -> Figure:
    value = raw["value"]
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"not a whole number: {value!r}")
    return Figure(value, str(raw["certainty"]))
