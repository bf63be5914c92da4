"""Which matters may be listed at all, and the few words of each. For this room alone: what leaves it is ``Shown``.

What is not understood is withheld: a matter is on the list only when an officer wrote its subject, its present state
has a public sentence, and nothing restricts it. The reporter's own words, which stand in for a subject before that,
never pass.
"""

from __future__ import annotations

from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.language import Text
from qingtian.procedures import load_procedures

#: where a petition stands, in words for everybody; a state that is not here is not listed. Merged petitions are counted
#: with the one that carries them, those received only have no subject yet.
PETITION_WORDS = {
    "suggestion": Text("在研究建议", "The suggestion is being studied"),
    "duty": Text("在确定由哪个单位办", "Settling which unit handles it"),
    "proper": Text("在确定由哪个单位办", "Settling which unit handles it"),
    "assigned": Text("已分给承办单位", "Given to a unit"),
    "accepted": Text("在调查", "Being looked into"),
    "concluded": Text("有了结果，在写答复", "There is a result; the answer is being written"),
    "replied": Text("已答复", "Answered"),
    "second_look": Text("换一个单位再办", "Another unit takes it up"),
    "reviewing": Text("上一级在复查", "Under review by the higher organ"),
    "reviewed": Text("已有复查意见", "There is a review opinion"),
    "re_reviewing": Text("在复核", "Under re-review"),
    "closed": Text("已答复、办结", "Answered and closed"),
    "declined": Text("没有受理，告诉了理由和去处", "Not accepted; told why and where to go"),
    "diverted": Text("走别的程序", "Goes another way"),
    "ended": Text("三级程序走完", "All three levels are done"),
}
#: what another unit found on site; it is said with the state, also when it was not put right
FOUND = {
    "put_right": Text("另一单位到现场看过，已改好", "Another unit checked on site: put right"),
    "partly": Text("另一单位到现场看过，部分改好", "Another unit checked on site: partly put right"),
    "not_put_right": Text("另一单位到现场看过，没有改好", "Another unit checked on site: not put right"),
}
#: states of a case in which the city itself has accepted the result
CLOSED_CASES = {
    "closed": Text("验收通过，一年内还会回头看", "Accepted; it is looked at again within a year"),
    "looked_back": Text("回头再看，没有复发", "Looked at again; it has not come back"),
}


@cache
def _public_states_of_cases() -> frozenset[str]:
    """States with a public sentence in any edition."""
    editions = load_procedures().editions("five_ones_case")
    return frozenset(code for each in editions for code, state in each.states.items() if state.public is not None)


def listed() -> QuerySet[Proceeding]:
    """Every matter that may be listed."""
    states = Q(procedure="petition", state__in=PETITION_WORDS)
    states |= Q(procedure="five_ones_case", state__in=_public_states_of_cases())
    open_to_all = Proceeding.objects.filter(states, restricted=False, projection__facts__has_key="subject")
    joined = Link.objects.filter(source=OuterRef("pk"), kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True)
    return open_to_all.exclude(handling_mark=Proceeding.Handling.WORK_SECRET).exclude(Exists(joined))


def sentence(proceeding: Proceeding) -> Text:
    """Where the matter stands; no date that was promised to the reporter, nothing the reporter said."""
    if proceeding.procedure == "petition":
        found = FOUND.get(proceeding.projection["facts"].get("verified"))
        words = PETITION_WORDS[proceeding.state]
        return found if found and proceeding.ended_on else words
    if proceeding.state in CLOSED_CASES:
        return CLOSED_CASES[proceeding.state]
    public = procedure_of(proceeding).states[proceeding.state].public
    assert public is not None
    return Text(public.zh.rstrip("。"), public.en.rstrip("."))
