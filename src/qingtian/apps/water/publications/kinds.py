"""The kinds of publication of water (发布物种类): both cover a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import Period, period

WRONG_PERIOD = Text("{kind}要写成 2026-10：{text}", "a {kind} covers a month such as 2026-10: {text}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind and what it is called."""

    id: str
    title: Text

    def period(self, text: str) -> Period:
        """The month an officer wrote; UnusableInput ``water.publication_period``."""
        found = period(text)
        if found.kind != "month":
            raise UnusableInput("water.publication_period", WRONG_PERIOD.format(kind=self.title, text=text))
        return found


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("monthly", Text("水环境质量月报", "Monthly water report")),
        Kind("ranking", Text("地表水环境质量排名", "Ranking by surface water")),
    )
}
