"""One matter, one file (一案一档): the graph of a matter's links with every act, hash and file, provable without us.

What leaves is what the trail holds: acts with their salts, so that anyone can prove them. The words of a report and
the reporter's identity are not in the trail, and are not in the file; neither is a title made from those words.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import resources
from typing import Any

from django.db.models import Q

from qingtian.apps.proceedings.models import Handling, Link, Paper, Proceeding, StoredFile
from qingtian.apps.proceedings.verification import links_of
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.projection import from_json
from qingtian.trail import canonical, sm3

FORMAT = "qingtian-case-file"
VERSION = 1

ACCUSATION = Text(
    "检举控告件不能导出；只由指定人员办理和移送。",
    "An accusation is never exported; named officers handle and transfer it.",
)
CONFINED = Text(
    "这一类件只有指定人员看得到，不能导出。", "Matters of this kind are for named officers and are never exported."
)
FILE_MISSING = Text("附件“{name}”不在数据文件夹里。", "The file “{name}” is not in the data folder.")
FILE_CHANGED = Text("附件“{name}”与入卷时的摘要不符。", "The file “{name}” no longer matches its digest.")
RESTORE = Text("从备份恢复这个文件，再导出。", "Restore the file from a backup, then export again.")


def export_case_file(proceeding: Proceeding, *, now: datetime) -> bytes:
    """The case file of a matter and of every matter linked to it, as canonical JSON.

    ``now`` is the moment of export. Raises Refused for an accusation (``export.accusation``, 信访工作条例 30), for a
    matter of a confined procedure (``export.confined``), and
    UnusableInput where a file is missing or changed: a file that cannot be proved is not handed out.
    """
    if load_procedures().edition(proceeding.procedure, proceeding.edition).confined_to:
        raise Refused("export.confined", CONFINED, where=proceeding.number)
    if proceeding.restricted:
        raise Refused("export.accusation", ACCUSATION, where=proceeding.number, basis="信访工作条例 30")
    matters, links = linked_matters(proceeding)
    files = list(_files(matters))
    body = {
        "format": FORMAT,
        "v": VERSION,
        "exported_at": now.isoformat(),
        "proceedings": [_proceeding(matter) for matter in matters],
        "links": [_link(link) for link in links],
        "files": [_file(file) for file in files if not stays_here(file)],
        "withheld": [_withheld(file) for file in files if stays_here(file)],
    }
    return canonical({"body": body, "sm3": sm3(canonical(body))})


def verifier() -> bytes:
    """The program that proves a case file, to be handed out beside it; it needs Python and nothing else."""
    return (resources.files("qingtian.trail") / "case_file_verifier.py").read_bytes()


def list_verifier() -> bytes:
    """The program that proves a list of hashes and the files it names; it lies beside the other."""
    return (resources.files("qingtian.trail") / "file_list_verifier.py").read_bytes()


def linked_matters(first: Proceeding) -> tuple[list[Proceeding], list[Link]]:
    """The matter and all it is linked to by open links, however far. An accusation, a linked work
    secret, and any link to them, stay out."""
    found, links = {first.pk: first}, {}
    todo = [first]
    while todo:
        here = todo.pop()
        for link in _open_links(here):
            links[link.pk] = link
            for end in (link.source, link.target):
                if end.pk not in found:
                    found[end.pk] = end
                    todo.append(end)
    others = sorted((p for p in found.values() if p.pk != first.pk), key=lambda p: p.number)
    return [first, *others], [links[pk] for pk in sorted(links)]


def _open_links(proceeding: Proceeding) -> Iterable[Link]:
    touching = Link.objects.filter(Q(source=proceeding) | Q(target=proceeding), undone_by__isnull=True)
    touching = touching.filter(source__restricted=False, target__restricted=False)
    for end in ("source", "target"):
        others = ~Q(**{end: proceeding}) & Q(**{f"{end}__handling_mark": Handling.WORK_SECRET})
        touching = touching.exclude(others)
    return touching.select_related("source", "target")


def stays_here(stored: StoredFile) -> bool:
    """A work secret does not leave with the file; its digest does, so that its absence can be seen and proved."""
    return stored.handling_mark == Handling.WORK_SECRET


def _withheld(stored: StoredFile) -> dict[str, Any]:
    return {"sm3": stored.sm3, "handling_mark": stored.handling_mark}


def title_of(proceeding: Proceeding) -> str:
    """The subject an officer wrote; before that the procedure's own title, never the first words of a report."""
    subject = from_json(proceeding.projection).facts.get("subject")
    procedure = load_procedures().edition(proceeding.procedure, proceeding.edition)
    return str(subject) if subject else procedure.title.zh


def _proceeding(proceeding: Proceeding) -> dict[str, Any]:
    return {
        "uid": proceeding.uid,
        "number": proceeding.number,
        "procedure": proceeding.procedure,
        "edition": proceeding.edition,
        "title": title_of(proceeding),
        "handling_mark": proceeding.handling_mark,
        "generated": proceeding.generated,
        "head": proceeding.head,
        "acts": [
            {
                "seq": link.seq,
                "prev": link.previous,
                "commitment": link.commitment,
                "hash": link.hash,
                "recorded_at": link.recorded_at,
                "salt": link.salt,
                "content": link.content,
            }
            for link in links_of(proceeding)
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    return {"source": link.source.uid, "target": link.target.uid, "kind": link.kind, "made_by": link.made_by}


def _files(matters: list[Proceeding]) -> Iterator[StoredFile]:
    """Files of these matters: sterile photos, attachments, papers and scans. Sealed originals are not among them."""
    papers = Paper.objects.filter(proceeding__in=matters)
    wanted = {pk for pair in papers.values_list("file", "scan") for pk in pair if pk}
    wanted |= {pk for matter in matters for pk in _attached(matter)}
    yield from StoredFile.objects.filter(Q(proceeding__in=matters) | Q(pk__in=wanted)).order_by("pk")


def _attached(proceeding: Proceeding) -> Iterator[int]:
    """Files the acts refer to."""
    for link in links_of(proceeding):
        content = link.content if isinstance(link.content, dict) else {}
        for value in content.get("fields", {}).values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and {"id", "sm3", "media_type"} <= one.keys():
                    yield int(one["id"])


def _file(stored: StoredFile) -> dict[str, Any]:
    try:
        data = stored.read()
    except FileNotFoundError:
        words = FILE_MISSING.format(name=stored.name)
        raise UnusableInput("export.file_missing", words, remedy=RESTORE) from None
    if sm3(data) != stored.sm3:
        raise UnusableInput("export.file_changed", FILE_CHANGED.format(name=stored.name), remedy=RESTORE)
    return {
        "name": stored.name,
        "sm3": stored.sm3,
        "handling_mark": stored.handling_mark,
        "media_type": stored.media_type,
        "base64": base64.b64encode(data).decode("ascii"),
    }
