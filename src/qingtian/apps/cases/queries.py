"""Named questions about cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.apps.cases.models import AreaContract, Case
from qingtian.apps.people.models import Person, Post
from qingtian.apps.people.queries import holder
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.guards.cases import PERSONAL_ACTS


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers on a day: the post and its holder, who may be nobody."""

    post: Post
    person: Person | None


def answerable_for_area(area: Area, on: date) -> list[Answerable]:
    """Both principals under area contract for the year of that day (包片)."""
    contracts = AreaContract.objects.filter(area=area, year=on.year).select_related("post__organ")
    return [Answerable(contract.post, holder(contract.post, on)) for contract in contracts]


def answerable_for_case(case: Case, on: date) -> Answerable | None:
    """Whose contract covered that day; at a hand-over the successor answers from that very day."""
    standing = case.contracts.filter(starts__lte=on).select_related("post__organ", "person").order_by("-starts", "-pk")
    contract = next((c for c in standing if c.ends is None or c.ends >= on), None)
    return Answerable(contract.post, contract.person) if contract else None


def personal_acts(case: Case) -> dict[str, int]:
    """How often each of the four personal acts was done (四个亲自)."""
    done = projection_of(case.proceeding).done
    return {act: len(done.get(act, ())) for act in PERSONAL_ACTS}


def open_cases_of(post: str) -> list[Proceeding]:
    """The open cases one leader's post answers for, the earliest running clock first, those without one last."""
    found = (
        Proceeding.objects.filter(procedure="five_ones_case", ended_on__isnull=True, case__leader_post__code=post)
        .select_related("case", "area")
        .prefetch_related("clocks")
    )
    return sorted(found, key=lambda each: (earliest_due(each) or date.max, each.number))


def earliest_due(proceeding: Proceeding) -> date | None:
    """The earliest last day of its running clocks; None where none runs."""
    return min((clock.due for clock in proceeding.clocks.all() if clock.status == "running"), default=None)


def areas_of(post: str, year: int) -> list[AreaContract]:
    """The areas a post answers for that year (包片)."""
    contracts = AreaContract.objects.filter(post__code=post, year=year)
    return list(contracts.select_related("area").order_by("area__code"))
