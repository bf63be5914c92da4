"""One issue of a publication of water (一期): its figures, what they rest on, and all that is printed besides them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qingtian.apps.air.publications.figures import Figures
from qingtian.apps.air.publications.issue import Correction
from qingtian.apps.water.publications.kinds import KINDS, Kind
from qingtian.apps.water.publications.places import Place
from qingtian.language import Text
from qingtian.standards.periods import Period, period


@dataclass(frozen=True, slots=True)
class Issue:
    """``imports_upto``: the last import whose values it saw; ``rules`` the words of each rule that is not sure and was
    used; ``fewer`` the items and the document of a ranking by fewer items."""

    kind: str
    period: str
    figures: Figures
    places: Sequence[Place]
    imports_upto: int
    program: str
    editions: Sequence[str] = ()
    rules: Sequence[Text] = ()
    fewer_items: tuple[str, ...] = ()
    fewer_basis: str = ""
    organ: Text = field(default_factory=lambda: Text("生态环境局", "Ecology and Environment Bureau"))
    city: Text = field(default_factory=lambda: Text("全市", "the city"))
    number: str = ""
    version: int = 1
    day: date | None = None
    generated: bool = False
    draft: bool = False
    correction: Correction | None = None

    @property
    def about(self) -> Kind:
        """Its kind."""
        return KINDS[self.kind]

    @property
    def about_region(self) -> str:
        """Nothing: a publication of water is of the whole city."""
        return ""

    @property
    def span(self) -> Period:
        """Its month."""
        return period(self.period)

    def of_sort(self, sort: str) -> list[Place]:
        """The places of a sort, in their order."""
        return [place for place in self.places if place.sort == sort]

    def get(self, place: Place | str, item: str, statistic: str, of: str | None = None) -> str:
        """A figure as written; empty where refused or absent. Of the issue's own month unless ``of`` names another."""
        code = place if isinstance(place, str) else place.code
        return self.figures.value(code, of or self.period, item, statistic)

    def printed(self, place: Place | str, item: str, statistic: str, of: str | None = None) -> str:
        """The same on paper: — where there is none, U+2212 for minus."""
        return self.get(place, item, statistic, of).replace("-", "\u2212") or "—"
