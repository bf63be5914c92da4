"""What the page of a visit adds to the left-hand column: type, ground, cap, and the way to its evidence."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from qingtian.apps.inspections.models import Visit
from qingtian.apps.inspections.queries import evidence_of
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.inspections.words import exempt_words, ground_words, kind_words

COUNTS = Text("占年度上限", "counts against the cap")
SEALED = Text("{n} 件，逐件看摘要、复核", "{n} items: their digests, and looking again")
NEXT, OPEN_CASE = Text("下一步", "Next"), Text("据此立案", "Open a penalty case")
FILED = Text("备案号", "Filing number")


def visit_facts(proceeding: Proceeding) -> list[Fact]:
    """Nothing where the matter is no visit."""
    visit = Visit.objects.filter(proceeding=proceeding).first()
    if visit is None:
        return []
    facts = proceeding.projection["facts"]
    received = evidence_of(visit).filter(received_at__isnull=False).count()
    page = reverse("desk:visit", args=[proceeding.number])
    shown: list[tuple[Text, list[Words | Link]]] = [
        (Text("类型", "Type"), [kind_words(visit)]),
        (Text("事由", "Ground"), [ground_words(visit), *([str(facts["clue"])] if facts.get("clue") else [])]),
        (Text("频次", "Cap"), [exempt_words(visit) or COUNTS]),
        (Text("现场取证", "Evidence"), [Link(SEALED.format(n=received), page)]),
    ]
    if form := penalty_form(visit):
        shown.append((NEXT, [Link(OPEN_CASE, form)]))
    if facts.get("filing_number"):
        shown.append((FILED, [str(facts["filing_number"])]))
    return [Fact(title, words) for title, words in shown]


def penalty_form(visit: Visit) -> str:
    """Where a clue becomes a penalty case, filled in from the visit; empty while the visit is no clue."""
    matter = visit.proceeding
    if matter.state != "clue_raised":
        return ""
    facts = matter.projection["facts"]
    told = {
        "f_about": matter.number,
        "f_party": visit.party,
        "f_source": "inspection",
        "f_area": (facts.get("area") or {}).get("code", ""),
        "f_subject": facts.get("subject", ""),
        "f_what": facts.get("result_reason", ""),
    }
    return f"{reverse('desk:new_penalty')}?{urlencode(told)}"
