"""Named questions about the review of closed files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.quality.models import Sample, SampledFile
from qingtian.drawing.ordering import digest, draw
from qingtian.language import Text
from qingtian.procedures import load_procedures

#: the checklist by its parts, in the order of the page
PARTS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "complete": (Text("齐全", "Complete"), ("missing_papers", "missing_evidence", "no_service")),
    "lawful": (Text("合法", "Lawful"), ("wrong_class", "wrong_basis", "wrong_procedure")),
    "timely": (Text("按期", "Timely"), ("late",)),
    "reply": (Text("答复", "Reply"), ("no_reply", "beside_the_point")),
    "effect": (Text("实效和满意", "Effect and satisfaction"), ("not_put_right", "no_call_back")),
}


def candidates(first: date, last: date) -> dict[str, list[str]]:
    """Numbers of the petitions ended in that time, by handling unit, without accusations and those of no unit."""
    ended = CountedPetition.objects.filter(ended_on__gte=first, ended_on__lte=last, restricted=False).exclude(
        handler=""
    )
    found: dict[str, list[str]] = defaultdict(list)
    for unit, number in ended.order_by("proceeding__number").values_list("handler", "proceeding__number"):
        found[unit].append(number)
    return dict(found)


def drawn_again(sample: Sample) -> bool:
    """Whether drawing again from the same seed gives these files; False also where the candidates have changed."""
    found = candidates(sample.first_day, sample.last_day)
    held = set(sample.files.values_list("petition__number", flat=True))
    again = draw(sample.seed, found, sample.per_unit)
    return digest(found) == sample.digest and {n for ns in again.values() for n in ns} == held


def finding_titles() -> Mapping[str, Text]:
    """The checklist as declared."""
    found = load_procedures().editions("file_review")[-1].named("review_file")
    declared = found.field("findings") if found else None
    return declared.choices if declared else {}


@dataclass(slots=True)
class UnitResult:
    """What the review found of one unit: files drawn and reviewed, files without a finding, findings by part."""

    unit: str
    drawn: int = 0
    reviewed: int = 0
    clean: int = 0
    parts: Counter[str] = field(default_factory=Counter)


def results(files: Sequence[SampledFile]) -> list[UnitResult]:
    """By unit; a file counts once in each part it has findings of."""
    found: dict[str, UnitResult] = {}
    for one in files:
        unit = found.setdefault(one.unit, UnitResult(one.unit))
        unit.drawn += 1
        unit.reviewed += one.reviewed
        unit.clean += one.reviewed and not one.findings
        unit.parts.update(part for part, (_, codes) in PARTS.items() if set(codes) & set(one.findings))
    return sorted(found.values(), key=lambda each: each.unit)


def state_of(matter: Proceeding) -> dict[str, dict[str, object]]:
    """For the guards: of each drawn file its unit, whether it was reviewed and has findings."""
    files = SampledFile.objects.filter(sample__proceeding=matter).select_related("petition")
    return {
        one.petition.number: {"unit": one.unit, "reviewed": one.reviewed, "findings": bool(one.findings)}
        for one in files
    }


def not_mended(matter: Proceeding) -> list[str]:
    """Numbers of the mendings of a sample that are not done."""
    open_ones = Proceeding.objects.filter(mending__sample__proceeding=matter, ended_on__isnull=True)
    return list(open_ones.order_by("number").values_list("number", flat=True))
