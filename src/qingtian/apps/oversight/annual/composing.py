"""From frozen figures to a document: words, three-line tables and charts; nothing is counted here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from qingtian.apps.air.publications.composing.annual import compose as compose_air
from qingtian.apps.air.publications.composing.document import Chart, Document, Part
from qingtian.apps.air.publications.record import issue_of
from qingtian.apps.oversight.annual import words as w
from qingtian.apps.oversight.annual.record import read
from qingtian.apps.oversight.models import AnnualDraft
from qingtian.apps.petition_figures.questions import MEASURES
from qingtian.charts import RankBar, ranking
from qingtian.language import Text
from qingtian.typeset import Column, Table

#: the number the air's own annual paper gives a heading (一、 or 1. ), and its tables (表1, Table 1.)
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+\.\s*)")
PETITIONS = ("reports", "matters", "ended", "open", "overdue", "verified", "satisfied")


def compose(made: AnnualDraft, language: str) -> Document:
    """The report in one language."""
    figures = read(made)
    parts = [
        _opening(figures, language),
        *_air(figures, language, made),
        _petitions(figures, language),
        _cases(figures, language),
    ]
    name = Text.of(figures["area"]["name"])
    return Document(
        title=w.TITLE.format(area=name, year=figures["year"]).in_(language),
        parts=[replace(part, heading=w.numbered(n, part.heading, language)) for n, part in enumerate(parts, 1)],
        notes=_notes(figures, made, language),
        language=language,
        organ=Text.of(figures["organ"]).in_(language),
        day=w.day_words(made.as_of).in_(language),
        generated=made.generated,
        draft=True,
    )


def _opening(figures: Mapping[str, Any], language: str) -> Part:
    cited = [Text.of(one) for one in figures["basis"]]
    words = w.OPENING.format(
        basis=Text("、".join(c.zh for c in cited), "; ".join(c.en for c in cited)),
        year=figures["year"],
        area=Text.of(figures["area"]["name"]),
    )
    return Part(w.OPENS.in_(language), [words.in_(language)])


def _absent(figures: Mapping[str, Any], key: str, heading: Text, language: str) -> Part | None:
    missing = figures[key].get("missing")
    if missing is None:
        return None
    return Part(heading.in_(language), [w.MISSING.format(why=Text.of(missing)).in_(language)])


def _air(figures: Mapping[str, Any], language: str, made: AnnualDraft) -> list[Part]:
    """The parts of the air's annual figures: evaluation, ranking, months, targets."""
    if absent := _absent(figures, "air", w.AIR, language):
        return [absent]
    held = figures["air"]["issue"]
    fields = {**held, "snapshot_at": None, "day": made.as_of, "version": 1, "why": ""}
    document = compose_air(issue_of(fields, draft=True, generated=made.generated), language)
    prefix = w.AIR_PART.in_(language)
    parts = [replace(part, heading=f"{prefix}{_NUMBER.sub('', part.heading)}") for part in document.parts]
    if not any(row.split(",")[3:4] and row.split(",")[3].startswith("target_") for row in held["figures"].splitlines()):
        parts.append(Part(w.TARGETS.in_(language), [w.NO_TARGET.in_(language)]))
    return parts


def _petitions(figures: Mapping[str, Any], language: str) -> Part:
    if absent := _absent(figures, "petitions", w.PETITIONS, language):
        return absent
    whole, kinds = figures["petitions"]["whole"], figures["petitions"]["kinds"]
    rows = [[MEASURES[measure].in_(language), str(whole[measure])] for measure in PETITIONS]
    columns = [Column(w.MEASURE.in_(language), 4), Column(w.COUNT.in_(language), 2, figures=True)]
    titles = w.kind_titles()
    order = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    bars = [RankBar(titles.get(code, Text(code, code)).in_(language), str(n)) for code, n in order if n]
    caption = w.KINDS.in_(language)
    charts = [Chart(caption, partial(ranking, title=caption, bars=bars))] if bars else []
    said = w.PETITIONS_SAID.format(**{name: whole[name] for name in PETITIONS}).in_(language)
    table = Table(columns, rows, w.PETITIONS_TABLE.in_(language))
    return Part(w.PETITIONS.in_(language), [said], table, charts)


def _cases(figures: Mapping[str, Any], language: str) -> Part:
    if absent := _absent(figures, "cases", w.CASES, language):
        return absent
    found = figures["cases"]
    rows = [[w.LEVELS[level].in_(language), str(n)] for level, n in found["levels"].items()]
    columns = [Column(w.LEVEL.in_(language), 4), Column(w.COUNT.in_(language), 2, figures=True)]
    said = w.CASES_SAID.format(whole=found["whole"], closed=found["closed"], open=found["open"])
    return Part(w.CASES.in_(language), [said.in_(language)], Table(columns, rows, w.CASES_TABLE.in_(language)))


def _notes(figures: Mapping[str, Any], made: AnnualDraft, language: str) -> list[str]:
    notes = [w.FROZEN.format(as_of=made.as_of, sm3=made.sm3[:16], program=made.program), w.SOURCES]
    if made.as_of <= date(figures["year"], 12, 31):
        notes.append(w.RUNNING)
    if "issue" in figures["air"]:
        notes.append(w.SNAPSHOT.format(snapshot=figures["air"]["issue"]["snapshot"]))
    return [note.in_(language) for note in notes]
