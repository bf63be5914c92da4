"""What the records propose for a list (建议列入): what earlier years left open, hot issues, repeated petitions, water
that is worse than its target two months running or newly class V.

Only proposals: an officer takes or leaves each with a reason. Accusations, work secrets, matters whose state keeps them
to their parties, and petitions nobody has put into an officer's words yet are never proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingtian.apps.cases.models import Case
from qingtian.apps.problem_lists.models import ListItem, ProblemList
from qingtian.apps.proceedings.models import Handling, Link, Proceeding
from qingtian.apps.water.queries import concerns, last_month, sections
from qingtian.law import load_law
from qingtian.procedures import load_procedures

REPEATS = "problem_lists.repeats"
#: links that tell of one more report of the same matter
REPEATING = (Link.Kind.DUPLICATE_OF, Link.Kind.RECURRENCE_OF, Link.Kind.PRESSES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal: a matter, an item of last year's list, or both where the item became a case that is open."""

    kind: str
    subject: str
    level: str
    matter: Proceeding | None = None
    item: ListItem | None = None
    reports: int = 0
    measured: str = ""

    @property
    def key(self) -> str:
        """How a person calls it: the number of the matter, what was measured (``water:W2``), else last year's item."""
        if self.measured:
            return self.measured
        if self.matter is not None:
            return self.matter.number
        assert self.item is not None
        return f"{self.item.problem_list.year}#{self.item.number}"

    @property
    def carried(self) -> bool:
        """Open since an earlier year."""
        return self.item is not None or (self.matter is not None and self.matter.procedure == "five_ones_case")


def last_year(held: ProblemList) -> QuerySet[ListItem]:
    """Standing items of the list before, of the same area."""
    found = ListItem.objects.filter(
        problem_list__area=held.area_id, problem_list__year=held.year - 1, problem_list__withdrawn_on=None
    )
    return found.filter(merged_by=None, dropped_by=None).select_related("problem_list", "case", "unit", "source")


def candidates(held: ProblemList, on: date) -> list[Candidate]:
    """Everything proposed that was neither taken nor left, carried-over ones first."""
    items = held.items.all()
    matters = {key for pair in items.values_list("source", "case") for key in pair if key}
    matters |= set(held.leavings.exclude(matter=None).values_list("matter", flat=True))
    earlier = set(items.exclude(carried_from=None).values_list("carried_from", flat=True))
    earlier |= set(held.leavings.exclude(item=None).values_list("item", flat=True))
    measured = set(items.exclude(measured="").values_list("measured", flat=True))
    measured |= set(held.leavings.exclude(measured="").values_list("measured", flat=True))
    found = [one for one in _water(held, on) if one.measured not in measured]
    for one in (*_carried(held), *_hot(held), *_repeated(held, on)):
        taken = (one.item is not None and one.item.pk in earlier) or (
            one.matter is not None and one.matter.pk in matters
        )
        if not taken:
            found.append(one)
    return sorted(found, key=lambda one: bool(one.measured))


#: what is said of a section, by why it is a concern
WATER = {
    "worse_twice": "{name}断面{before}、{month}水质连续两个月劣于{target}类目标（{grade}类）",
    "new_fifth": "{name}断面{month}新出现{grade}类水质",
}


def water_key(section: str) -> str:
    """What a section is called among the proposals."""
    return f"water:{section}"


def _water(held: ProblemList, on: date) -> Iterator[Candidate]:
    """Sections of the area that the last month makes a concern; machines propose, officers decide."""
    within = [one for one in sections() if one.area_id == held.area_id]
    for one in concerns(last_month(on), within) if within else ():
        section, now = one.now.section, one.now
        subject = WATER[one.why].format(
            name=section.name_zh,
            before=one.before.period.id,
            month=now.period.id,
            target=now.target,
            grade=now.grade,
        )
        yield Candidate("monitoring", subject, "city", measured=water_key(section.code))


def _carried(held: ProblemList) -> Iterator[Candidate]:
    """Items of last year not closed out, and open cases of earlier years that no list held."""
    told = set()
    for item in last_year(held):
        if item.case is not None and (item.case.ended_on is not None or not _open_to_all(item.case)):
            continue
        if item.case_id:
            told.add(item.case_id)
        yield Candidate(item.source_kind, item.subject, item.source_level, item.case, item)
    rows = Case.objects.filter(proceeding__area=held.area_id, proceeding__ended_on=None, year__lt=held.year)
    rows = rows.filter(_open(prefix="proceeding__")).exclude(proceeding__in=told).select_related("proceeding")
    for case in rows.order_by("pk"):
        yield Candidate(case.source, case.proceeding.title, case.source_level, case.proceeding)


def _open(prefix: str = "") -> Q:
    """What may be named in a list that is published later."""
    closed = Q(**{f"{prefix}restricted": True}) | Q(**{f"{prefix}handling_mark": Handling.WORK_SECRET})
    return ~closed


def _open_to_all(matter: Proceeding) -> bool:
    return not matter.restricted and matter.handling_mark != Handling.WORK_SECRET


def _hot(held: ProblemList) -> Iterator[Candidate]:
    found = Proceeding.objects.filter(_open(), procedure="hot_issue", area=held.area_id, ended_on=None)
    for matter in found.order_by("pk"):
        yield Candidate("hot_issue", matter.title, "city", matter)


def _repeated(held: ProblemList, on: date) -> Iterator[Candidate]:
    """Petitions of this year and the one before that others are tied to, often enough, and that have a subject."""
    enough = load_law().figure(REPEATS, on=on).value
    to_parties = [
        name for edition in load_procedures().editions("petition") for name, state in edition.states.items()
        if state.parties_only
    ]  # fmt: skip
    tied = Count("links_in", filter=Q(links_in__kind__in=REPEATING, links_in__undone_by=None))
    first = date(held.year - 1, 1, 1)
    found = Proceeding.objects.filter(_open(), procedure="petition", area=held.area_id, opened_on__gte=first)
    found = found.filter(projection__facts__has_key="subject").exclude(state__in=[*to_parties, "merged"])
    risen = Link.objects.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by=None).values("source")
    # a report counts itself, so that "three times" is the first and two more
    for matter in found.annotate(tied=tied).filter(tied__gte=enough - 1).exclude(pk__in=risen).order_by("-tied", "pk"):
        subject = str(matter.projection["facts"]["subject"])
        yield Candidate("petition", subject, "city", matter, reports=matter.tied + 1)
