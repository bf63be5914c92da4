"""The index of a file (卷内目录): every paper and attachment in order, and what is still lacking before archiving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qingtian.apps.proceedings.models import CaseFile, Paper, Proceeding, StoredFile
from qingtian.apps.proceedings.records import records_of
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.filing import FileOrder, order_of
from qingtian.procedures.paper_life import PAPER_ACTS, lives
from qingtian.typeset import Column, Publication, Section, Table

TITLE = Text("卷内目录", "Index of the file")
HEADS = [
    (Text("序号", "No."), 1, True),
    (Text("文号", "Number"), 4, False),
    (Text("责任者", "By"), 4, False),
    (Text("题名", "Title"), 6, False),
    (Text("日期", "Date"), 3, False),
    (Text("备注", "Remark"), 3, False),
]
WITH_SCAN, DRAFT = Text("附盖章件", "with sealed copy"), Text("无盖章件", "no sealed copy")
ATTACHED = Text("附件", "attachment")
FILE_LINE = Text(
    "案卷编号 {number}，{procedure}，{opened} 至 {ended}。", "File {number}, {procedure}, {opened} to {ended}."
)
KEPT_LINE = Text("档号 {volume}，保管到 {until}。", "Archival code {volume}, kept until {until}.")
PERMANENT = Text("永久", "permanently")
NOTE = Text(
    "题名不写反映人姓名；封存的回证和原始照片不在目录内。",
    "No reporter is named; sealed receipts and originals are not listed.",
)


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One thing in the file, in the order of the acts that put it there."""

    number: str
    by: Text
    title: Text
    on: str
    remark: Text
    act: str = ""
    template: str = ""


def lines_of(proceeding: Proceeding) -> list[IndexLine]:
    """Papers, then under each act the files it attached; a scan or an edited version belongs to its paper's line."""
    records = records_of(proceeding)
    told = lives(records)
    rows = {paper.act.seq: paper for paper in Paper.objects.filter(proceeding=proceeding).select_related("act")}
    known = set(StoredFile.objects.filter(proceeding=proceeding).values_list("pk", flat=True))
    found = []
    for record in records:
        by = Text.of(record["by"]["organ_name"]) if record["by"].get("organ_name") else Text("—", "—")
        life, row = told.get(record["seq"]), rows.get(record["seq"])
        if life and row and not life.void:
            remark = WITH_SCAN if row.scan_id else DRAFT
            title, act = Text(row.title_zh, row.title_en), record["act"]
            found.append(IndexLine(life.number or "—", by, title, record["on"], remark, act, row.template))
        if record["act"] in PAPER_ACTS:
            continue
        for value in record["fields"].values():
            for one in value if isinstance(value, list) else []:
                if isinstance(one, dict) and one.get("id") in known and "sm3" in one:
                    title = Text(
                        f"{Text.of(record['title']).zh}：{one['name']}", f"{record['title']['en']}: {one['name']}"
                    )
                    found.append(IndexLine("—", by, title, record["on"], ATTACHED, record["act"]))
    return found


def index_of(proceeding: Proceeding, *, on: date, language: str = "zh") -> Publication:
    """The index as it stands on a day, ready to be set; in the order and the volumes of its law where it has one."""
    order = order_of(proceeding.procedure, on)
    lines = lines_of(proceeding)
    about = Section(paragraphs=_about(proceeding, language), table=None if order else _table(lines, language))
    volumes = _volumes(lines, order, language) if order else []
    return Publication(
        title=TITLE.in_(language),
        sections=[about, *volumes],
        notes=[NOTE.in_(language)],
        day=f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat(),
        language=language,
        generated=proceeding.generated,
        draft=proceeding.ended_on is None,
    )


def _table(lines: Sequence[IndexLine], language: str) -> Table:
    return Table(
        [Column(title.in_(language), width, figures) for title, width, figures in HEADS],
        [
            [str(n), line.number, line.by.in_(language), line.title.in_(language), line.on, line.remark.in_(language)]
            for n, line in enumerate(lines, 1)
        ],
    )


def _volumes(lines: Sequence[IndexLine], order: FileOrder, language: str) -> Iterator[Section]:
    """A table for each volume that holds something, its lines by their places."""
    placed = [
        (order.of_paper(line.template, line.act) if line.template else order.of_act(line.act), line) for line in lines
    ]
    placed.sort(key=lambda each: order.rank(each[0]))
    for volume in order.volumes:
        inside = [line for where, line in placed if where[0].id == volume.id]
        if inside:
            yield Section(heading=volume.title.in_(language), table=_table(inside, language))


def _about(proceeding: Proceeding, language: str) -> list[str]:
    procedure = load_procedures().edition(proceeding.procedure, proceeding.edition).title
    ended = proceeding.ended_on or Text("在办", "still open")
    lines = [FILE_LINE.format(number=proceeding.number, procedure=procedure, opened=proceeding.opened_on, ended=ended)]
    kept = CaseFile.objects.filter(proceeding=proceeding).first()
    if kept:
        lines.append(KEPT_LINE.format(volume=kept.volume or "—", until=kept.retained_until or PERMANENT))
    return [line.in_(language) for line in lines]
