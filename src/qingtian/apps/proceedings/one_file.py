"""One file (一案一档): a matter and all it is linked to, from the report to the close-out, with its hash list.

Each matter's acts and papers as they were recorded. Nothing sealed is in it, no reporter, and not the answers on
dereliction, which are for the register of clues alone. What the hashes prove is told by the export beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docx import Document

from qingtian.apps.proceedings.attached import Attached, attached_to, broken, list_of, section_of
from qingtian.apps.proceedings.export import stays_here, title_of
from qingtian.apps.proceedings.models import Act, Paper, Proceeding, StoredFile
from qingtian.apps.proceedings.papers.words import said
from qingtian.apps.proceedings.records import records_of
from qingtian.language import Text
from qingtian.procedures import Procedure, load_procedures
from qingtian.typeset import Column, Publication, Section, Table

TITLE = Text("一案一档", "The one file")
CONTENTS = Text("目录", "Contents")
COVER = Text("{number} {title}", "{number} {title}")
SPAN = Text("{opened} 至 {ended}，连同相连的共 {n} 件。", "{opened} to {ended}, {n} matter(s) with those linked to it.")
OPEN = Text("在办", "still open")
REPORTED = Text("群众反映（遮盖过的工作副本）：", "What was reported (covered working copy):")
ACT = Text("{number} 第 {seq} 号动作：{title}", "{number} act {seq}: {title}")
BY = Text("{on}，{organ}{post}", "{on}, {organ} {post}")
OUTSIDE = Text("公众或者系统", "a member of the public, or the system")
VOIDED = Text("这一动作后来更正了。", "This act was corrected later.")
PAPER = Text("{number} 文书：{title}{mark}", "{number} paper: {title} {mark}")
SECRET = Text("工作秘密，不出卷；摘要 {sm3}", "A work secret; it stays. Its digest: {sm3}")
HASHES = Text("附：摘要表", "Appendix: hash list")
HASH_NOTE = Text(
    "摘要用 SM3。同一包里的 .json 是完整案卷，case_file_verifier.py 不用本系统就能校验，链头应当和下表一致；"
    "file_list_verifier.py 校验这份文件本身。",
    "Digests are SM3. The .json in the same package is the complete file; case_file_verifier.py proves it without this "
    "system, and its heads must be those of the table; file_list_verifier.py proves this very file.",
)
NOTE = Text(
    "不含反映人身份、封存原件、工作秘密和问责线索。",
    "Without reporters' identities, sealed originals, work secrets and clues on responsibility.",
)
HEADS = (
    (Text("件", "Matter"), 3),
    (Text("动作", "Act"), 1),
    (Text("内容摘要", "Commitment"), 5),
    (Text("链上摘要", "Hash"), 5),
)


def one_file(matters: Sequence[Proceeding], *, words: Mapping[int, str], on: date, language: str = "zh") -> Publication:
    """The file as it stands on a day. The first of ``matters`` gives it its name; ``words`` is the covered report by
    matter, where there is one. Matters come in the order they were opened."""
    first = matters[0]
    ended = first.ended_on or OPEN.in_(language)
    cover = [
        COVER.format(number=first.number, title=title_of(first)).in_(language),
        SPAN.format(opened=first.opened_on, ended=ended, n=len(matters)).in_(language),
    ]
    in_order = sorted(matters, key=lambda each: (each.opened_on or date.max, each.number))
    sections, files = [Section(paragraphs=cover)], list[Attached]()
    for matter in in_order:
        sections += _matter(matter, words.get(matter.pk, ""), files, language)
    if files:
        sections.append(list_of(files, language))
    sections.append(hash_list(in_order, language))
    return Publication(
        title=f"{TITLE.in_(language)} {first.number}",
        sections=sections,
        notes=[NOTE.in_(language)],
        day=f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat(),
        language=language,
        generated=any(matter.generated for matter in matters),
        draft=first.ended_on is None,
        contents=CONTENTS.in_(language),
    )


def _matter(matter: Proceeding, words: str, files: list[Attached], language: str) -> Iterator[Section]:
    """The matter's acts, papers and attached files in order; the files are added to ``files``."""
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    reported = [REPORTED.in_(language), words] if words else []
    name = f"{matter.number} {procedure.title.in_(language)}：{title_of(matter)}"
    yield Section(heading=name, paragraphs=reported, new_page=True)
    records = [record for record in records_of(matter) if record]
    void = {record["voids"] for record in records if record.get("voids")}
    papers = {p.act.seq: p for p in Paper.objects.filter(proceeding=matter).select_related("act", "file", "version")}
    known = {file.pk: file for file in StoredFile.objects.filter(proceeding=matter)}
    for record in records:
        yield act_section(matter, record, record["seq"] in void, procedure, language)
        if record["seq"] in papers and record["seq"] not in void:
            yield paper_section(matter, papers[record["seq"]], language)
        for one in attached_to(matter, record, known):
            files.append(one)
            yield section_of(one, language)


