"""From frozen figures to a document: words, tables and charts; nothing is counted here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qingtian.apps.air.publications.composing.document import Chart, Document, Part
from qingtian.apps.petition_figures.changes import Change
from qingtian.apps.petition_figures.definitions import definitions
from qingtian.apps.petition_figures.models import PetitionReport
from qingtian.apps.petition_figures.questions import MEASURES
from qingtian.apps.petition_figures.rates import ABSENT, rates
from qingtian.apps.petition_figures.reports import words as w
from qingtian.apps.petition_figures.reports.computing import COUNTED_ACTS
from qingtian.apps.petition_figures.reports.kinds import KINDS
from qingtian.apps.petition_figures.reports.record import read
from qingtian.charts import RankBar, ranking
from qingtian.language import Text
from qingtian.law.model import CERTAINTIES
from qingtian.standards.periods import period
from qingtian.typeset import Column, Table

SHOWN = ("reports", "matters", "open", "ended", "overdue", "answered", "looked_at", "verified", "satisfied", "repeated")
LINE = ("reports", "matters", "ended", "overdue")
LINE_RATES = ("verified", "satisfied", "settled_locally", "repeated")
HOTLINE_RATES = ("answered", "on_time", "satisfied", "verified", "repeated")
#: above that many bars a chart is a wall
BARS = 12


def compose(report: PetitionReport, language: str, *, organ: Text, title_period: Text) -> Document:
    """The draft in one language."""
    figures = read(report)
    makers = {"weekly": _short, "monthly": _full, "annual": _annual, "hotline": _hotline}
    parts = makers[report.kind](figures, language)
    kind = KINDS[report.kind]
    title = w.TITLE.format(period=title_period, kind=kind.title)
    return Document(
        title=title.in_(language),
        parts=[replace(part, heading=w.numbered(n, part.heading, language)) for n, part in enumerate(parts, 1)],
        notes=_notes(report, figures, language),
        language=language,
        organ=organ.in_(language),
        day=w.day_words(report.as_of).in_(language),
        generated=report.generated,
        draft=True,
    )


def _short(figures: Mapping[str, Any], language: str) -> list[Part]:
    return [_volume(figures, language), _kinds(figures, language), _areas(figures, language), _rates(figures, language)]


def _full(figures: Mapping[str, Any], language: str) -> list[Part]:
    return [*_short(figures, language), _channels(figures, language), _handlers(figures, language),
            _complained(figures, language), _acts(figures, language)]  # fmt: skip


def _annual(figures: Mapping[str, Any], language: str) -> list[Part]:
    return [*_full(figures, language), _suggestions(figures, language)]


def _hotline(figures: Mapping[str, Any], language: str) -> list[Part]:
    return [_volume(figures, language), _assessment(figures, language)]


def _changes(figures: Mapping[str, Any], measure: str) -> tuple[Change, Change]:
    now = figures["whole"][measure]
    found = []
    for key in ("before", "year"):
        earlier = figures[key]
        gap = Text.of(earlier["gap"]) if earlier["gap"] else None
        found.append(Change(now, earlier["counts"][measure] if earlier["counts"] else None, gap))
    return found[0], found[1]


def _volume(figures: Mapping[str, Any], language: str) -> Part:
    whole = figures["whole"]
    words = [w.VOLUME.format(**whole).in_(language)]
    for name, change in zip((w.ON_BEFORE, w.ON_YEAR), _changes(figures, "reports"), strict=True):
        said = change.why or w.CHANGED.format(percent=change.percent, before=change.before)
        words.append(f"{name.in_(language)}{said.in_(language)}")
    columns = [Column(w.MEASURE.in_(language), 4), *(_figures(t, language) for t in w.COMPARED)]
    rows = []
    for measure in SHOWN:
        before, year = _changes(figures, measure)
        cells = [str(whole[measure])]
        for one in (before, year):
            cells += [ABSENT if one.before is None else str(one.before), one.percent]
        rows.append([MEASURES[measure].in_(language), *cells])
    return Part(w.HEADS["volume"].in_(language), words, Table(columns, rows, w.CAPTIONS["volume"].in_(language)))


def _figures(title: Text, language: str, width: int = 2) -> Column:
    return Column(title.in_(language), width, figures=True)


def _counted(figures: Mapping[str, int], titles: Mapping[str, Text], key: str, language: str) -> Part:
    order = sorted(figures.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [[titles.get(code, Text(code, code)).in_(language), str(n)] for code, n in order]
    columns = [Column(w.HEADS[key].in_(language).split("、", 1)[-1], 4), _figures(MEASURES["reports"], language)]
    table = Table(columns, rows, w.CAPTIONS[key].in_(language))
    bars = [RankBar(name, n) for name, n in rows[:BARS]]
    caption = w.CAPTIONS[key].in_(language)
    charts = [Chart(caption, lambda face: ranking(face, caption, bars))] if any(n != "0" for _, n in rows) else []
    return Part(w.HEADS[key].in_(language), (), table, charts)


def _kinds(figures: Mapping[str, Any], language: str) -> Part:
    part = _counted(figures["kinds"], w.kind_titles(), "kinds", language)
    unknown = w.KIND_UNKNOWN.format(n=figures["whole"]["kind_unknown"]).in_(language)
    return Part(part.heading, [unknown], part.table, part.charts)


def _channels(figures: Mapping[str, Any], language: str) -> Part:
    return _counted(figures["channels"], w.channel_titles(), "channels", language)


def _line_table(rows: Any, first: Text, nobody: Text, rates_: Any, caption: str, language: str) -> Table:
    columns = [Column(first.in_(language), 4), *(_figures(MEASURES[one], language) for one in LINE)]
    columns += [
        _figures(Text(f"{t.zh}%", f"{t.en}, %"), language) for t in (definitions()[id_].title for id_ in rates_)
    ]
    lines = []
    for one in rows:
        found = rates(one["counts"])
        name = Text.of(one["name"]) if one["name"] else nobody
        cells = [str(one["counts"][measure]) for measure in LINE]
        lines.append([name.in_(language), *cells, *(found[id_].percent for id_ in rates_)])
    return Table(columns, lines, caption)


def _areas(figures: Mapping[str, Any], language: str) -> Part:
    caption = w.CAPTIONS["areas"].in_(language)
    table = _line_table(figures["areas"], w.AREA, w.NO_AREA, LINE_RATES, caption, language)
    return Part(w.HEADS["areas"].in_(language), (), table)


def _handlers(figures: Mapping[str, Any], language: str) -> Part:
    caption = w.CAPTIONS["handlers"].in_(language)
    table = _line_table(figures["handlers"], w.UNIT, w.NOBODY, LINE_RATES, caption, language)
    return Part(w.HEADS["handlers"].in_(language), (), table)


def _assessment(figures: Mapping[str, Any], language: str) -> Part:
    caption = w.CAPTIONS["assessment"].in_(language)
    table = _line_table(figures["handlers"], w.UNIT, w.NOBODY, HOTLINE_RATES, caption, language)
    return Part(w.HEADS["assessment"].in_(language), [w.ASSESSMENT.in_(language)], table)


def _rates(figures: Mapping[str, Any], language: str) -> Part:
    found = rates(figures["whole"])
    rows = [
        [
            definitions()[id_].title.in_(language),
            f"{rate.part}/{rate.whole}",
            rate.percent,
            definitions()[id_].of.in_(language),
        ]
        for id_, rate in found.items()
        if definitions()[id_].published
    ]
    columns = [Column(w.RATE.in_(language), 3), _figures(w.COUNTS, language), _figures(Text("%", "%"), language),
               Column(w.DEFINITION.in_(language), 9)]  # fmt: skip
    return Part(w.HEADS["rates"].in_(language), (), Table(columns, rows, w.CAPTIONS["rates"].in_(language)))


def _complained(figures: Mapping[str, Any], language: str) -> Part:
    rows = [
        [Text.of(one["name"]).in_(language), Text.of(one["area"]).in_(language), str(one["reports"])]
        for one in figures["complained"]
    ]
    heading = w.HEADS["complained"].in_(language)
    if not rows:
        return Part(heading, [w.NONE_NAMED.in_(language)])
    columns = [
        Column(w.COMPLAINED.in_(language), 6),
        Column(w.AREA.in_(language), 3),
        _figures(MEASURES["reports"], language),
    ]
    return Part(
        heading, [w.COMPLAINED_NOTE.in_(language)], Table(columns, rows, w.CAPTIONS["complained"].in_(language))
    )


def _acts(figures: Mapping[str, Any], language: str) -> Part:
    rows = [
        [w.act_title(act).in_(language), str(n)] for act in COUNTED_ACTS if (n := figures["acts"].get(act)) is not None
    ]
    columns = [Column(w.ACT.in_(language), 4), _figures(w.TIMES, language)]
    return Part(w.HEADS["acts"].in_(language), (), Table(columns, rows, w.CAPTIONS["acts"].in_(language)))


def _suggestions(figures: Mapping[str, Any], language: str) -> Part:
    found = figures["suggestions"]
    words = w.SUGGESTIONS.format(all=sum(found.values()), **{f"n_{how}": n for how, n in found.items()})
    return Part(w.HEADS["suggestions"].in_(language), [words.in_(language)])


def _notes(report: PetitionReport, figures: Mapping[str, Any], language: str) -> list[str]:
    of = period(report.period)
    notes = [w.BASIS.format(as_of=report.as_of, sm3=report.sm3[:16], program=report.program), w.OURS, w.NO_ACCUSATIONS]
    if of.last >= report.as_of:
        notes.append(w.RUNNING)
    if figures["known"]:
        notes.append(w.KNOWN_FROM.format(first=figures["known"][0]))
    used = HOTLINE_RATES if report.kind == "hotline" else tuple(definitions())
    marks = {definitions()[id_].certainty: None for id_ in used}
    notes.append(Text("口径的把握：" + "、".join(CERTAINTIES[one].zh for one in marks),
                      "Certainty of the definitions: " + "; ".join(CERTAINTIES[one].en for one in marks)))  # fmt: skip
    return [note.in_(language) for note in notes]
