"""The lists of the law on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from qingtian.language import Text
from qingtian.law import reference
from qingtian.law.model import Parameter
from qingtian.law.registry import Law
from qingtian.law.review import KINDS, Finding
from qingtian.law.terminal import columns


def parameters(law: Law, language: str) -> str:
    """A block a chapter, one line a number, as its newest edition has it: id, value, title, article, mark."""
    blocks = []
    for chapter, ids in groupby(sorted(law.parameters), key=reference.chapter_of):
        rows = [_parameter(law, law.parameters[id_], language) for id_ in ids]
        blocks.append("\n".join([chapter, *columns(rows)]))
    return "\n\n".join(blocks)


def _parameter(law: Law, parameter: Parameter, language: str) -> tuple[str, ...]:
    edition = parameter.editions[-1]
    value = reference.amount(parameter, edition).in_(language)
    cited = law.cite(edition.basis, short=True).in_(language)
    return parameter.id, value, parameter.title.in_(language), f"{cited} [{edition.certainty}]"


def instruments(law: Law, language: str) -> str:
    """One line an instrument: id, days in force, title, number."""
    rows = [
        (id_, f"{each.in_force_from or '?'} – {each.in_force_to or ''}".rstrip(), each.title.in_(language), each.number)
        for id_, each in sorted(law.instruments.items())
    ]
    return "\n".join(columns(rows))


def review(found: Sequence[Finding], day: date, language: str) -> str:
    """The findings under a heading for each kind."""
    lines = [Text("截至{d}：{n}项", "As of {d}: {n} findings").format(d=day.isoformat(), n=len(found)).in_(language)]
    for kind, words in KINDS.items():
        rows = [(each.parameter, each.detail.in_(language)) for each in found if each.kind == kind]
        if rows:
            lines += ["", f"{words.in_(language)} ({len(rows)})", *columns(rows)]
    return "\n".join(lines)
