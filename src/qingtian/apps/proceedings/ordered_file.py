"""The complete file of a matter in the order of its law (归档): volumes with an index and pages of their own.

A volume has its cover with the index (卷内目录), then place by place the papers, the records of acts and what they
attached. Measures lie in the file of their case; any other linked matter has a file of its own and is named on the
cover. The party's copy is the volumes open to the party, without the list of hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qingtian.apps.proceedings.attached import Attached, attached_to, list_of, name_of, section_of
from qingtian.apps.proceedings.export import linked_matters, title_of
from qingtian.apps.proceedings.models import Paper, Proceeding, StoredFile
from qingtian.apps.proceedings.one_file import act_section, hash_list, paper_section
from qingtian.apps.proceedings.records import records_of
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import CERTAINTIES
from qingtian.procedures import load_procedures
from qingtian.procedures.filing import FileOrder, FilePlace, Volume
from qingtian.procedures.filing.order import WITH_THE_PAPER
from qingtian.typeset import Column, Publication, Section, Table

TITLE = Text("{procedure}案卷", "{procedure}: the file")
PARTY_TITLE = Text("{procedure}案卷（当事人查阅本）", "{procedure}: the file, copy for the party")
NAMED = Text("{number} {title}", "{number} {title}")
VOLUME = Text("{volume}（{number}）", "{volume} ({number})")
COUNT = Text("本卷 {n} 件，页码从 1 起。", "{n} items in this volume, pages numbered from 1.")
EMPTY = Text("本卷没有材料。", "Nothing lies in this volume.")
OTHERS = Text("另有案卷的相连事项：{numbers}。", "Linked matters with files of their own: {numbers}.")
BY_LAW = Text("归档次序依据：{basis}（{certainty}）。", "Order of the file by {basis} ({certainty}).")
OWN_ORDER = Text("归档次序是本系统的安排（{certainty}）。", "The order of the file is our own ({certainty}).")
NOT_OPEN = Text("本卷不供当事人查阅。", "This volume is not open to the party.")
ACT = Text("办理记录：{title}", "Record: {title}")
ATTACHED = Text("附件：{name}", "Attached: {name}")
NOTE = Text("不含反映人身份、封存原件和工作秘密。", "Without reporters' identities, sealed originals and work secrets.")
OUTSIDE = Text("—", "—")
HEADS = (
    (Text("序号", "No."), 2),
    (Text("文号", "Number"), 5),
    (Text("责任者", "By"), 5),
    (Text("题名", "Title"), 8),
    (Text("日期", "Date"), 4),
    (Text("页号", "Page"), 2),
)

Where = tuple[Volume, FilePlace]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the file: a line of the index and the pages it stands for."""

    where: Where
    number: str
    by: Text
    title: Text
    on: str
    section: Section
    attached: Attached | None = None


def belonging(first: Proceeding, order: FileOrder) -> tuple[list[Proceeding], list[Proceeding]]:
    """The matters whose material lies in this file, itself first; and those linked that have files of their own."""
    _, links = linked_matters(first)
    near = {end.pk: end for link in links if first in (link.source, link.target) for end in (link.source, link.target)}
    near.pop(first.pk, None)
    others = sorted(near.values(), key=lambda each: (each.opened_on or date.max, each.number))
    inside = [each for each in others if order.belongs(each.procedure)]
    return [first, *inside], [each for each in others if each not in inside]


def ordered_file(
    first: Proceeding, order: FileOrder, *, on: date, language: str = "zh", for_party: bool = False
) -> Publication:
    """The file as it stands on a day; ``for_party`` leaves out every volume that is not open to the party."""
    inside, apart = belonging(first, order)
    entries = [entry for matter in inside for entry in _entries(matter, first, order, language)]
    entries.sort(key=lambda entry: order.rank(entry.where))
    volumes = [volume for volume in order.volumes if volume.open_to_party or not for_party]
    procedure = load_procedures().edition(first.procedure, first.edition).title
    sections = [Section(paragraphs=[line.in_(language) for line in _cover(first, apart, order, for_party)])]
    for volume in volumes:
        sections += _volume(first, volume, [one for one in entries if one.where[0].id == volume.id], language)
    if not for_party:
        files = [one.attached for one in entries if one.attached]
        sections += [list_of(files, language)] if files else []
        sections.append(hash_list(inside, language))
    title = (PARTY_TITLE if for_party else TITLE).format(procedure=procedure)
    return Publication(
        title=title.in_(language),
        sections=sections,
        notes=[NOTE.in_(language), order.note.in_(language)],
        day=f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat(),
        language=language,
        generated=any(matter.generated for matter in inside),
        draft=first.ended_on is None,
    )


