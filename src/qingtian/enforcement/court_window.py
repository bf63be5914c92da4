"""The window for court enforcement (申请法院强制执行的期间): opening, closing, and the last day for the demand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.law.calendars import ONE_DAY, Calendar
from qingtian.law.derivation import Derivation
from qingtian.law.registry import Law

LITIGATION, APPLICATION, DEMAND = "penalty.litigation", "court.application", "court.demand"


@dataclass(frozen=True, slots=True)
class CourtWindow:
    """``litigation`` ends the party's time to sue; ``application`` the organ's to apply; ``demand`` the wait after it.

    ``latest_demand_service`` is the last day on which the demand (催告书) can be served so that its whole wait is over
    before the window closes.
    """

    litigation: Derivation
    application: Derivation
    demand: Derivation
    latest_demand_service: date

    @property
    def opens(self) -> date:
        return self.litigation.due + ONE_DAY

    @property
    def closes(self) -> date:
        return self.application.due

    def as_dict(self) -> dict[str, object]:
        """For JSON: four days as ISO 8601."""
        return {
            "litigation_ends": self.litigation.due.isoformat(),
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat(),
            "latest_demand_service": self.latest_demand_service.isoformat(),
        }


def court_window(served: date, law: Law, calendar: Calendar) -> CourtWindow:
    """The window after a decision served on ``served`` and neither challenged nor performed.

    The party's last day to sue moves on from a rest day; the organ's last day to apply does not (行政诉讼法 46;
    行政强制法 53, 54). Raises what :meth:`Law.derive` raises for a day before the law was in force.
    """
    litigation = law.derive(LITIGATION, start=served, calendar=calendar)
    application = law.derive(APPLICATION, start=litigation.due, calendar=calendar)
    demand = _last_demand(application.due, law, calendar)
    return CourtWindow(litigation, application, demand, demand.start)


def _last_demand(closes: date, law: Law, calendar: Calendar) -> Derivation:
    """The demand served as late as possible: the days to wait end before the last day to apply."""
    served = closes - ONE_DAY
    while (waiting := law.derive(DEMAND, start=served, calendar=calendar)).due >= closes:
        served -= ONE_DAY
    return waiting
