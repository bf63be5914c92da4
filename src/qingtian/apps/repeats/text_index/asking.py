"""Ask the index: the most similar reports, and the reports that hold a phrase. Keys come back, never words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import tantivy
from rapidfuzz import fuzz, process

from qingtian.apps.repeats.text_index.document import RESTRICTED
from qingtian.apps.repeats.text_index.schema import SCHEMA
from qingtian.insight.likeness import Background
from qingtian.insight.likeness.letters import pairs, plain

#: the rarest pairs of a report ask for those like it: they are read in a moment, and the common ones say little
RAREST = 12
#: what the pairs find is held against the whole report
RESCORED = 60
Query, Occur = tantivy.Query, tantivy.Occur


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. ``sight``: marks of which a report must have one; ``of``: groups, one of each.

    ``since`` and ``until`` are ordinals of days, both included; ``before``: only keys below this one.
    """

    phrases: Sequence[str]
    sight: Collection[str] = ()
    restricted_too: bool = False
    of: Sequence[Collection[str]] = field(default=())
    since: int | None = None
    until: int | None = None
    before: int | None = None


def similar(searcher: tantivy.Searcher, words: str, most: int, *, own: int = 0) -> list[tuple[int, float]]:
    """Keys of the reports most like these words, with their likeness from 0 to 1, the most alike first.

    ``own``: the report the words are from; what stands in it alone leads nowhere, and it is no answer.
    """
    letters = plain(words)
    itself = searcher.doc_freq("id", str(own)) if own else 0
    counted = [(searcher.doc_freq("pairs", pair) - itself, pair) for pair in dict.fromkeys(pairs(letters))]
    rarest = sorted(one for one in counted if one[0] > 0)[:RAREST]
    if not rarest:
        return []
    asked = Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, "pairs", p, "freq")) for _, p in rarest])
    at = [address for _, address in searcher.search(asked, RESCORED, count=False).hits]
    keys = searcher.fast_field_values("key", at)
    texts = [bytes(searcher.doc(one)["text"][0]).decode() for one in at]
    best = process.extract(letters, texts, scorer=fuzz.ratio, processor=None, limit=most + 1)
    return [(keys[number], score / 100) for _, score, number in best if keys[number] != own][:most]


def commonness(searcher: tantivy.Searcher, words: str) -> Background:
    """In how many of all reports each pair of these words stands."""
    counts = {pair: searcher.doc_freq("pairs", pair) for pair in set(pairs(plain(words)))}
    return Background(searcher.num_docs, counts)


def holding(searcher: tantivy.Searcher, asked: Asked, most: int) -> list[int]:
    """Keys of reports that hold every phrase, the newest first."""
    wanted = [_phrase(plain(phrase)) for phrase in asked.phrases if plain(phrase)]
    if not wanted:
        return []
    clauses = [(Occur.Must, one) for one in wanted]
    clauses += [(Occur.Must, _any(group)) for group in (asked.sight, *asked.of) if group]
    if not asked.restricted_too:
        clauses.append((Occur.MustNot, Query.term_query(SCHEMA, "marks", RESTRICTED, "basic")))
    if asked.since is not None or asked.until is not None:
        clauses.append((Occur.Must, _between("day", asked.since, asked.until)))
    if asked.before is not None:
        clauses.append((Occur.Must, _between("key", None, asked.before - 1)))
    hits = searcher.search(Query.boolean_query(clauses), most, count=False, order_by_field="key").hits
    return [key for key, _ in hits]


def _phrase(letters: str) -> tantivy.Query:
    if len(letters) == 1:
        return Query.term_query(SCHEMA, "letters", letters, "basic")
    if len(letters) == 2:
        return Query.term_query(SCHEMA, "pairs", letters, "basic")
    return Query.phrase_query(SCHEMA, "pairs", list(pairs(letters)))


def _any(marks: Collection[str]) -> tantivy.Query:
    return Query.term_set_query(SCHEMA, "marks", sorted(marks))


def _between(field_: str, low: int | None, high: int | None) -> tantivy.Query:
    return Query.range_query(SCHEMA, field_, tantivy.FieldType.Integer, low, high)