def _cover(first: Proceeding, apart: Sequence[Proceeding], order: FileOrder, for_party: bool) -> Iterator[Text]:
    yield NAMED.format(number=first.number, title=title_of(first))
    certainty = CERTAINTIES[order.certainty]
    if order.basis:
        cited = [load_law().cite(basis) for basis in order.bases]
        basis = Text("、".join(one.zh for one in cited), ", ".join(one.en for one in cited))
        yield BY_LAW.format(basis=basis, certainty=certainty)
    else:
        yield OWN_ORDER.format(certainty=certainty)
    if apart and not for_party:
        yield OTHERS.format(numbers="、".join(each.number for each in apart))


def _volume(first: Proceeding, volume: Volume, entries: Sequence[Entry], language: str) -> Iterator[Section]:
    """Cover and index of one volume, then its places in order; a place with nothing in it is not printed."""
    marks = [f"{volume.id}-{n}" for n in range(1, len(entries) + 1)]
    lines = [(COUNT.format(n=len(entries)) if entries else EMPTY).in_(language)]
    lines += [] if volume.open_to_party else [NOT_OPEN.in_(language)]
    heading = VOLUME.format(volume=volume.title, number=first.number).in_(language)
    yield Section(heading, lines, _index(entries, marks, language), new_page=True, restart=True)
    place = ""
    for mark, entry in zip(marks, entries, strict=True):
        begins = entry.where[1].id != place
        if begins:
            place = entry.where[1].id
            yield Section(heading=entry.where[1].title.in_(language), new_page=True)
        yield replace(entry.section, mark=mark)


def _index(entries: Sequence[Entry], marks: Sequence[str], language: str) -> Table | None:
    if not entries:
        return None
    columns = [Column(title.in_(language), width, n == len(HEADS) - 1) for n, (title, width) in enumerate(HEADS)]
    rows = [
        [str(n), one.number, one.by.in_(language), one.title.in_(language), one.on, ""]
        for n, one in enumerate(entries, 1)
    ]
    return Table(columns, rows, pages=marks)


def _entries(matter: Proceeding, first: Proceeding, order: FileOrder, language: str) -> Iterator[Entry]:
    """Every paper, every record of an act, every attached file of one matter, in the order of its acts."""
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    records = [record for record in records_of(matter) if record]
    void = {record["voids"] for record in records if record.get("voids")}
    papers = {p.act.seq: p for p in Paper.objects.filter(proceeding=matter).select_related("act", "file", "version")}
    known = {file.pk: file for file in StoredFile.objects.filter(proceeding=matter)}
    place = _places(matter, first, order, {seq: paper.template for seq, paper in papers.items()}, records)
    for record in records:
        seq, by = record["seq"], _by(record)
        paper = papers.get(seq)
        if paper and seq not in void:
            title = Text(paper.title_zh, paper.title_en)
            section = paper_section(matter, paper, language)
            yield Entry(place[seq, True], paper.number or "—", by, title, record["on"], section)
        section = act_section(matter, record, seq in void, procedure, language)
        title = ACT.format(title=Text.of(record["title"]))
        yield Entry(place[seq, False], "—", by, title, record["on"], section)
        for one in attached_to(matter, record, known):
            name = ATTACHED.format(name=name_of(one, language))
            yield Entry(place[seq, False], "—", by, name, record["on"], section_of(one, language), one)


def _places(
    matter: Proceeding,
    first: Proceeding,
    order: FileOrder,
    templates: Mapping[int, str],
    records: Sequence[Mapping[str, Any]],
) -> dict[tuple[int, bool], Where]:
    """Where each act's record (False) and its paper (True) lie: a measure as a whole, the case's own by act and paper;
    number, seal and proof of service lie with the paper they are of."""
    if matter.pk != first.pk:
        whole = order.of_matter(matter.procedure)
        return {(record["seq"], of_paper): whole for record in records for of_paper in (True, False)}
    found: dict[tuple[int, bool], Where] = {}
    for record in records:
        seq, act = record["seq"], record["act"]
        if seq in templates:
            found[seq, True] = order.of_paper(templates[seq], act)
        paper_of = record.get("fields", {}).get("paper_of") if act in WITH_THE_PAPER else None
        found[seq, False] = found.get((paper_of, True), order.of_act(act)) if paper_of else order.of_act(act)
    return found


def _by(record: Mapping[str, Any]) -> Text:
    return Text.of(record["by"]["organ_name"]) if record["by"].get("organ_name") else OUTSIDE
