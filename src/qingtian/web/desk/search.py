"""Search by number, receipt, document number, unit, place, words of subject or report; always inside one's scope."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Organ
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import by_receipt
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings import text_search  # noqa: F401  (the look-up has_text)
from qingtian.apps.proceedings.models import NumberSeries, Paper, Party, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.policy import visible
from qingtian.web.desk.list_rows import rows_of, with_last_act
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.word_search import Asked, words_found

FOUND_MOST = 30
LONGEST = 80
LONGEST_NUMBER = 9
#: units whose name holds a word; a word that half the city's units share is no look-up
UNITS_MOST = 60
NUMBERED_MOST = 500
#: how many of the latest matters are read before an index of words is asked
RECENT = 4_000
NUMBER = re.compile(r"[A-Za-z]{1,6}-\d{4}-\d{1,9}")


@officer
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """A full number goes straight to its matter; anything else gives matters, at most thirty, then reports by page."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    if exact := _exact(request, words):
        return redirect("desk:proceeding", exact)
    asked = Asked.of(words.split(), request.GET)
    found = _found(request, words.split()) if words and not asked.narrowed else []
    context = words_found(request.actor, asked, request.as_of) | {
        "search_words": words,
        "rows": rows_of(found[:FOUND_MOST], request.as_of),
        "more": len(found) > FOUND_MOST,
        "most": FOUND_MOST,
    }
    return render(request, "desk/search.html", context)


def _exact(request: DeskRequest, words: str) -> str:
    """The number of the one matter meant, if the actor may see it."""
    seen = visible(request.actor)
    if NUMBER.fullmatch(words):
        return seen.filter(number=words.upper()).values_list("number", flat=True).first() or ""
    petition = by_receipt(words) if words else None
    if petition is None:
        return ""
    return seen.filter(pk=petition.proceeding_id).values_list("number", flat=True).first() or ""


def _found(request: DeskRequest, words: list[str]) -> list[Proceeding]:
    """Matters every word is found in, the newest first.

    The longest word is looked for in each place of its own, so that each look-up uses the index of that place and ends
    at so many hits; the other words narrow what it finds.
    """
    words = sorted(words, key=len, reverse=True)
    matters = visible(request.actor)
    for word in words[1:]:
        matters = matters.filter(reduce(or_, _places(word).values()))
    keys: set[int] = set()
    for name, place in _places(words[0]).items():
        keys |= _newest_with(matters, words[0], name) or _newest(matters.filter(place))
    newest = sorted(keys, reverse=True)[: FOUND_MOST + 1]
    return list(with_last_act(Proceeding.objects.filter(pk__in=newest)).order_by("-pk"))


def _newest(matters: QuerySet[Proceeding]) -> set[int]:
    return set(matters.order_by("-pk").values_list("pk", flat=True)[: FOUND_MOST + 1])


def _newest_with(matters: QuerySet[Proceeding], word: str, name: str) -> set[int]:
    """Enough hits among the latest matters, read one by one; nothing where these are not enough.

    A word that stands in every tenth matter is found at once there, while its index would name a hundred thousand.
    """
    within = {"subject": _recent_subject, "place": _recent_place}.get(name)
    last = Proceeding.objects.order_by("-pk").values_list("pk", flat=True).first() if within else None
    if within is None or last is None:
        return set()
    found = _newest(matters.filter(within(word, last - RECENT)))
    return found if len(found) > FOUND_MOST else set()


def _recent_subject(word: str, after: int) -> Q:
    return Q(pk__gt=after, title__icontains=word)


def _recent_place(word: str, after: int) -> Q:
    placed = Petition.objects.filter(proceeding__gt=after, working_copy__place__icontains=word)
    return Q(pk__gt=after, pk__in=placed.values("proceeding"))


def _placed(word: str) -> QuerySet[Petition]:
    """Petitions with the word in their covered place; the index lies on the raw one, which finds at least these."""
    return Petition.objects.filter(place__has_text=word, working_copy__place__icontains=word)


def _places(word: str) -> dict[str, Q]:
    """Where a word may stand: number, subject, place, area, unit, document number, number in another system.

    Small tables are asked first, and a place where the word stands nowhere is left out.
    """
    named = Q(name_zh__icontains=word) | Q(name_en__icontains=word)
    # "in" with the keys spelt out: a subquery would hide from the planner how few they are
    areas = list(Area.objects.filter(named).values_list("pk", flat=True))
    units = list(Organ.objects.filter(named).values_list("code", flat=True)[:UNITS_MOST])
    papers, elsewhere = _numbered(Paper, word), _numbered(UpstreamNumber, word)
    found = {
        "subject": Q(title__has_text=word),
        "place": Q(pk__in=_placed(word).values("proceeding")),
    }
    if word.isascii():
        found["number"] = Q(number__startswith=word.upper()) | Q(number__in=_numbers(word))
    if areas:
        found["area"] = Q(area__in=areas)
    if units:
        found["unit"] = Q(pk__in=Party.objects.filter(organ__in=units).values("proceeding"))
    if papers or elsewhere:
        found["numbers elsewhere"] = Q(pk__in=[*papers, *elsewhere])
    return found


def _numbered(model: type[Paper] | type[UpstreamNumber], word: str) -> list[int]:
    """Matters with such a number of a document or in another system; the newest, where a short word hits many."""
    hits = model.objects.filter(number__has_text=word).order_by("-pk")
    return list(hits.values_list("proceeding", flat=True)[:NUMBERED_MOST])


def _numbers(word: str) -> list[str]:
    """Every number that ends in these digits: the series and the year are often left out when one is told a number."""
    if not (word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER):
        return []
    series = NumberSeries.objects.values_list("prefix", "year")
    return [f"{prefix}-{year}-{int(word):06d}" for prefix, year in series]