def act_section(
    matter: Proceeding, record: Mapping[str, Any], void: bool, procedure: Procedure, language: str
) -> Section:
    by = record["by"]
    organ = Text.of(by["organ_name"]) if by.get("organ_name") else OUTSIDE
    post = Text.of(by["post_title"]).in_(language) if by.get("post_title") else ""
    lines = [BY.format(on=record["on"], organ=organ, post=post).in_(language).rstrip()]
    if void:
        lines.append(VOIDED.in_(language))
    lines += fields_of(record, procedure, language)
    heading = ACT.format(number=matter.number, seq=record["seq"], title=Text.of(record["title"]))
    return Section(heading=heading.in_(language), paragraphs=lines)


def fields_of(record: Mapping[str, Any], procedure: Procedure, language: str) -> list[str]:
    """What was entered, a line a field; sealed values, answers on dereliction among them, are not here."""
    declared = {field.name: field for t in procedure.transitions if t.act == record["act"] for field in t.fields}
    found = []
    for name, value in record.get("fields", {}).items():
        if name not in declared or _sealed(value):
            continue
        one = declared[name]
        if one.choices:
            chosen = value if isinstance(value, list) else [value]
            words = "、".join(one.choices[c].in_(language) if c in one.choices else str(c) for c in chosen)
        else:
            words = said(value).replace("\a", "；")
        found.append(f"{one.title.in_(language)}：{words}" if language == "zh" else f"{one.title.en}: {words}")
    return found


def _sealed(value: Any) -> bool:
    parts = value if isinstance(value, list) else [value]
    return any(isinstance(one, Mapping) and "sealed" in one for one in parts)


def paper_section(matter: Proceeding, paper: Paper, language: str) -> Section:
    """One paper in its words; of a work secret only the digest."""
    title = Text(paper.title_zh, paper.title_en)
    mark = f" {paper.number}" if paper.number else ""
    heading = PAPER.format(number=matter.number, title=title, mark=mark).in_(language)
    if stays_here(paper.text):
        return Section(heading=heading, paragraphs=[SECRET.format(sm3=paper.text.sm3).in_(language)])
    return Section(heading=heading, paragraphs=_text_of(paper.text.read()))


def _text_of(content: bytes) -> list[str]:
    """The words of a Word file in order, tables row by row."""
    found = []
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
                if cells:
                    found.append("　".join(cells))
        elif block.text.strip():
            found.append(block.text.strip())
    return found


def hash_list(matters: Sequence[Proceeding], language: str) -> Section:
    """Every act's commitment and its hash in the chain; the last of a matter is its head."""
    columns = [Column(title.in_(language), width) for title, width in HEADS]
    acts = Act.objects.filter(proceeding__in=matters).select_related("proceeding")
    place = {matter.pk: n for n, matter in enumerate(matters)}
    rows = [
        [act.proceeding.number, str(act.seq), broken(act.commitment), broken(act.hash)]
        for act in sorted(acts, key=lambda each: (place[each.proceeding_id], each.seq))
    ]
    return Section(HASHES.in_(language), [HASH_NOTE.in_(language)], Table(columns, rows, grouped=True), new_page=True)
